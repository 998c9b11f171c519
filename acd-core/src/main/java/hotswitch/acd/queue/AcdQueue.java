package hotswitch.acd.queue;

import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.config.ChannelsConfig;
import hotswitch.acd.config.QueueRouting;
import hotswitch.acd.stats.QueueCounters;
import java.util.ArrayList;
import java.util.List;

/** An ACD queue: who waits, who is ready for them. The backup lines are a queue too, whose members are lines. */
public final class AcdQueue {
    /** The name of the backup lines' queue. */
    public static final String LINES = "backup-lines";

    public final String name;
    public QueueConfig config;
    public QueueRouting routing;
    /** Everybody in it, whatever the lane. */
    public final WaitingLine waiting = new WaitingLine();

    public QueueCounters counters = new QueueCounters();
    public final Pace pace = new Pace();
    /** The configuration from which its rules are. */
    public String version;
    /** No longer in the configuration: takes nobody in, whoever waits is sent on. */
    public boolean closed;

    private final boolean lines;
    private boolean items;
    private boolean relaxesAnew;

    /** The common one first. */
    private List<Lane> lanes;

    AcdQueue(QueueConfig config, QueueRouting routing, String version) {
        this.name = config.name();
        this.lines = name.equals(LINES);
        this.routing = routing;
        configure(config, routing, version);
    }

    public boolean isLines() {
        return lines;
    }

    /** Work items wait there, not calls. */
    public boolean isItems() {
        return items;
    }

    /** The configuration that is being applied relaxes its asks in other steps than it had. */
    public boolean relaxesAnew() {
        return relaxesAnew;
    }

    /** New rules, and new lanes: agents and calls are entered anew afterwards. */
    void configure(QueueConfig next, QueueRouting nextRouting, String nextVersion) {
        config = next;
        relaxesAnew = !routing.relax().equals(nextRouting.relax());
        routing = nextRouting;
        items = !nextRouting.duty().channel().equals(ChannelsConfig.VOICE);
        version = nextVersion;
        closed = false;
        lanes = new ArrayList<>(List.of(new Lane(this, List.of(), 0)));
    }

    void close() {
        closed = true;
        lanes = new ArrayList<>(List.of(new Lane(this, List.of(), 0)));
    }

    /** Of the calls that ask nothing of their own and wait for nobody in particular. */
    public Lane common() {
        return lanes.getFirst();
    }

    public List<Lane> lanes() {
        return lanes;
    }

    /** Null if there is none yet. */
    public Lane lane(List<Skill> own, int only) {
        for (Lane lane : lanes) {
            if (lane.only == only && lane.own.equals(own)) {
                return lane;
            }
        }
        return null;
    }

    /** Without members as yet. */
    public Lane newLane(List<Skill> own, int only) {
        Lane lane = new Lane(this, own, only);
        lanes.add(lane);
        return lane;
    }

    /** One in which nobody waits. */
    public void removeLane(Lane lane) {
        lanes.remove(lane);
    }

    /** A rated place enters the line. */
    void add(Place place, Lane lane, int step) {
        place.step = step;
        lane.add(place);
        waiting.add(place);
    }

    void remove(Place place) {
        waiting.remove(place);
        place.lane.remove(place);
        if (waiting.isEmpty()) {
            pace.ranEmpty();
        }
    }

    /** One of its calls was answered by an agent. */
    public void answered(long nowNs) {
        pace.answered(loggedOn(), waiting.size(), nowNs);
    }

    /** How long a call that enters now would wait. */
    public long expectedWaitMs() {
        boolean atOnce = common().readyCount() > 0 && waiting.isEmpty();
        return atOnce ? 0 : pace.expectedMs(waiting.size() + 1, loggedOn());
    }

    /** How long the one at this position (from 1) will wait from now on. */
    public long expectedWaitMs(int position) {
        return pace.expectedMs(position, loggedOn());
    }

    /** For one more than these; {@code free}: how many of them are matched at once. */
    public boolean full(int there, int free) {
        return config.bounds().waitingMax() > 0 && there >= config.bounds().waitingMax() + free;
    }

    /** Agents logged on who could serve the calls that ask nothing of their own. */
    public int loggedOn() {
        return common().loggedOn;
    }
}
