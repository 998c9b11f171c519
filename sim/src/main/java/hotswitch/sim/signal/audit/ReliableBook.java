package hotswitch.sim.signal.audit;

import hotswitch.sim.signal.net.Packet;
import hotswitch.sim.signal.net.WireMessage;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * S11: a reliable provisional response is the same whenever it is said, the next one has the next number, and its PRACK
 * is known as long as the call goes on, whoever is alive by then (RFC 3262 §3). A late one may be out of order (500).
 */
final class ReliableBook {
    private final TreeMap<String, Said> last = new TreeMap<>();
    /** Call-IDs of which one side has said the end. */
    private final TreeSet<String> over = new TreeSet<>();

    private final Findings findings;

    private record Said(long rseq, String text, long sinceNs, Said before) {}

    ReliableBook(Findings findings) {
        this.findings = findings;
    }

    /** The switch died: what it said in this very moment is not written down. */
    void crashed(long nowNs) {
        for (String key : new TreeSet<>(last.keySet())) {
            Said said = last.get(key);
            while (said != null && said.sinceNs == nowNs) {
                said = said.before;
            }
            if (said == null) {
                last.remove(key);
            } else {
                last.put(key, said);
            }
        }
    }

    void sent(Packet packet, boolean bySwitch, long nowNs) {
        WireMessage message = packet.message();
        boolean refusal = message.isInvite() && message.status() >= 300;
        if (refusal || message.method().equals("BYE") || message.method().equals("CANCEL")) {
            over.add(message.callId());
        } else if (bySwitch && message.isInvite() && !message.header("RSeq").isEmpty()) {
            said(packet, nowNs);
        } else if (bySwitch && message.method().equals("PRACK") && message.status() == 481) {
            findings.require(
                    over.contains(message.callId()), () -> "S11 a PRACK is refused: " + packet + ": " + message.text());
        }
    }

    private void said(Packet packet, long nowNs) {
        WireMessage message = packet.message();
        String key = message.callId() + ' ' + message.toTag() + ' ' + message.cseq();
        long rseq = Long.parseLong(message.header("RSeq"));
        Said before = last.get(key);
        if (before != null && rseq == before.rseq) {
            findings.require(
                    before.text.equals(message.text()),
                    () -> "S11 " + packet + " is not what was said before: " + message.text());
            return;
        }
        findings.require(
                before == null || rseq == before.rseq + 1,
                () -> "S11 " + packet + " has number " + rseq + " after " + before.rseq);
        last.put(key, new Said(rseq, message.text(), nowNs, before));
    }
}
