package hotswitch.acd.queue;

import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.stats.QueueCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** An ACD queue: who waits, who is ready for them. The backup lines are a queue too, whose members are lines. */
public final class AcdQueue {
    /** The name of the backup lines' queue. */
    public static final String LINES = "backup-lines";

    public final String name;
    public QueueConfig config;
    public final WaitingLine waiting = new WaitingLine();
    public QueueCounters counters = new QueueCounters();
    /** The configuration from which its rules are. */
    public String version;
    /** No longer in the configuration: takes nobody in, whoever waits is sent on. */
    public boolean closed;
    /** Agents logged on who could serve it. */
    public int loggedOn;
    /** Something changed in this turn: to be matched before it ends. */
    boolean touched;

    private TreeSet<Ready> ready;

    AcdQueue(QueueConfig config, String version) {
        this.name = config.name();
        this.config = config;
        this.version = version;
        this.ready = new TreeSet<>(Ready.by(config.strategy()));
    }

    public boolean isLines() {
        return name.equals(LINES);
    }

    /** New rules; ready and logged-on agents are entered anew afterwards. */
    void configure(QueueConfig next, String nextVersion) {
        config = next;
        version = nextVersion;
        closed = false;
        ready = new TreeSet<>(Ready.by(next.strategy()));
        loggedOn = 0;
    }

    void close() {
        closed = true;
        ready.clear();
        loggedOn = 0;
    }

    /** {@code free}: how many of those who wait are matched at once. */
    public boolean full(int free) {
        return config.bounds().waitingMax() > 0
                && waiting.size() >= config.bounds().waitingMax() + free;
    }

    public void addReady(Ready agent) {
        if (!ready.add(agent)) {
            throw new IllegalStateException("queue " + name + ": twice ready " + agent);
        }
    }

    public void removeReady(Ready agent) {
        if (!ready.remove(agent)) {
            throw new IllegalStateException("queue " + name + ": not ready " + agent);
        }
    }

    public boolean isReady(Ready agent) {
        return ready.contains(agent);
    }

    public int readyCount() {
        return ready.size();
    }

    /** The agent who is next; throws if nobody is ready. */
    public Ready best() {
        return ready.first();
    }

    /** The first {@code max} in the order of preference. */
    public List<Ready> preferred(int max) {
        List<Ready> first = new ArrayList<>();
        for (Ready agent : ready) {
            if (first.size() == max) {
                break;
            }
            first.add(agent);
        }
        return first;
    }
}
