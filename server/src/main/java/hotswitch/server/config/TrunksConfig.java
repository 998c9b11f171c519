package hotswitch.server.config;

import java.util.List;

/** {@code trunks.yaml}: carriers in the order of the file, and which of them carry what. */
public record TrunksConfig(List<Trunk> trunks, List<Route> routes) {

    /** {@code addresses}: where calls are sent, in turn. {@code sources}: whose requests are this trunk's. */
    public record Trunk(
            String name,
            List<Address> addresses,
            List<Source> sources,
            Capacity capacity,
            Health health,
            Numbers numbers) {}

    public record Address(Transport transport, String host, int port) {}

    public enum Transport {
        UDP,
        TCP,
        TLS
    }

    /** {@code cidr}: an IPv4 or IPv6 prefix. {@code port} 0: any. The longest prefix wins, then the port. */
    public record Source(String cidr, int port) {}

    /**
     * {@code channels}: calls at once; {@code callsPerSecond}: new calls, both ways counted apart. The lowest {@code
     * priority} is tried first, equals share by {@code weight}.
     */
    public record Capacity(int channels, int callsPerSecond, int priority, int weight) {}

    /** {@code optionsMs} 0: no OPTIONS. No answer at all within {@code firstResponseMs}: next; no 200 within {@code ringMs}: given up. */
    public record Health(long optionsMs, long firstResponseMs, long ringMs) {}

    /** {@code displayed}: the numbers that the carrier lets us show, the first of them unless one is asked for. */
    public record Numbers(
            List<String> displayed,
            List<Rule> aniIn,
            List<Rule> dnisIn,
            List<Rule> numberOut,
            List<Rule> displayedOut) {}

    /** A number that begins with {@code prefix} loses its first {@code strip} digits and gets {@code prepend}; first match only. */
    public record Rule(String prefix, int strip, String prepend) {}

    /** {@code pattern}: digits, {@code X} for any one, a last {@code .} for any more. First match only. */
    public record Route(String pattern, List<String> trunks) {}
}
