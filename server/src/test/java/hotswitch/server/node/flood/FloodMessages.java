package hotswitch.server.node.flood;

import hotswitch.server.e2e.rig.DigestAnswer;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.sip.message.Mutator;
import hotswitch.sip.message.Recorded;
import hotswitch.sip.message.Torture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a hostile peer would send: recorded and torture messages under new names, requests within the dialogs that the
 * switch has just agreed to, registrations with right credentials; most of it spoiled.
 */
public final class FloodMessages {
    private static final int DIALOGS_MAX = 200;
    private static final String[] WITHIN = {"ACK", "BYE", "INVITE", "INFO", "UPDATE", "REFER", "PRACK", "OPTIONS"};
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 4000 RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n";

    private final Mutator mutator;
    private final int switchPort;
    private final Deque<SipText> dialogs = new ArrayDeque<>();
    private String nonce = "";
    private long number;

    /** {@code switchPort} stands where the recorded ones have 5060. */
    public FloodMessages(long seed, int switchPort) {
        this.switchPort = switchPort;
        List<String> texts = new ArrayList<>(Recorded.messages());
        texts.addAll(Recorded.messages());
        Torture.messages().forEach(each -> texts.add(each.latin1()));
        mutator = new Mutator(seed, texts);
    }

    /** A response of the switch: what it agreed to can be taken up. */
    void heard(SipText response) {
        if (response.status() == 401) {
            nonce = new DigestAnswer("8001", "", "MD5").challenge(response).nonce();
        } else if (response.status() == 200 && response.header("CSeq").endsWith("INVITE")) {
            dialogs.addLast(response);
            if (dialogs.size() > DIALOGS_MAX) {
                dialogs.removeFirst();
            }
        }
    }

    /** The next message of a caller whose own port this is. */
    String next(int ownPort) {
        String text = switch (mutator.below(10)) {
            case 0, 1, 2 -> dialogs.isEmpty() ? renewed(ownPort) : within(ownPort);
            case 3 -> register(ownPort, "800" + mutator.below(10));
            case 4, 5 -> invite(ownPort);
            default -> renewed(ownPort);
        };
        return mutator.once(8) ? text : mutator.spoil(text);
    }

    /** A phone's answer to a request of the switch, right or spoiled. */
    String answer(SipText request, int status, int ownPort) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + " As you say\r\n");
        for (String header : request.headers()) {
            if (header.matches("(?i)(Via|From|Call-ID|CSeq): .*")) {
                text.append(header).append("\r\n");
            } else if (header.startsWith("To: ")) {
                text.append(header).append(header.contains("tag=") ? "\r\n" : ";tag=phone" + ownPort + "\r\n");
            }
        }
        text.append("Contact: <sip:8001@127.0.0.1:" + ownPort + ">\r\n");
        String whole = with(text, status == 200 && request.method().equals("INVITE") ? SDP : "");
        return mutator.once(2) ? whole : mutator.spoil(whole);
    }

    /** A REGISTER with the credentials of this seat, once a nonce is known. */
    String register(int ownPort, String seat) {
        StringBuilder text = new StringBuilder("REGISTER sip:hotline.local SIP/2.0\r\n");
        names(text, ownPort, "<sip:" + seat + "@hotline.local>;tag=" + number, "<sip:" + seat + "@hotline.local>");
        text.append("Call-ID: reg-" + seat + "\r\nCSeq: " + ++number + " REGISTER\r\n");
        text.append("Contact: <sip:" + seat + "@127.0.0.1:" + ownPort + ">;expires=600\r\n");
        if (!nonce.isEmpty()) {
            DigestAnswer digest = new DigestAnswer(seat, "demo-" + seat, "MD5");
            DigestAnswer.Challenge challenge = new DigestAnswer.Challenge("hotline.local", nonce, false);
            String value = digest.authorization(challenge, "REGISTER", "sip:hotline.local", (int) number);
            text.append("Authorization: ").append(value).append("\r\n");
        }
        return with(text, "");
    }

    private String invite(int ownPort) {
        StringBuilder text = new StringBuilder(
                "INVITE sip:" + (12345 + mutator.below(3)) + "@127.0.0.1:" + switchPort + " SIP/2.0\r\n");
        String caller = "1390" + mutator.below(10_000_000);
        names(text, ownPort, "\"caller\" <sip:" + caller + "@127.0.0.1>;tag=" + ++number, "<sip:12345@127.0.0.1>");
        text.append("Call-ID: flood-" + number + "\r\nCSeq: 1 INVITE\r\nSupported: timer, 100rel\r\n");
        text.append("Contact: <sip:" + caller + "@127.0.0.1:" + ownPort + ">\r\n");
        text.append(mutator.once(3) ? "P-Asserted-Identity: <sip:" + caller + "@127.0.0.1>\r\n" : "");
        text.append(mutator.once(4) ? "Session-Expires: 1800;refresher=uac\r\n" : "");
        text.append(mutator.once(4) ? "Record-Route: <sip:127.0.0.1:" + ownPort + ";lr>\r\n" : "");
        return with(text, mutator.once(6) ? "" : SDP);
    }

    private String within(int ownPort) {
        SipText agreed = mutator.once(2) ? dialogs.getLast() : dialogs.getFirst();
        String method = WITHIN[mutator.below(WITHIN.length)];
        if (method.equals("BYE")) {
            dialogs.remove(agreed);
        }
        StringBuilder text = new StringBuilder(method + " sip:127.0.0.1:" + switchPort + " SIP/2.0\r\n");
        names(text, ownPort, agreed.header("From"), agreed.header("To"));
        text.append("Call-ID: " + agreed.callId() + "\r\n");
        text.append("CSeq: " + (method.equals("ACK") ? 1 : ++number + 1) + " " + method + "\r\n");
        text.append("Contact: <sip:x@127.0.0.1:" + ownPort + ">\r\n");
        text.append(method.equals("REFER") ? "Refer-To: <sip:8002@hotline.local>\r\n" : "");
        text.append(method.equals("PRACK") ? "RAck: 1 1 INVITE\r\n" : "");
        if (method.equals("INFO")) {
            text.append("Content-Type: application/dtmf-relay\r\n");
            return text + "Content-Length: 22\r\n\r\nSignal=5\r\nDuration=16\r\n";
        }
        boolean described = method.equals("UPDATE") || (method.equals("INVITE") && !mutator.once(4));
        return with(text, described ? (mutator.once(2) ? SDP : SDP.replace("sendrecv", "sendonly")) : "");
    }

    private void names(StringBuilder text, int ownPort, String from, String to) {
        text.append("Via: SIP/2.0/UDP 127.0.0.1:" + ownPort + ";rport;branch=z9hG4bK-f" + ++number + "\r\n");
        text.append("Max-Forwards: 70\r\nFrom: " + from + "\r\nTo: " + to + "\r\n");
    }

    private static String with(StringBuilder text, String body) {
        text.append(body.isEmpty() ? "" : "Content-Type: application/sdp\r\n");
        return text + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** A recorded or torture message from this port, with names that were not heard before. */
    private String renewed(int ownPort) {
        number++;
        String text = mutator.pick()
                .replace("127.0.0.1:5060", "127.0.0.1:" + switchPort)
                .replace("127.0.0.1:5070", "127.0.0.1:" + ownPort);
        if (!mutator.once(6)) {
            text = text.replace("branch=z9hG4bK", "branch=z9hG4bK" + number + ".")
                    .replace("Call-ID: ", "Call-ID: " + number);
        }
        return text;
    }
}
