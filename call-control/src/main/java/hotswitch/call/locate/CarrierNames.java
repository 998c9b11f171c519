package hotswitch.call.locate;

import hotswitch.sip.locate.Located;
import hotswitch.sip.locate.Locator;
import hotswitch.sip.locate.ServerName;
import hotswitch.sip.transaction.Transport;
import hotswitch.trunk.Target;
import hotswitch.trunk.TrunkConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The carriers' names: looked up, and again when what was learnt has had its time. While nobody answers, what was known
 * stays. All on one thread, that of the answers.
 */
public final class CarrierNames {
    private static final long LEAST_S = 2;
    private static final long MOST_S = 3_600;
    private static final long FAILED_S = 5;

    /** What is needed of the outside, and who is told. */
    public interface Around {
        void later(Runnable what, long seconds);

        /** A name leads there now, for so long: to other places than before, or it has been looked up first. */
        void found(TrunkConfig.Address name, List<Target> targets, long ttlS);

        /** Nobody answers. */
        void unanswered(TrunkConfig.Address name);
    }

    private final Locator locator;
    private final Around around;
    /** By text. */
    private final Map<String, Name> names = new TreeMap<>();

    /** One that is looked up until it is taken out of the table. */
    private static final class Name {
        private final TrunkConfig.Address address;
        private List<Target> known = List.of();
        private boolean answered;

        Name(TrunkConfig.Address address) {
            this.address = address;
        }
    }

    public CarrierNames(Locator locator, Around around) {
        this.locator = locator;
        this.around = around;
    }

    /** From now on these. */
    public void want(List<TrunkConfig.Address> wanted) {
        names.keySet().retainAll(wanted.stream().map(TrunkConfig.Address::text).toList());
        for (TrunkConfig.Address each : wanted) {
            if (!names.containsKey(each.text())) {
                Name name = new Name(each);
                names.put(each.text(), name);
                look(name);
            }
        }
    }

    private void look(Name name) {
        if (names.get(name.address.text()) == name) {
            TrunkConfig.Address at = name.address;
            boolean secure = at.transport() == TrunkConfig.Transport.SECURE;
            locator.locate(new ServerName(transport(at), secure, at.host(), at.port()), located -> take(name, located));
        }
    }

    private static Transport transport(TrunkConfig.Address address) {
        return switch (address.transport()) {
            case UDP -> Transport.UDP;
            case TCP -> Transport.TCP;
            case TLS -> Transport.TLS;
            case ANY, SECURE -> null;
        };
    }

    private void take(Name name, Located located) {
        if (located.failed()) {
            around.unanswered(name.address);
            around.later(() -> look(name), FAILED_S);
            return;
        }
        List<Target> targets =
                located.places().stream().map(CarrierNames::target).toList();
        if (!name.answered || !targets.equals(name.known)) {
            name.answered = true;
            name.known = targets;
            around.found(name.address, targets, located.ttlS());
        }
        around.later(() -> look(name), Math.clamp(located.ttlS(), LEAST_S, MOST_S));
    }

    private static Target target(Located.Place place) {
        TrunkConfig.Transport transport = switch (place.transport()) {
            case UDP -> TrunkConfig.Transport.UDP;
            case TCP -> TrunkConfig.Transport.TCP;
            case TLS -> TrunkConfig.Transport.TLS;
            case WS, WSS -> throw new IllegalStateException("no carrier is found by " + place);
        };
        return new Target(
                new TrunkConfig.Address(transport, place.address(), place.port()), place.rank(), place.weight());
    }
}
