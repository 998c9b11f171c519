package hotswitch.acd.story;

import hotswitch.acd.config.AgentDuty;
import hotswitch.acd.config.AgentDuty.Capacity;
import hotswitch.acd.config.BreaksConfig;
import hotswitch.acd.config.BreaksConfig.BreakRule;
import hotswitch.acd.config.CallersConfig;
import hotswitch.acd.config.CallersConfig.CallerRule;
import hotswitch.acd.config.CallersConfig.Repeat;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.*;
import hotswitch.acd.config.ChannelsConfig;
import hotswitch.acd.config.ChannelsConfig.Channel;
import hotswitch.acd.config.ParkConfig;
import hotswitch.acd.config.QueueRouting;
import hotswitch.acd.config.RoutingConfig;
import hotswitch.acd.config.ServicesConfig;
import hotswitch.acd.config.ServicesConfig.CallbackConfig;
import hotswitch.acd.config.ServicesConfig.SurgeConfig;
import java.util.ArrayList;
import java.util.List;

/** The centre of a story, as its first lines describe it. */
final class StoryConfig {
    private final List<AgentConfig> agents = new ArrayList<>();
    private final List<DeviceConfig> devices = new ArrayList<>();
    private final List<QueueConfig> queues = new ArrayList<>();
    private final List<CallerRule> callers = new ArrayList<>();
    private Repeat repeat = CallersConfig.NONE.repeat();
    private final List<QueueRouting> routings = new ArrayList<>();
    private final List<NumberConfig> numbers = new ArrayList<>();
    private final List<LineConfig> lines = new ArrayList<>();
    private final List<DisplayConfig> displays = new ArrayList<>();
    private final List<String> flows = new ArrayList<>();
    private HuntConfig hunt = hunt(new Words(""));
    private CallbackConfig callback = ServicesConfig.NONE.callback();
    private SurgeConfig surge = ServicesConfig.NONE.surge();
    private final List<Channel> channels = new ArrayList<>();
    private ParkConfig park = ParkConfig.NONE;
    private final List<BreakRule> breaks = new ArrayList<>();
    private boolean otherBreaks = true;
    private TimesConfig times = times(new Words(""));

    StoryConfig() {}

    StoryConfig(List<String> header) {
        header.forEach(this::line);
        if (numbers.isEmpty()) {
            line("number 12345 main");
        }
        if (flows.isEmpty()) {
            line("flow main answer; enqueue appeals");
        }
        if (queues.isEmpty()) {
            line("queue appeals asks=appeals:1");
        }
    }

    CentreConfig build() {
        HuntConfig h = new HuntConfig(
                List.copyOf(lines),
                hunt.strategy(),
                hunt.ringMs(),
                hunt.restMs(),
                hunt.waitingMax(),
                hunt.waitMaxMs(),
                hunt.waitPrompt(),
                hunt.music(),
                hunt.displayed());
        return new CentreConfig(
                List.copyOf(agents),
                List.copyOf(devices),
                List.copyOf(queues),
                List.copyOf(numbers),
                h,
                List.copyOf(displays),
                times,
                String.join("\n", flows),
                new RoutingConfig(List.copyOf(routings), new CallersConfig(List.copyOf(callers), repeat)),
                new ServicesConfig(
                        callback,
                        surge,
                        new BreaksConfig(List.copyOf(breaks), otherBreaks),
                        new ChannelsConfig(List.copyOf(channels)),
                        park));
    }

