package hotswitch.sim.signal.audit;

import hotswitch.call.status.TrunkStatus;
import hotswitch.sim.signal.net.WireMessage;
import hotswitch.sim.signal.node.NodeSetup;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * S5: a trunk's count of calls is never above what lives between the switch and that carrier as the wire tells at the
 * switch's end, nor above its channels, and 0 when nothing lives.
 */
final class ChannelBook {
    private final TreeMap<String, TreeSet<String>> live = new TreeMap<>();
    /** When it was over, epoch ns. */
    private final TreeMap<String, Long> over = new TreeMap<>();

    private final TreeMap<String, String> carriers = new TreeMap<>();
    /** An INVITE that is said again may be a new one to a later process. */
    private boolean died;

    private final Findings findings;

    ChannelBook(List<NodeSetup.Carrier> carriers, Findings findings) {
        carriers.forEach(carrier -> live.put(carrier.name(), new TreeSet<>()));
        this.findings = findings;
    }

    /** A message as the switch sends or hears it; {@code carrier}: who is at the other end. */
    void seen(String carrier, Asked request, WireMessage message, long nowNs) {
        TreeSet<String> calls = live.get(NodeSetup.Carrier.of(carrier));
        if (calls == null) {
            return;
        }
        String callId = message.callId();
        boolean refused = message.status() >= 300 && request.initialInvite();
        boolean bye = message.request() && message.method().equals("BYE");
        if (refused || bye) {
            calls.remove(callId);
            over.put(callId, nowNs);
            carriers.put(callId, NodeSetup.Carrier.of(carrier));
        } else if (message.request() && request.initialInvite() && (died || !over.containsKey(callId))) {
            calls.add(callId);
        }
    }

    /** The switch died: what it did last may not be written down. */
    void crashed(long nowNs) {
        over.forEach((callId, atNs) -> {
            if (atNs == nowNs) {
                live.get(carriers.get(callId)).add(callId);
            }
        });
        over.clear();
        died = true;
    }

    void count(List<TrunkStatus> trunks) {
        for (TrunkStatus trunk : trunks) {
            findings.require(
                    trunk.inUse() <= trunk.channels(),
                    () -> "S5 " + trunk.name() + " has " + trunk.inUse() + " calls in " + trunk.channels()
                            + " channels");
            int most = live.get(trunk.name()).size();
            findings.require(
                    trunk.inUse() <= most && trunk.inUse() >= 0,
                    () -> "S5 " + trunk.name() + " has " + trunk.inUse() + " calls by the switch's count, and " + most
                            + " by the wire");
        }
    }
}
