package hotswitch.server.config.check;

import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.OverflowKind;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.config.ChannelsConfig;
import hotswitch.acd.config.QueueRouting;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Leads;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.Step;
import hotswitch.server.config.read.QueuesFile;
import hotswitch.server.config.read.Reading;
import hotswitch.server.config.text.Place;
import hotswitch.server.config.text.References.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Queues that nobody can answer, and overflow that goes round in circles. */
public final class QueueCheck {
    private static final String SKILL = "skill.";

    private QueueCheck() {}

    /** {@code script}: the flows into which queues may send callers on. */
    public static void check(Reading reading, QueuesFile file, List<AgentConfig> agents, Script script) {
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
            circle(reading, queue, file, script);
            if (queue.overflow().kind() == OverflowKind.LINES
                    && file.hunt().lines().isEmpty()) {
                String what = "the queue " + queue.name() + " overflows to backup lines, and there are none";
                reading.faults().warn(place, what, "write backup-lines.csv, or another overflow", "没有备用线路");
            }
        }
    }

    /** A call may bring its own asks along: an attribute {@code skill.NAME} that a flow sets. */
    public static void skills(Reading reading, Script script) {
        TreeSet<String> brought = new TreeSet<>();
        for (Flow flow : script.flows()) {
            for (Flow.Line line : flow.steps()) {
                if (line.step() instanceof Step.Set(String name, String value) && name.startsWith(SKILL)) {
                    brought.add(name.substring(SKILL.length()));
                }
            }
        }
        reading.references().unneeded(Kind.SKILL, brought);
    }

    public static boolean takesCalls(QueuesFile file, String queue) {
        return channel(file, queue).equals(ChannelsConfig.VOICE);
    }

    /** Of one that is not defined another fault tells. */
    private static String channel(QueuesFile file, String queue) {
        for (QueueRouting routing : file.routings()) {
            String channel = routing.duty().channel();
            if (routing.queue().equals(queue) && file.services().channels().of(channel) != null) {
                return channel;
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

    private static void circle(Reading reading, QueueConfig start, QueuesFile file, Script script) {
        TreeSet<String> passed = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(start.name()));
        TreeSet<String> flows = new TreeSet<>();
        while (!open.isEmpty()) {
            QueueConfig at = find(file, open.removeLast());
            if (at == null || !passed.add(at.name())) continue;
            SortedSet<String> next = onward(at, script);
            if (at.overflow().kind() == OverflowKind.FLOW)
                flows.add(at.overflow().target());
            if (next.contains(start.name())) {
                String through = flows.isEmpty() ? "" : " through the flow " + String.join(", ", flows);
                String what = "the overflow of the queue " + start.name() + " comes back to it" + through;
                String mend = "let one of the queues overflow to lines or release:PROMPT"
                        + (flows.isEmpty() ? "" : ", or let the flow ask the caller first");
                Place place = reading.references().place(Kind.QUEUE, start.name());
                reading.faults().add(place, what, mend, "溢出形成循环");
                return;
            }
            open.addAll(next);
        }
    }

    /** The queues into which a caller of this one comes who presses nothing. */
    private static SortedSet<String> onward(QueueConfig queue, Script script) {
        String target = queue.overflow().target();
        return switch (queue.overflow().kind()) {
            case QUEUE -> new TreeSet<>(List.of(target));
            case FLOW -> Leads.queues(script, target);
            case LINES, RELEASE, NUMBER -> new TreeSet<>();
        };
    }

    private static QueueConfig find(QueuesFile file, String name) {
        return file.queues().stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
