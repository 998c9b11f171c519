package hotswitch.sim.signal.party;

import hotswitch.sim.signal.Mischief;
import hotswitch.sim.signal.SignalOptions;
import hotswitch.sim.signal.net.Clock;
import hotswitch.sim.signal.net.Network;
import hotswitch.sim.signal.node.Sounds;
import hotswitch.sim.signal.node.SwitchNode;
import java.util.function.Consumer;

/** What every party finds around it; {@code rebooted}: who hears that one has lost its memory. */
public record Surroundings(
        SignalOptions options,
        Clock clock,
        Network network,
        Sounds sounds,
        SwitchNode node,
        Consumer<String> rebooted) {
    /** How likely this goes wrong now: 0 if it never does in this life, or nothing does any more. */
    double chaos(Mischief mischief) {
        return clock.isCalm() || !options.has(mischief) ? 0 : options.centre().chaos();
    }

    long nowNs() {
        return clock.nowNs();
    }
}
