package hotswitch.server.config.check;

import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.OverflowKind;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.config.ChannelsConfig;
import hotswitch.acd.config.QueueRouting;
import hotswitch.server.config.read.QueuesFile;
import hotswitch.server.config.read.Reading;
import hotswitch.server.config.text.Place;
import hotswitch.server.config.text.References.Kind;
import java.util.List;
import java.util.TreeSet;

/** Queues that nobody can answer, and overflow that goes round in circles. */
public final class QueueCheck {
    private QueueCheck() {}

    public static void check(Reading reading, QueuesFile file, List<AgentConfig> agents) {
        for (QueueConfig queue : file.queues()) {
            Place place = reading.references().place(Kind.QUEUE, queue.name());
            if (agents.stream().noneMatch(agent -> has(agent, queue))) {
                String what = "no agent has the skills of the queue " + queue.name();
                reading.faults().warn(place, what, "lower the levels, or train somebody in agents.csv", "没有坐席具备该队列的技能");
            }
            if (queue.overflow().kind() == OverflowKind.QUEUE
                    && !channel(file, queue.overflow().target()).equals(ChannelsConfig.VOICE)) {
                String what = "the queue " + queue.name() + " overflows to a queue of work items";
                reading.faults().add(place, what, "let it overflow to a queue of calls", "不能溢出到非语音队列");
            }
            if (circles(queue, file.queues())) {
                String what = "the overflow of the queue " + queue.name() + " comes back to it";
                reading.faults()
                        .add(place, what, "let one of the queues overflow to lines or release:PROMPT", "溢出形成循环");
            }
            if (queue.overflow().kind() == OverflowKind.LINES
                    && file.hunt().lines().isEmpty()) {
                String what = "the queue " + queue.name() + " overflows to backup lines, and there are none";
                reading.faults().warn(place, what, "write backup-lines.csv, or another overflow", "没有备用线路");
            }
        }
    }

    private static String channel(QueuesFile file, String queue) {
        for (QueueRouting routing : file.routings()) {
            if (routing.queue().equals(queue)) {
                return routing.duty().channel();
            }
        }
        return ChannelsConfig.VOICE;
    }

    private static boolean has(AgentConfig agent, QueueConfig queue) {
        for (Skill asked : queue.asks()) {
            boolean enough = agent.skills().stream()
                    .anyMatch(skill -> skill.name().equals(asked.name()) && skill.level() >= asked.level());
            if (!enough) return false;
        }
        return true;
    }

    private static boolean circles(QueueConfig start, List<QueueConfig> queues) {
        TreeSet<String> passed = new TreeSet<>();
        QueueConfig at = start;
        while (at != null && at.overflow().kind() == OverflowKind.QUEUE && passed.add(at.name())) {
            String target = at.overflow().target();
            if (target.equals(start.name())) return true;
            at = queues.stream()
                    .filter(queue -> queue.name().equals(target))
                    .findFirst()
                    .orElse(null);
        }
        return false;
    }
}
