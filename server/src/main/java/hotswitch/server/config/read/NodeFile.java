package hotswitch.server.config.read;

import hotswitch.server.config.NodeConfig;
import hotswitch.server.config.guard.TollPart;
import hotswitch.server.config.text.Place;
import hotswitch.server.config.text.YamlFile;
import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code hotswitch.yaml}, with {@code --set} on top of it. */
public record NodeFile(NodeConfig config, YamlMap root) {
    public static final String NAME = "hotswitch.yaml";
    private static final String LOOPBACK = "127.0.0.1";

    /** {@code sets}: {@code dotted.key=value}. */
    public static NodeFile read(Reading reading, List<String> sets) {
        YamlMap root = YamlFile.read(reading.conf(), NAME, false);
        for (String set : sets) override(reading, root, set);
        YamlMap sip = root.map("sip");
        YamlMap store = root.map("store");
        NodeConfig config = new NodeConfig(
                node(root.map("node")),
                sip(sip),
                media(reading, root.map("media")),
                api(root.map("api")),
                journal(root.map("journal")),
                recording(root.map("recording")),
                security(reading, root.map("security")),
                new NodeConfig.Store(store.text("url", "")),
                trace(sip.map("trace"), root.map("hep")));
        root.done();
        return new NodeFile(config, root);
    }

    private static void override(Reading reading, YamlMap root, String set) {
        int equals = set.indexOf('=');
        Place place = new Place("--set " + set, 0);
        if (equals < 1)
            reading.faults().add(place, "there is no value", "write --set KEY=VALUE, as --set sip.port=5070", "缺少取值");
        else root.override(set.substring(0, equals).strip(), set.substring(equals + 1), place);
    }

    private static NodeConfig.Node node(YamlMap map) {
        YamlMap disk = map.map("disk");
        return new NodeConfig.Node(
                map.text("name", "hotswitch"),
                map.integer("drain-seconds", 300, 0, 86_400),
                map.flag("realtime", true),
                new NodeConfig.Disk(
                        disk.integer("alarm-mib", 4_096, 0, 1 << 24), disk.integer("refuse-mib", 1_024, 0, 1 << 24)));
    }

    private static NodeConfig.Sip sip(YamlMap map) {
        String address = address(map, "address", LOOPBACK);
        YamlMap tls = map.map("tls");
        YamlMap register = map.map("register");
        int min = register.integer("min-seconds", 60, 10, 86_400);
        return new NodeConfig.Sip(
                address,
                port(map, "port", 5060),
                new NodeConfig.Tls(
                        tls.integer("port", 0, 0, 65_535),
                        tls.text("certificate", ""),
                        tls.text("key", ""),
                        tls.text("authorities", ""),
                        tls.choice("client-auth", "none", List.of("none", "want", "need"))),
                map.text("domain", "hotline.local"),
                address(map, "advertised", address),
                new NodeConfig.Register(
                        min,
                        register.integer("max-seconds", Math.max(min, 3_600), min, 604_800),
                        register.integer("contacts-max", 5, 1, 20)),
                map.items("dns").stream().map(NodeFile::nameServer).toList(),
                lamps(map.map("lamps")),
                web(map.map("ws")),
                phones(map.map("phones")),
                map.integer("streams-max", 4_096, 16, 200_000));
    }

    private static NodeConfig.Phones phones(YamlMap map) {
        return new NodeConfig.Phones(map.flag("reliable", true), Words.sessionTimer(map), map.flag("trusted", true));
    }

    private static NodeConfig.Web web(YamlMap map) {
        String path = map.text("path", "/ws");
        if (!path.matches("/[0-9A-Za-z._~/-]*")) {
            map.get("path").fault("is \"" + path + "\"", "write a path as /ws", "路径无效");
        }
        List<String> origins = new ArrayList<>();
        for (YamlValue value : map.items("origins")) {
            String origin = value.text().toLowerCase(Locale.ROOT);
            if (!origin.matches("https?://[0-9a-z.:\\[\\]-]+")) {
                value.fault("is \"" + value.text() + "\"", "write https://HOST or https://HOST:PORT", "网页来源无效");
            }
            origins.add(origin);
        }
        return new NodeConfig.Web(
                map.integer("port", 0, 0, 65_535), map.integer("secure-port", 0, 0, 65_535), path, origins);
    }

