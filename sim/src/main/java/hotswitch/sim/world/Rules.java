package hotswitch.sim.world;

import hotswitch.acd.config.AgentDuty;
import hotswitch.acd.config.AgentDuty.Capacity;
import hotswitch.acd.config.BreaksConfig;
import hotswitch.acd.config.BreaksConfig.BreakRule;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.Announcements;
import hotswitch.acd.config.CentreConfig.Bounds;
import hotswitch.acd.config.CentreConfig.DeviceConfig;
import hotswitch.acd.config.CentreConfig.DisplayConfig;
import hotswitch.acd.config.CentreConfig.HuntConfig;
import hotswitch.acd.config.CentreConfig.HuntStrategy;
import hotswitch.acd.config.CentreConfig.LineConfig;
import hotswitch.acd.config.CentreConfig.NumberConfig;
import hotswitch.acd.config.CentreConfig.Overflow;
import hotswitch.acd.config.CentreConfig.OverflowKind;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.QueueTimes;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.config.CentreConfig.Strategy;
import hotswitch.acd.config.CentreConfig.TimesConfig;
import hotswitch.acd.config.ChannelsConfig;
import hotswitch.acd.config.ChannelsConfig.Channel;
import hotswitch.acd.config.ParkConfig;
import hotswitch.acd.config.RoutingConfig;
import hotswitch.acd.config.ServicesConfig;
import hotswitch.acd.config.ServicesConfig.CallbackConfig;
import hotswitch.acd.config.ServicesConfig.SurgeConfig;
import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import hotswitch.sim.Options;
import java.util.ArrayList;
import java.util.List;

/** Draws the centre of a life: agents {@code 1…}, seats {@code 8001…}, queues {@code q1…}, lines {@code line-1…}. */
public final class Rules {
    /** Numbers of seats whose telephone is a line begin so. */
    public static final String LINE = "1390000";

    /** The number of queue 1; the others follow. */
    public static final int FIRST_NUMBER = 1001;

    public static final String MENU_NUMBER = "3000";
    public static final String LINES_NUMBER = "2000";
    public static final String CLOSED_NUMBER = "4000";
    public static final String NOWHERE = "5000";
    /** Of work items, where there is one. */
    public static final String WORK_QUEUE = "work";

    static final String CHANNEL = "chat";
    private static final int LEVEL_MAX = 5;

    private final Options options;
    private final Dice dice;

    /** Of the calls that a flow sends into a queue. */
    public static String numberOf(String flow) {
        boolean straight = flow.startsWith("to-q");
        return straight ? Integer.toString(FIRST_NUMBER - 1 + Integer.parseInt(flow.substring(4))) : MENU_NUMBER;
    }

    public Rules(Options options) {
        this.options = options;
        this.dice = new Dice(options.seed(), "rules");
    }

    /** The rules with which it begins and ends: every queue has somebody who can serve it. */
    public CentreConfig base() {
        return base(true);
    }

    /** The same; {@code answers} false: flows that lead straight into a queue leave the answer to its agent. */
    public CentreConfig base(boolean answers) {
        List<QueueConfig> queues = new ArrayList<>();
        for (int i = 1; i <= options.size().queues(); i++) {
            queues.add(queue(i));
        }
        List<LineConfig> lines = new ArrayList<>();
        for (int i = 1; i <= options.size().lines(); i++) {
            lines.add(new LineConfig("line-" + i, "8588000" + i, dice.chance(0.5) ? "carrier-a" : "", i));
        }
        HuntConfig hunt = new HuntConfig(
                lines,
                dice.pick(List.of(HuntStrategy.values())),
                dice.between(1_000, 20_000),
                dice.between(1_000, 60_000),
                dice.chance(0.5) ? 0 : dice.between(1, 10),
                dice.chance(0.5) ? 0 : dice.between(5_000, 300_000),
                dice.chance(0.5) ? "wait" : "",
                dice.chance(0.8) ? "music" : "",
                "12345");
        List<AgentConfig> people = agents(queues);
        boolean works = new Dice(options.seed(), "works").chance(0.4);
        if (works) {
            queues.add(workQueue(new Dice(options.seed(), "work")));
        }
        RoutingConfig routing = new Routings(options, new Dice(options.seed(), "routing")).of(queues);
        CentreConfig base = new CentreConfig(
                people, devices(), queues, numbers(), hunt, displays(), times(), flows(answers), routing);
        return base.with(services(new Dice(options.seed(), "services")));
    }

    private List<AgentConfig> agents(List<QueueConfig> queues) {
        List<AgentConfig> agents = new ArrayList<>();
        for (int id = 1; id <= options.size().agents(); id++) {
            List<Skill> skills = new ArrayList<>();
            QueueConfig owed = id <= queues.size() ? queues.get(id - 1) : null;
            for (int s = 1; s <= options.size().skills(); s++) {
                if (owed != null || id == 1 || dice.chance(0.6)) {
                    skills.add(new Skill("s" + s, owed != null || id == 1 ? LEVEL_MAX : dice.between(1, LEVEL_MAX)));
                }
            }
            agents.add(new AgentConfig(id, "agent " + id, skills, seat(id), "agent", duty(id)));
        }
        return agents;
    }

    private AgentDuty duty(int agent) {
        Dice own = new Dice(options.seed(), "capacity " + agent);
        int items = agent == 1 || own.chance(0.7) ? own.between(1, 3) : 0;
        return new AgentDuty(own.chance(0.2), List.of(new Capacity(CHANNEL, items)));
    }

