package hotswitch.acd.centre;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.call.Call;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.*;
import hotswitch.acd.queue.AcdQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The tables as a configuration has them. States, clocks and counters stay as they are. */
public final class Configuring {
    /** Before the first configuration. */
    public static final CentreConfig NONE = new CentreConfig(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new HuntConfig(List.of(), HuntStrategy.LINEAR, 0, 0, 0, 0, "", "", ""),
            List.of(),
            new TimesConfig(0, 0, "", "", false, false),
            "");

    private Configuring() {}

    /** Replaces the rules; agents who are no longer named are marked, queues closed. */
    public static void apply(Centre centre, CentreConfig config, String hash) {
        centre.config = config;
        centre.configHash = hash;
        centre.devices.configure(config.devices());
        centre.agents.configure(config.agents());
        centre.lines.configure(config.hunt());
        centre.queues.configure(queues(config), config.routing(), hash);
        centre.callers.asked(config.routing().remembers());
        centre.callerRules.configure(config.routing().callers().rules());
        centre.skills.clear();
        for (AgentConfig agent : config.agents()) {
            agent.skills().forEach(skill -> centre.skills.add(skill.name()));
        }
    }

    /** Enters every agent anew into the queues that it may serve. */
    public static void enterAgents(Centre centre) {
        for (Agent agent : centre.agents.all()) {
            Lanes.enter(centre, agent);
        }
    }

    /** The versions that running calls and the present rules need. */
    public static SortedSet<String> versionsInUse(Centre centre) {
        TreeSet<String> versions = new TreeSet<>();
        if (!centre.configHash.isEmpty()) {
            versions.add(centre.configHash);
        }
        for (Call call : centre.calls.calls.inIdOrder()) {
            if (call.run != null) {
                versions.add(call.run.version);
            }
        }
        return versions;
    }

    /** The queues of a configuration, the backup lines last. */
    public static List<QueueConfig> queues(CentreConfig config) {
        List<QueueConfig> all = new ArrayList<>(config.queues());
        HuntConfig hunt = config.hunt();
        all.add(new QueueConfig(
                AcdQueue.LINES,
                List.of(),
                Strategy.LONGEST_IDLE,
                new Bounds(hunt.waitingMax(), hunt.waitMaxMs()),
                new Overflow(OverflowKind.RELEASE, "", "", false, 0),
                new QueueTimes(hunt.ringMs(), 0, 0, 0),
                new Announcements(hunt.music(), 0, "", "", false)));
        return all;
    }
}
