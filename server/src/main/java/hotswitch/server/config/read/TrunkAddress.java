package hotswitch.server.config.read;

import hotswitch.server.config.text.YamlValue;
import hotswitch.trunk.TrunkConfig.Address;
import hotswitch.trunk.TrunkConfig.Transport;

/** {@code udp:127.0.0.1:5080}: how and where a carrier is reached. */
final class TrunkAddress {
    private static final String ADDRESS = "(udp|tcp|tls):(\\[[0-9a-fA-F:.]+\\]|[0-9.]+):([0-9]{1,5})";

    private TrunkAddress() {}

    static Address read(YamlValue value) {
        String text = value.text();
        if (text.matches(ADDRESS)) {
            int first = text.indexOf(':');
            int last = text.lastIndexOf(':');
            String host = text.substring(first + 1, last).replace("[", "").replace("]", "");
            int port = Integer.parseInt(text.substring(last + 1));
            if (Words.isAddress(host) && port >= 1 && port <= 65_535) {
                return new Address(transport(text.substring(0, first)), host, port);
            }
        }
        value.fault(
                "is \"" + text + "\"", "write udp:ADDRESS:PORT with an IP address (tcp and tls likewise)", "中继地址无效");
        return new Address(Transport.UDP, "127.0.0.1", 5060);
    }

    static Transport transport(String word) {
        return switch (word) {
            case "udp" -> Transport.UDP;
            case "tcp" -> Transport.TCP;
            case "tls" -> Transport.TLS;
            default -> throw new IllegalStateException("transport " + word);
        };
    }
}
