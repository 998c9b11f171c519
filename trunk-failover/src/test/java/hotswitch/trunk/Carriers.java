package hotswitch.trunk;

import hotswitch.trunk.TrunkConfig.Address;
import hotswitch.trunk.TrunkConfig.Capacity;
import hotswitch.trunk.TrunkConfig.Health;
import hotswitch.trunk.TrunkConfig.Numbers;
import hotswitch.trunk.TrunkConfig.Source;
import hotswitch.trunk.TrunkConfig.Transport;
import java.util.Arrays;
import java.util.List;

/** Carriers for stories. */
public final class Carriers {
    private Carriers() {}

    public static TrunkConfig carrier(String name, String... sources) {
        return of(name, new Capacity(60, 10, 1, 1), List.of("127.0.0.1"), List.of(sources));
    }

    public static TrunkConfig outbound(String name, int priority, int weight, String... hosts) {
        return of(name, new Capacity(60, 10, priority, weight), List.of(hosts), List.of());
    }

    public static Source source(String text) {
        int port = text.indexOf('#');
        return port < 0
                ? new Source(Cidr.parse(text), 0)
                : new Source(Cidr.parse(text.substring(0, port)), Integer.parseInt(text.substring(port + 1)));
    }

    public static long ms(long ms) {
        return ms * 1_000_000;
    }

    private static TrunkConfig of(String name, Capacity capacity, List<String> hosts, List<String> sources) {
        List<Address> addresses = hosts.stream()
                .map(host -> new Address(Transport.UDP, host, 5080))
                .toList();
        Numbers numbers = new Numbers(List.of("057112345"), List.of(), List.of(), List.of(), List.of());
        List<Source> acl = sources.stream().map(Carriers::source).toList();
        return new TrunkConfig(name, addresses, acl, capacity, new Health(10_000, 3_000, 60_000), numbers);
    }

    /** A carrier that is known by a name. */
    public static TrunkConfig named(String name, Address address) {
        TrunkConfig any = of(name, new Capacity(60, 10, 1, 1), List.of("127.0.0.1"), List.of());
        return new TrunkConfig(name, List.of(address), List.of(), any.capacity(), any.health(), any.numbers());
    }

    /** The same carrier with these numbers. */
    public static TrunkConfig with(TrunkConfig trunk, Numbers numbers) {
        return new TrunkConfig(trunk.name(), trunk.addresses(), trunk.acl(), trunk.capacity(), trunk.health(), numbers);
    }

    public static List<TrunkConfig> list(TrunkConfig... trunks) {
        return Arrays.asList(trunks);
    }
}