    private static InetSocketAddress nameServer(YamlValue value) {
        String text = value.text();
        int colon = text.lastIndexOf(':');
        boolean bare = Words.isAddress(text);
        String host = bare || colon < 0 ? text : text.substring(0, colon);
        String port = bare || colon < 0 ? "53" : text.substring(colon + 1);
        if (Words.isAddress(host) && port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) <= 65_535) {
            return new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(port));
        }
        value.fault("is \"" + text + "\"", "write the IP address of a name server, or ADDRESS:PORT", "域名服务器地址无效");
        return new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), 53);
    }

    private static NodeConfig.Lamps lamps(YamlMap map) {
        int min = map.integer("min-seconds", 60, 1, 86_400);
        return new NodeConfig.Lamps(
                map.choice("watch", "all", List.of("all", "site", "none")),
                map.integer("max", 10_000, 0, 1_000_000),
                map.integer("per-phone-max", 100, 0, 10_000),
                min,
                map.integer("max-seconds", Math.max(min, 3_600), min, 604_800),
                map.integer("pace-ms", 500, 0, 60_000));
    }

    private static NodeConfig.Trace trace(YamlMap trace, YamlMap hep) {
        return new NodeConfig.Trace(
                trace.integer("mib", 64, 0, 1_024),
                new NodeConfig.Hep(
                        address(hep, "address", ""),
                        port(hep, "port", 9_060),
                        hep.integer("id", 1, 0, Integer.MAX_VALUE)));
    }

    private static NodeConfig.Media media(Reading reading, YamlMap map) {
        String address = address(map, "address", LOOPBACK);
        int[] ports = ports(reading, map);
        return new NodeConfig.Media(
                address,
                ports[0],
                ports[1],
                address(map, "advertised", address),
                map.integer("loops", 1, 1, 64),
                map.number("timeout-ms", 30_000, 0, 3_600_000));
    }

    private static int[] ports(Reading reading, YamlMap map) {
        String text = map.text("ports", "20000-29999");
        if (text.matches("[0-9]{1,5}\\s*-\\s*[0-9]{1,5}")) {
            int dash = text.indexOf('-');
            int min = Integer.parseInt(text.substring(0, dash).strip());
            int max = Integer.parseInt(text.substring(dash + 1).strip());
            if (min >= 1_024 && max <= 65_535 && max - min >= 3) return new int[] {min, max};
        }
        String what = "media.ports is \"" + text + "\", no range of ports";
        reading.faults().add(map.place("ports"), what, "write MIN-MAX from 1024 to 65535, as 20000-29999", "端口范围无效");
        return new int[] {20_000, 29_999};
    }

    private static NodeConfig.Api api(YamlMap map) {
        return new NodeConfig.Api(
                address(map, "address", LOOPBACK),
                port(map, "port", 8080),
                map.integer("idempotency-hours", 24, 1, 168));
    }

    private static NodeConfig.Journal journal(YamlMap map) {
        String sync = map.choice("sync", "process", List.of("process", "power"));
        return new NodeConfig.Journal(
                sync.equals("power") ? NodeConfig.Sync.POWER : NodeConfig.Sync.PROCESS,
                threads(map, sync),
                map.integer("days", 366, 0, 36_500));
    }

    /** A disk's sync would hold up every call, so that it gets a thread of its own. */
    private static int threads(YamlMap map, String sync) {
        return Math.max(map.integer("threads", 0, 0, 2), sync.equals("power") ? 1 : 0);
    }

    private static NodeConfig.Recording recording(YamlMap map) {
        String format = map.choice("format", "ogg", List.of("ogg", "wav"));
        return new NodeConfig.Recording(
                map.flag("enabled", true),
                map.integer("days", 92, 0, 36_500),
                format.equals("wav") ? NodeConfig.Format.WAV : NodeConfig.Format.OGG,
                map.text("key-file", ""));
    }

    private static NodeConfig.Security security(Reading reading, YamlMap map) {
        List<NodeConfig.Digest> digest = new ArrayList<>();
        for (YamlValue value : map.items("digest")) {
            switch (value.text()) {
                case "MD5" -> digest.add(NodeConfig.Digest.MD5);
                case "SHA-256" -> digest.add(NodeConfig.Digest.SHA256);
                default -> value.fault("is \"" + value.text() + "\"", "write MD5 or SHA-256", "摘要算法无效");
            }
        }
        if (digest.isEmpty()) digest.add(NodeConfig.Digest.MD5);
        return new NodeConfig.Security(
                digest.stream().distinct().toList(),
                map.integer("nonce-seconds", 300, 10, 86_400),
                map.flag("fault-drills", false),
                map.integer("overload-ms", 100, 0, 2_000),
                bans(map.map("bans")),
                TollPart.read(map, reading.references()));
    }

    private static NodeConfig.Bans bans(YamlMap map) {
        return new NodeConfig.Bans(
                map.integer("failures", 20, 0, 10_000),
                map.integer("window-seconds", 60, 1, 3_600),
                map.integer("ban-seconds", 300, 1, 86_400));
    }

    private static int port(YamlMap map, String key, int otherwise) {
        return map.integer(key, otherwise, 1, 65_535);
    }

    private static String address(YamlMap map, String key, String otherwise) {
        YamlValue value = map.get(key);
        if (value == null || value.text().isEmpty()) return otherwise;
        if (!Words.isAddress(value.text())) {
            value.fault("is \"" + value.text() + "\"", "write an IP address, no host name, as 127.0.0.1", "应为 IP 地址");
        }
        return value.text();
    }
}
