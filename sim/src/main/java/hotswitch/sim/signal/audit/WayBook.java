package hotswitch.sim.signal.audit;

import hotswitch.acd.Command;
import hotswitch.acd.Command.LegRefused;
import hotswitch.acd.Command.LegRinging;
import hotswitch.sim.signal.node.NodeSetup;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * S14: a call is given up for want of a way only when a carrier that was asked was asked at each of its gateways; of
 * one that is known by name nobody can say how many it has at present. Reads what the switch tells its core.
 */
final class WayBook {
    /** Why the next one is tried. */
    private static final Set<String> WAYS =
            Set.of("500", "502", "503", "504", "no-response", "transport-failed", "not-admitted", "asked-for-less");

    private final List<NodeSetup.Carrier> carriers;
    private final Findings findings;
    /** Nobody else is tried then. */
    private final Set<Long> rang = new TreeSet<>();

    WayBook(List<NodeSetup.Carrier> carriers, Findings findings) {
        this.carriers = carriers.stream().filter(each -> !each.named()).toList();
        this.findings = findings;
    }

    void said(Command command) {
        if (command instanceof LegRinging ringing) {
            rang.add(ringing.legId());
        } else if (command instanceof LegRefused refused && !rang.contains(refused.legId())) {
            refused(refused);
        }
    }

    private void refused(LegRefused leg) {
        List<String> causes = List.of(leg.cause().split(","));
        String last = causes.getLast();
        if (!WAYS.contains(last.substring(last.indexOf(':') + 1))) {
            return;
        }
        for (NodeSetup.Carrier carrier : carriers) {
            long tried = causes.stream()
                    .filter(each -> each.startsWith(carrier.name() + ':'))
                    .count();
            boolean asked = tried > 0 && !causes.contains(carrier.name() + ":not-displayable");
            findings.require(
                    !asked || tried >= carrier.hops().size(),
                    () -> "S14 given up with a gateway of " + carrier.name() + " untried: " + leg);
        }
    }
}
