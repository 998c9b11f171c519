package hotswitch.server.config.read;

import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.config.QueueDuty;
import hotswitch.acd.config.QueueDuty.WrapUp;
import hotswitch.acd.config.QueueRouting;
import hotswitch.acd.config.QueueRouting.Preference;
import hotswitch.acd.config.QueueRouting.Relaxation;
import hotswitch.acd.config.QueueRouting.Score;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How a queue's calls find their agents: a part of each queue in {@code queues.yaml}. */
final class RoutingRead {
    private static final int STEPS_MAX = 10;
    private static final int RINGS_MAX = 10;
    private static final long HOUR_MS = 3_600_000L;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final int MILLI = 1_000;

    private RoutingRead() {}

    static QueueRouting queue(Reading reading, String name, YamlMap map) {
        YamlMap score = map.map("score");
        YamlMap last = map.map("preferred-agent");
        return new QueueRouting(
                name,
                skills(reading, map.map("prefers")),
                relax(reading, name, map.items("relax")),
                new Score(
                        MILLI * score.number("weight", 0, -100_000, 100_000),
                        MILLI * score.number("per-priority", 60, 0, 100_000),
                        MILLI * score.number("per-second", 1, 0, 100)),
                preference(reading, last),
                duty(reading, map),
                score.integer("after-failed-transfer", QueueRouting.FAILED_PRIORITY, 0, 1_000));
    }

    private static QueueDuty duty(Reading reading, YamlMap map) {
        YamlMap extension = map.map("wrap-up-extension");
        return new QueueDuty(
                map.integer("ring-at-once", 1, 1, RINGS_MAX),
                map.flag("auto-answer", false),
                new WrapUp(extension.number("by-ms", 0, 0, HOUR_MS), extension.integer("times", 0, 0, 10)),
                ChannelsPart.channel(reading, map));
    }

    private static Preference preference(Reading reading, YamlMap map) {
        long days = map.number("last-agent-days", 0, 0, 90);
        long patienceMs = map.number("patience-ms", 0, 0, HOUR_MS);
        if (days > 0 && patienceMs == 0) {
            String what = map.pathOf("last-agent-days") + " is " + days + " and there is no patience";
            reading.faults().add(map.place("last-agent-days"), what, "add \"patience-ms: 20000\"", "缺少等待专属坐席的时长");
        }
        return new Preference(DAY_MS * days, patienceMs);
    }

    /** Skills with their levels, by name. */
    static List<Skill> skills(Reading reading, YamlMap map) {
        List<Skill> skills = new ArrayList<>();
        for (String skill : map.keys()) {
            reading.references().need(Kind.SKILL, skill, map.place(skill));
            skills.add(new Skill(skill, Words.level(skill, map.text(skill, ""), map.place(skill), reading.faults())));
        }
        skills.sort(Comparator.comparing(Skill::name));
        return List.copyOf(skills);
    }

    /** A relaxation says who else may take a call, not where else it may wait. */
    private static void staysHere(Reading reading, String queue, YamlMap map) {
        String named = map.text("queue", queue);
        reading.references().need(Kind.QUEUE, named, map.place("queue"));
        if (!named.equals(queue)) {
            String what = "the relaxation of the queue " + queue + " names the queue " + named;
            String mend = "write the skills of its agents here, or overflow: {to: \"queue:" + named + "\"}";
            reading.faults().add(map.place("queue"), what, mend, "放宽步骤不能指向其他队列");
        }
    }

    private static List<Relaxation> relax(Reading reading, String queue, List<YamlValue> items) {
        List<Relaxation> steps = new ArrayList<>();
        long afterMs = 0;
        for (YamlValue item : items) {
            YamlMap map = item.map();
            staysHere(reading, queue, map);
            Relaxation step = new Relaxation(
                    map.number("after-ms", 10_000, 1, DAY_MS),
                    skills(reading, map.map("skills")),
                    map.flag("waive-call-skills", false));
            map.done();
            if (step.afterMs() <= afterMs) {
                String what = "the relaxation after " + step.afterMs() + " ms does not come after the one before";
                reading.faults().add(map.place("after-ms"), what, "order the steps by after-ms", "放宽步骤的时间次序有误");
            }
            afterMs = step.afterMs();
            steps.add(step);
        }
        if (steps.size() > STEPS_MAX) {
            String what = steps.size() + " relaxations are too many";
            reading.faults().add(items.getFirst().place(), what, "write " + STEPS_MAX + " at the most", "放宽步骤过多");
        }
        return List.copyOf(steps);
    }
}