    private void line(String line) {
        Words w = new Words(line);
        switch (w.at(0)) {
            case "agents" -> team(Integer.parseInt(w.at(1)), w);
            case "agent" -> agent(Integer.parseInt(w.at(1)), w);
            case "seat" -> devices.add(new DeviceConfig(w.at(1), w.text("number", ""), ""));
            case "queue" -> {
                queues.add(queue(w));
                routings.add(StoryRouting.queue(w));
            }
            case "caller" -> callers.add(StoryRouting.caller(w));
            case "repeat" -> repeat = new Repeat(w.number("within", 0), w.small("priority", 1));
            case "callback" ->
                callback = new CallbackConfig(
                        w.small("tries", 3),
                        w.number("spacing", 60_000),
                        w.number("max", 3_600_000),
                        w.text("displayed", "88123456"),
                        w.text("digit", ""));
            case "surge" ->
                surge = new SurgeConfig(
                        w.small("on", 0),
                        w.small("off", 0),
                        w.number("on-expected", 0),
                        w.number("off-expected", 0),
                        List.of(new NumberConfig(w.text("number", "12345"), w.text("flow", "surge"))));
            case "break" ->
                breaks.add(new BreakRule(w.at(1), w.number("max", 0), w.small("at-once", 0), w.text("digit", "")));
            case "channel" -> channels.add(new Channel(w.at(1), w.has("with-calls"), w.number("due", 0)));
            case "park" -> park = new ParkConfig(w.small("first", 0), w.small("last", 0), w.number("timeout", 60_000));
            case "breaks-only" -> otherBreaks = false;
            case "number" -> numbers.add(new NumberConfig(w.at(1), w.at(2)));
            case "flow" -> flows.add(line.substring("flow ".length()));
            case "lines" -> lines(Integer.parseInt(w.at(1)));
            case "hunt" -> hunt = hunt(w);
            case "display" -> displays.add(display(w));
            case "times" -> times = times(w);
            default -> throw new IllegalArgumentException("story: " + line);
        }
    }

    private void team(int size, Words w) {
        for (int id = 1; id <= size; id++) {
            agent(id, w);
        }
    }

    private void agent(int id, Words w) {
        String seat = w.text("seat", "800" + id);
        AgentDuty duty = new AgentDuty(w.has("auto"), capacities(w.text("items", "")));
        agents.add(new AgentConfig(id, "agent " + id, skills(w.text("skills", "appeals:3")), seat, "agent", duty));
        if (devices.stream().noneMatch(d -> d.name().equals(seat))) {
            devices.add(new DeviceConfig(seat, "", ""));
        }
    }

    private void lines(int count) {
        for (int n = 1; n <= count; n++) {
            lines.add(new LineConfig("line-" + n, "8588000" + n, "carrier-a", n));
        }
    }

    static List<Skill> skills(String text) {
        List<Skill> list = new ArrayList<>();
        for (String skill : list(text)) {
            String[] nameAndLevel = skill.split(":");
            list.add(new Skill(nameAndLevel[0], Integer.parseInt(nameAndLevel[1])));
        }
        return List.copyOf(list);
    }

    /** "chat:3,message:1". */
    private static List<Capacity> capacities(String text) {
        List<Capacity> list = new ArrayList<>();
        for (Skill each : skills(text)) {
            list.add(new Capacity(each.name(), each.level()));
        }
        return List.copyOf(list);
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }

    private static QueueConfig queue(Words w) {
        String[] overflow = w.text("overflow", "RELEASE:").split(":", 2);
        return new QueueConfig(
                w.at(1),
                skills(w.text("asks", "")),
                Strategy.valueOf(w.text("strategy", "LONGEST_IDLE")),
                new Bounds(w.small("max", 0), w.number("wait", 0)),
                new Overflow(
                        OverflowKind.valueOf(overflow[0]),
                        overflow[1],
                        w.text("shown", ""),
                        w.has("deserted"),
                        w.number("expected", 0)),
                new QueueTimes(
                        w.number("offer", 15_000),
                        w.number("wrap", 0),
                        w.number("sl", 15_000),
                        w.number("short", 5_000)),
                new Announcements(
                        w.text("music", "music"), w.number("every", 0), "you-are", "in-line", w.has("tells-wait")));
    }

    private static HuntConfig hunt(Words w) {
        return new HuntConfig(
                List.of(),
                HuntStrategy.valueOf(w.text("strategy", "LINEAR")),
                w.number("ring", 20_000),
                w.number("rest", 60_000),
                w.small("max", 0),
                w.number("wait", 0),
                w.text("prompt", "all-lines-busy"),
                w.text("music", "music"),
                w.text("displayed", "12345"));
    }

    private static DisplayConfig display(Words w) {
        List<Integer> only =
                list(w.text("agents", "")).stream().map(Integer::valueOf).toList();
        return new DisplayConfig(
                w.at(1), w.text("by", "paper-1"), list(w.text("trunks", "")), list(w.text("queues", "")), only);
    }

    private static TimesConfig times(Words w) {
        return new TimesConfig(
                w.number("outbound", 30_000),
                w.number("idempotency", 86_400_000),
                w.text("connect", "connecting"),
                w.text("music", "hold-music"),
                !w.has("unrecorded"),
                w.has("drills"));
    }
}
