package hotswitch.server.config.read;

import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import hotswitch.trunk.TrunkConfig.Account;
import hotswitch.trunk.TrunkConfig.Address;
import hotswitch.trunk.TrunkConfig.Contacts;
import hotswitch.trunk.TrunkConfig.Login;
import hotswitch.trunk.TrunkConfig.Source;
import hotswitch.trunk.TrunkConfig.Transport;
import java.util.List;

/** {@code registration} of a trunk: our account at the carrier. */
final class TrunkAccount {
    private static final List<String> TRANSPORTS = List.of("udp", "tcp", "tls");
    private static final String PART = "[0-9A-Za-z._~!$&'()*+,=-]+";

    private TrunkAccount() {}

    /** Where the carrier is reached, and from where it calls. */
    record Ways(List<Address> addresses, List<Source> sources) {}

    static Account read(Reading reading, String trunk, YamlMap map, Ways ways) {
        if (!map.has("registration")) return Account.NONE;
        YamlMap own = map.map("registration");
        String user = part(own, own.required("user"), "user");
        String domain = part(own, own.required("domain"), "domain");
        Login login = new Login(own.text("auth-user", user), own.required("password"), own.text("realm", ""));
        List<Address> registrars =
                own.items("registrars").stream().map(TrunkAddress::read).toList();
        if (registrars.isEmpty()) registrars = ways.addresses();
        if (registrars.isEmpty()) {
            reading.faults()
                    .add(
                            own.place(),
                            "the trunk " + trunk + " has no registrar",
                            "add registrars: [\"udp:ADDRESS:PORT\"], or to",
                            "缺少注册服务器");
            registrars = List.of(new Address(Transport.UDP, "127.0.0.1", 5060));
        }
        Contacts contacts = new Contacts(
                transports(own, registrars),
                part(own, own.text("contact-user", ""), "contact-user"),
                own.flag("bulk", false));
        if ((contacts.bulk() || !contacts.user().isEmpty()) && ways.sources().isEmpty()) {
            reading.faults()
                    .add(
                            own.place(contacts.bulk() ? "bulk" : "contact-user"),
                            "calls of the trunk " + trunk + " could not be told from others",
                            "add from: [ADDRESS] to the trunk, or leave the Contact to the switch",
                            "无法识别来话中继");
        }
        return new Account(
                user.isEmpty() ? "-" : user,
                domain,
                login,
                registrars,
                contacts,
                own.integer("expires-s", 3_600, 60, 86_400));
    }

    private static List<Transport> transports(YamlMap own, List<Address> registrars) {
        List<Transport> transports = own.items("contacts").stream()
                .map(TrunkAccount::transport)
                .distinct()
                .toList();
        return transports.isEmpty() ? List.of(reached(registrars.getFirst().transport())) : transports;
    }

    private static Transport reached(Transport registrar) {
        return switch (registrar) {
            case UDP, TCP, TLS -> registrar;
            case ANY -> Transport.UDP;
            case SECURE -> Transport.TLS;
        };
    }

    private static Transport transport(YamlValue value) {
        return TrunkAddress.transport(value.oneOf(TRANSPORTS, "write one of " + String.join(", ", TRANSPORTS)));
    }

    /** What stands in a SIP URI as it is. */
    private static String part(YamlMap own, String text, String key) {
        if (!text.isEmpty() && !text.matches(PART)) {
            own.get(key).fault("is \"" + text + "\"", "use letters, digits and marks such as . - + only", "字符无效");
            return "-";
        }
        return text;
    }
}
