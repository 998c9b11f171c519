package hotswitch.server.config.read;

import hotswitch.server.config.TrunksConfig;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlFile;
import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import hotswitch.trunk.Cidr;
import hotswitch.trunk.TrunkConfig;
import hotswitch.trunk.TrunkConfig.Address;
import hotswitch.trunk.TrunkConfig.Source;
import hotswitch.trunk.number.NumberRule;
import hotswitch.trunk.route.NumberPattern;
import hotswitch.trunk.route.RouteConfig;
import java.util.ArrayList;
import java.util.List;

/** {@code trunks.yaml}: carriers and routes. */
public final class TrunksFile {
    public static final String NAME = "trunks.yaml";

    private static final List<String> REDIRECTING = List.of("diversion", "history-info");
    private static final List<String> LARGE_REQUESTS = List.of("udp", "tcp");

    private TrunksFile() {}

    public static TrunksConfig read(Reading reading) {
        YamlMap root = YamlFile.read(reading.conf(), NAME, true);
        YamlMap named = root.map("trunks");
        List<TrunkConfig> trunks = new ArrayList<>();
        for (String name : named.keys()) trunks.add(trunk(reading, name, named.map(name), named));
        List<RouteConfig> routes = new ArrayList<>();
        for (YamlValue value : root.items("routes")) routes.add(route(reading, value.map()));
        root.done();
        return new TrunksConfig(List.copyOf(trunks), List.copyOf(routes));
    }

    private static TrunkConfig trunk(Reading reading, String name, YamlMap map, YamlMap named) {
        Words.name(name, "trunk", named.place(name), reading.faults());
        reading.references().define(Kind.TRUNK, name, named.place(name));
        reading.references().need(Kind.DISPLAYED, map.texts("displayed"), map.place("displayed"));
        List<Address> addresses =
                map.items("to").stream().map(TrunkAddress::read).toList();
        List<Source> sources =
                map.items("from").stream().map(TrunksFile::source).toList();
        if (addresses.isEmpty() && sources.isEmpty()) {
            reading.faults()
                    .add(
                            named.place(name),
                            "the trunk " + name + " has neither to nor from",
                            "add to: [\"udp:ADDRESS:PORT\"], from: [ADDRESS], or both",
                            "中继缺少地址");
        }
        return new TrunkConfig(
                name,
                addresses,
                sources,
                new TrunkConfig.Capacity(
                        map.integer("channels", 120, 1, 100_000),
                        map.integer("calls-per-second", 50, 1, 100_000),
                        map.integer("priority", 1, 1, 100),
                        map.integer("weight", 100, 1, 10_000)),
                new TrunkConfig.Health(
                        map.number("options-ms", 10_000, 0, 3_600_000),
                        map.number("first-response-ms", 3_000, 100, 32_000),
                        map.number("ring-ms", 60_000, 1_000, 600_000)),
                numbers(map),
                TrunkAccount.read(reading, name, map, new TrunkAccount.Ways(addresses, sources)),
                manners(map));
    }

    private static TrunkConfig.Manners manners(YamlMap map) {
        List<String> told = map.has("redirecting")
                ? map.items("redirecting").stream()
                        .map(each -> each.oneOf(REDIRECTING, "write " + String.join(", ", REDIRECTING)))
                        .toList()
                : REDIRECTING;
        return new TrunkConfig.Manners(
                map.flag("reliable", true),
                Words.sessionTimer(map),
                map.flag("trusted", true),
                told.contains("diversion"),
                told.contains("history-info"),
                map.choice("large-requests", "udp", LARGE_REQUESTS).equals("tcp"));
    }

    private static TrunkConfig.Numbers numbers(YamlMap map) {
        YamlMap numbers = map.map("numbers");
        return new TrunkConfig.Numbers(
                map.texts("displayed"),
                rules(numbers, "ani-in"),
                rules(numbers, "dnis-in"),
                rules(numbers, "number-out"),
                rules(numbers, "displayed-out"));
    }

    private static List<NumberRule> rules(YamlMap numbers, String key) {
        List<NumberRule> rules = new ArrayList<>();
        for (YamlValue value : numbers.items(key)) {
            YamlMap rule = value.map();
            rules.add(
                    new NumberRule(rule.text("prefix", ""), rule.integer("strip", 0, 0, 32), rule.text("prepend", "")));
            rule.done();
        }
        return List.copyOf(rules);
    }

    private static Source source(YamlValue value) {
        String text = value.text();
        int at = text.indexOf('@');
        String network = at < 0 ? text : text.substring(0, at);
        int port = 0;
        if (at >= 0) {
            String digits = text.substring(at + 1);
            port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
            if (port < 1 || port > 65_535) value.fault("has the port \"" + digits + "\"", "write 1 to 65535", "端口无效");
        }
        try {
            return new Source(Cidr.parse(network), port);
        } catch (IllegalArgumentException e) {
            String what = "is no network: " + e.getMessage();
            value.fault(what, "write ADDRESS or NETWORK/BITS, as 10.1.0.0/16", "地址段无效");
            return new Source(Cidr.parse("127.0.0.1"), port);
        }
    }

    private static RouteConfig route(Reading reading, YamlMap map) {
        String pattern = map.required("pattern");
        List<String> trunks = map.texts("trunks");
        reading.references().need(Kind.TRUNK, trunks, map.place("trunks"));
        map.done();
        try {
            return new RouteConfig(new NumberPattern(pattern), trunks);
        } catch (IllegalArgumentException e) {
            String mend = "use digits, X for any one, and at the end a dot for any more";
            reading.faults().add(map.place("pattern"), e.getMessage(), mend, "号码模式无效");
            return new RouteConfig(new NumberPattern("."), trunks);
        }
    }
}
