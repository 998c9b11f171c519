package hotswitch.server.config.read;

import hotswitch.acd.config.CallersConfig.Repeat;
import hotswitch.acd.config.CentreConfig.Bounds;
import hotswitch.acd.config.CentreConfig.HuntConfig;
import hotswitch.acd.config.CentreConfig.HuntStrategy;
import hotswitch.acd.config.CentreConfig.LineConfig;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.QueueTimes;
import hotswitch.acd.config.CentreConfig.Strategy;
import hotswitch.acd.config.CentreConfig.TimesConfig;
import hotswitch.acd.config.QueueRouting;
import hotswitch.acd.config.ServicesConfig;
import hotswitch.ivr.script.Script;
import hotswitch.server.config.NodeConfig;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlFile;
import hotswitch.server.config.text.YamlMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** {@code queues.yaml}: queues, how the backup lines are hunted, and calls that agents make. */
public record QueuesFile(
        List<QueueConfig> queues,
        List<QueueRouting> routings,
        Repeat repeat,
        HuntConfig hunt,
        TimesConfig times,
        ServicesConfig services,
        List<Script.After> after) {
    public static final String NAME = "queues.yaml";
    private static final long DAY_MS = 86_400_000L;
    private static final List<String> STRATEGIES =
            List.of("longest-idle", "skill-first", "fewest-calls", "least-talk-time", "round-robin", "linear");

    public static QueuesFile read(Reading reading, List<LineConfig> lines, NodeConfig node) {
        YamlMap root = YamlFile.read(reading.conf(), NAME, true);
        YamlMap named = root.map("queues");
        List<QueueConfig> queues = new ArrayList<>();
        List<Script.After> after = new ArrayList<>();
        List<QueueRouting> routings = new ArrayList<>();
        for (String name : named.keys()) {
            Words.name(name, "queue", named.place(name), reading.faults());
            reading.references().define(Kind.QUEUE, name, named.place(name));
            queues.add(queue(reading, name, named.map(name)));
            String next = named.map(name).text("after", "");
            reading.references().need(Kind.FLOW, next, named.map(name).place("after"));
            if (!next.isEmpty()) after.add(new Script.After("", name, next));
            routings.add(RoutingRead.queue(reading, name, named.map(name)));
        }
        queues.sort(Comparator.comparing(QueueConfig::name));
        routings.sort(Comparator.comparing(QueueRouting::queue));
        YamlMap again = root.map("repeated-calls");
        Repeat repeat = new Repeat(again.number("within-ms", 0, 0, DAY_MS), again.integer("priority", 1, 0, 100));
        HuntConfig hunt = hunt(reading, root.map("backup-lines"), lines);
        TimesConfig times = times(reading, root.map("outbound"), node);
        ServicesConfig services = ServicesPart.read(reading, root);
        root.done();
        return new QueuesFile(
                List.copyOf(queues), List.copyOf(routings), repeat, hunt, times, services, List.copyOf(after));
    }

    private static QueueConfig queue(Reading reading, String name, YamlMap map) {
        String strategy = map.choice("strategy", "longest-idle", STRATEGIES);
        return new QueueConfig(
                name,
                RoutingRead.skills(reading, map.map("skills")),
                Strategy.valueOf(strategy.replace('-', '_').toUpperCase(Locale.ROOT)),
                new Bounds(map.integer("waiting-max", 200, 0, 100_000), map.number("wait-max-ms", 600_000, 0, DAY_MS)),
                OverflowPart.read(reading, map.map("overflow")),
                new QueueTimes(
                        map.number("offer-ms", 15_000, 1_000, 300_000),
                        map.number("wrap-up-ms", 20_000, 0, 3_600_000),
                        map.number("service-level-ms", 15_000, 1_000, DAY_MS),
                        map.number("short-abandon-ms", 5_000, 0, DAY_MS)),
                AnnouncePart.read(reading, map));
    }

    private static HuntConfig hunt(Reading reading, YamlMap map, List<LineConfig> lines) {
        String strategy = map.choice("strategy", "linear", List.of("linear", "circular", "longest-idle"));
        String displayed = map.text("displayed", "");
        reading.references().need(Kind.DISPLAYED, displayed, map.place("displayed"));
        if (displayed.isEmpty() && !lines.isEmpty()) {
            reading.faults()
                    .add(
                            map.place("displayed"),
                            "backup-lines.displayed is missing",
                            "write the number that the backup lines shall see",
                            "缺少备用线路外显号码");
        }
        return new HuntConfig(
                lines,
                HuntStrategy.valueOf(strategy.replace('-', '_').toUpperCase(Locale.ROOT)),
                map.number("ring-ms", 20_000, 1_000, 300_000),
                map.number("rest-ms", 30_000, 0, DAY_MS),
                map.integer("waiting-max", 100, 0, 100_000),
                map.number("wait-max-ms", 600_000, 0, DAY_MS),
                prompt(reading, map, "wait-prompt", lines.isEmpty() ? "" : "wait-line"),
                prompt(reading, map, "music", "music"),
                displayed);
    }

    private static TimesConfig times(Reading reading, YamlMap map, NodeConfig node) {
        return new TimesConfig(
                map.number("ring-ms", 60_000, 1_000, 600_000),
                node.api().idempotencyHours() * 3_600_000L,
                prompt(reading, map, "connect-prompt", "ringback"),
                prompt(reading, map, "music", "music"),
                node.recording().enabled(),
                node.security().faultDrills());
    }

    static String prompt(Reading reading, YamlMap map, String key, String otherwise) {
        String prompt = map.text(key, otherwise);
        reading.references().need(Kind.PROMPT, prompt, map.place(key));
        return prompt;
    }
}