    private QueueConfig workQueue(Dice own) {
        List<Skill> asks = own.chance(0.5) ? List.of() : List.of(new Skill("s1", own.between(1, 3)));
        return new QueueConfig(
                WORK_QUEUE,
                asks,
                own.pick(List.of(Strategy.values())),
                new Bounds(own.chance(0.6) ? 0 : own.between(1, 5), own.chance(0.5) ? 0 : own.between(5_000, 60_000)),
                new Overflow(OverflowKind.RELEASE, "", "", own.chance(0.5), 0),
                new QueueTimes(options.pace().offerMs(), 0, 15_000, 0),
                new Announcements("", 0, "", "", false));
    }

    static String seat(int agent) {
        return Integer.toString(8_000 + agent);
    }

    private List<DeviceConfig> devices() {
        List<DeviceConfig> devices = new ArrayList<>();
        for (int id = 1; id <= options.size().agents(); id++) {
            boolean isNumber = dice.chance(0.1);
            devices.add(new DeviceConfig(seat(id), isNumber ? LINE + id : "", "site"));
        }
        devices.add(new DeviceConfig("8901", "", "site"));
        devices.add(new DeviceConfig("8902", "", "site"));
        return devices;
    }

    private QueueConfig queue(int i) {
        List<Skill> asks = new ArrayList<>();
        for (int s = 1; s <= options.size().skills(); s++) {
            if (dice.chance(0.4)) {
                asks.add(new Skill("s" + s, dice.between(1, 3)));
            }
        }
        Dice own = new Dice(options.seed(), "overflow q" + i);
        long expectedMs = own.chance(0.7) ? 0 : own.between(1_000, 600_000L);
        OverflowKind kind = dice.pick(List.of(OverflowKind.values()));
        String target = switch (kind) {
            case QUEUE -> "q" + dice.between(1, options.size().queues());
            case LINES -> "";
            case RELEASE -> dice.chance(0.5) ? "sorry" : "";
            case NUMBER -> "01088880001";
            case FLOW -> "closed";
        };
        return new QueueConfig(
                "q" + i,
                asks,
                dice.pick(List.of(Strategy.values())),
                new Bounds(
                        dice.chance(0.6) ? 0 : dice.between(1, 20),
                        dice.chance(0.5) ? 0 : dice.between(2_000, 300_000)),
                new Overflow(kind, target, own.chance(0.9) ? "12346" : "110", dice.chance(0.5), expectedMs),
                new QueueTimes(
                        options.pace().offerMs(), options.pace().wrapUpMs(), 15_000, dice.chance(0.5) ? 0 : 5_000),
                new Announcements(
                        dice.chance(0.8) ? "music" : "",
                        dice.chance(0.5) ? 0 : dice.between(500, 60_000),
                        "before",
                        "",
                        own.chance(0.5)));
    }

    private List<NumberConfig> numbers() {
        List<NumberConfig> numbers = new ArrayList<>();
        for (int i = 1; i <= options.size().queues(); i++) {
            numbers.add(new NumberConfig(Integer.toString(FIRST_NUMBER - 1 + i), "to-q" + i));
        }
        numbers.add(new NumberConfig(MENU_NUMBER, "menu"));
        numbers.add(new NumberConfig(LINES_NUMBER, "lines"));
        numbers.add(new NumberConfig(CLOSED_NUMBER, "closed"));
        return numbers;
    }

    private ServicesConfig services(Dice own) {
        CallbackConfig callback = new CallbackConfig(
                options.on(Fault.CALLBACKS) ? own.between(1, 4) : 0,
                own.between(100, 60_000),
                own.between(10_000, 3_600_000),
                own.chance(0.95) ? "12346" : "110",
                "8");
        int on = own.chance(0.3) ? own.between(2, 10) : 0;
        long onMs = own.chance(0.2) ? own.between(10_000, 600_000L) : 0;
        SurgeConfig surge = new SurgeConfig(
                on, Math.min(on, own.between(0, 3)), onMs, onMs / 2, List.of(new NumberConfig(MENU_NUMBER, "closed")));
        return new ServicesConfig(callback, surge, breaks(new Dice(options.seed(), "breaks")), channels(), park());
    }

    private ParkConfig park() {
        Dice own = new Dice(options.seed(), "park");
        return own.chance(0.2)
                ? ParkConfig.NONE
                : new ParkConfig(701, 701 + own.between(0, 2), own.between(500, 40_000L));
    }

    private ChannelsConfig channels() {
        Dice own = new Dice(options.seed(), "channels");
        long dueMs = own.chance(0.5) ? 0 : own.between(1_000, 120_000L);
        return new ChannelsConfig(List.of(new Channel(CHANNEL, own.chance(0.5), dueMs)));
    }

    private static BreaksConfig breaks(Dice own) {
        BreakRule rest =
                new BreakRule("break", own.between(1_000, 60_000L), own.chance(0.5) ? 0 : own.between(1, 3), "");
        BreakRule work = new BreakRule("other work", own.chance(0.5) ? 0 : own.between(1_000, 60_000L), 0, "");
        return own.chance(0.5) ? BreaksConfig.NONE : new BreaksConfig(List.of(rest, work), own.chance(0.5));
    }

    private static List<DisplayConfig> displays() {
        return List.of(
                new DisplayConfig("12346", "paper 2", List.of(), List.of("q1"), List.of()),
                new DisplayConfig("12347", "paper 3", List.of(), List.of(), List.of(1)));
    }

    private TimesConfig times() {
        return new TimesConfig(
                dice.between(1_000, 40_000),
                dice.chance(0.5) ? 86_400_000 : 1_000,
                dice.chance(0.5) ? "connecting" : "",
                "music",
                dice.chance(0.9),
                options.on(Fault.DRILL));
    }

    String flows(boolean answers) {
        return new Scripts(options, dice, answers).text();
    }
}
