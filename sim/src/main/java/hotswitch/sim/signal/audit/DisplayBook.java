package hotswitch.sim.signal.audit;

import hotswitch.sim.signal.net.Packet;
import hotswitch.sim.signal.node.NodeSetup;
import java.util.List;
import java.util.TreeMap;

/** S6: what a carrier is told of who calls is a number that it lets us show. */
final class DisplayBook {
    private final TreeMap<String, List<String>> permitted = new TreeMap<>();
    private final Findings findings;

    DisplayBook(List<NodeSetup.Carrier> carriers, Findings findings) {
        carriers.forEach(carrier -> permitted.put(carrier.name(), carrier.displayed()));
        this.findings = findings;
    }

    void inviteSent(Packet packet) {
        List<String> numbers = permitted.get(NodeSetup.Carrier.of(packet.to()));
        if (numbers != null) {
            String from = packet.message().user("From");
            String asserted = packet.message().user("P-Asserted-Identity");
            findings.require(
                    numbers.contains(from) && numbers.contains(asserted),
                    () -> "S6 " + packet.to() + " is shown " + from + " and " + asserted);
        }
    }
}
