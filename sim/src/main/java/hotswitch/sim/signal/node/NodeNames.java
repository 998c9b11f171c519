package hotswitch.sim.signal.node;

import hotswitch.call.locate.CarrierNames;
import hotswitch.sim.signal.net.Clock;
import hotswitch.sip.locate.Locator;
import hotswitch.sip.locate.Lookup;
import hotswitch.sip.transaction.Transport;
import hotswitch.trunk.Target;
import hotswitch.trunk.TrunkConfig;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** What one process of the switch learns of its carriers' names; when it is dead nobody hears the answers. */
final class NodeNames implements CarrierNames.Around {
    private final Clock clock;
    private final BiConsumer<TrunkConfig.Address, List<Target>> found;
    private final CarrierNames names;
    private boolean dead;

    NodeNames(Clock clock, Lookup dns, BiConsumer<TrunkConfig.Address, List<Target>> found) {
        this.clock = clock;
        this.found = found;
        Lookup heard = (type, name, then) -> dns.ask(type, name, answer -> {
            if (!dead) {
                then.accept(answer);
            }
        });
        List<Transport> spoken = List.of(Transport.UDP, Transport.TCP);
        names = new CarrierNames(new Locator(heard, spoken, Set.of(Lookup.Type.A)), this);
    }

    void want(List<TrunkConfig.Address> wanted) {
        names.want(wanted);
    }

    void die() {
        dead = true;
    }

    @Override
    public void later(Runnable what, long seconds) {
        clock.in(1_000 * seconds, () -> {
            if (!dead) {
                what.run();
            }
        });
    }

    @Override
    public void found(TrunkConfig.Address name, List<Target> targets, long ttlS) {
        found.accept(name, targets);
    }

    @Override
    public void unanswered(TrunkConfig.Address name) {
        // What was known stays.
    }
}
