package hotswitch.server.config.read;

import hotswitch.server.config.text.YamlValue;
import hotswitch.trunk.TrunkConfig.Address;
import hotswitch.trunk.TrunkConfig.Transport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How and where a carrier is reached: {@code udp:127.0.0.1:5080}, or by a name, {@code tls:sip.carrier.example},
 * {@code sip:carrier.example} (RFC 3263).
 */
final class TrunkAddress {
    private static final String PORT = "([0-9]{1,5})";
    private static final Pattern NUMERIC =
            Pattern.compile("(udp|tcp|tls):(?:\\[([0-9a-fA-F:.]+)\\]|([0-9.]+)):" + PORT);
    private static final String LABELS = "(?:[0-9A-Za-z_](?:[0-9A-Za-z_-]*[0-9A-Za-z])?\\.)*";
    private static final String LAST_LABEL = "[A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?";
    private static final Pattern NAME =
            Pattern.compile("(udp|tcp|tls|sip|sips):(" + LABELS + LAST_LABEL + ")(?::" + PORT + ")?");

    private TrunkAddress() {}

    static Address read(YamlValue value) {
        String text = value.text();
        Matcher numeric = NUMERIC.matcher(text);
        Matcher name = NAME.matcher(text);
        if (numeric.matches()) {
            String host = numeric.group(2) == null ? numeric.group(3) : numeric.group(2);
            int port = Integer.parseInt(numeric.group(4));
            if (Words.isAddress(host) && port >= 1 && port <= 65_535) {
                return new Address(transport(numeric.group(1)), host, port);
            }
        } else if (name.matches() && text.length() <= 255) {
            Transport transport = transport(name.group(1));
            boolean any = transport == Transport.ANY || transport == Transport.SECURE;
            int port = name.group(3) == null ? 0 : Integer.parseInt(name.group(3));
            if (port <= 65_535 && (port == 0 || !any)) {
                return new Address(transport, name.group(2), port);
            }
        }
        value.fault(
                "is \"" + text + "\"",
                "write udp:ADDRESS:PORT, udp:NAME:PORT, udp:NAME (tcp and tls likewise), sip:NAME or sips:NAME",
                "中继地址无效");
        return new Address(Transport.UDP, "127.0.0.1", 5060);
    }

    static Transport transport(String word) {
        return switch (word) {
            case "udp" -> Transport.UDP;
            case "tcp" -> Transport.TCP;
            case "tls" -> Transport.TLS;
            case "sip" -> Transport.ANY;
            case "sips" -> Transport.SECURE;
            default -> throw new IllegalStateException("transport " + word);
        };
    }
}
