package hotswitch.bench.sipcall;

import hotswitch.bench.result.Spread;
import hotswitch.bench.sipcall.Capture.Packet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The two delays of a queue, from packets, in ms: INVITE in → INVITE to an agent, and agent freed → INVITE to it. */
final class Delays {
    private final List<Packet> packets;
    private final int sipPort;

    Delays(List<Packet> packets, int sipPort) {
        this.packets = packets;
        this.sipPort = sipPort;
    }

    /** By the caller's number, which the agent's INVITE shows in its From; retransmissions count from the first. */
    List<Double> inviteToAgent() {
        Map<String, Long> arrivedNs = new HashMap<>();
        Set<String> offered = new HashSet<>();
        List<Double> delays = new ArrayList<>();
        for (Packet packet : packets) {
            if (packet.text().startsWith("INVITE")) {
                String caller = between(header(packet, "From"), "sip:", "@");
                Long fromNs = arrivedNs.get(caller);
                if (packet.toPort() == sipPort) {
                    arrivedNs.putIfAbsent(caller, packet.timeNs());
                } else if (fromNs != null && offered.add(caller)) {
                    delays.add((packet.timeNs() - fromNs) / 1e6);
                }
            }
        }
        return delays;
    }

    /** An agent is free when its BYE arrives; its next INVITE is the next offer. Meaningful while callers wait. */
    Spread freedToOffer() {
        Map<String, String> seatOfCall = new HashMap<>();
        Map<String, Long> freedNs = new HashMap<>();
        List<Double> delays = new ArrayList<>();
        for (Packet packet : packets) {
            String call = header(packet, "Call-ID");
            boolean in = packet.toPort() == sipPort;
            if (packet.text().startsWith("INVITE") && !in) {
                String seat = between(packet.text(), "sip:", "@");
                boolean first = seatOfCall.put(call, seat) == null;
                Long fromNs = freedNs.remove(seat);
                if (first && fromNs != null) {
                    delays.add((packet.timeNs() - fromNs) / 1e6);
                }
            } else if (packet.text().startsWith("BYE") && in && seatOfCall.containsKey(call)) {
                freedNs.putIfAbsent(seatOfCall.get(call), packet.timeNs());
            }
        }
        return Spread.of(delays);
    }

    private static String header(Packet packet, String name) {
        return between(packet.text(), "\r\n" + name + ":", "\r\n").strip();
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        int end = start < 0 ? -1 : text.indexOf(to, start + from.length());
        return end < 0 ? "" : text.substring(start + from.length(), end);
    }
}
