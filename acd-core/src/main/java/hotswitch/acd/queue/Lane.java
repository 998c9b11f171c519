package hotswitch.acd.queue;

import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.config.QueueRouting.Relaxation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The calls of a queue that ask the same of an agent, and the agents who may take them. By steps: step 0 is what the
 * queue asks, the others are its relaxations in turn. A call stands at the step that it has reached, an agent at the
 * first one that suits; an agent of a step may take calls of that step and of every later one. So "is there somebody
 * for this call" is a look at the heads, and a call without an agent stands in nobody's way.
 */
public final class Lane {
    /** An order that does not depend on when they came to be. */
    public static final Comparator<Lane> BY_NAME = Comparator.comparing(lane -> lane.name);

    private static final int ANY_LEVEL = 1;
    public final AcdQueue queue;
    /** What the calls ask beyond the queue: language, dialect, … */
    public final List<Skill> own;
    /** The one agent whom they wait for; 0: anybody. */
    public final int only;
    /** Agents logged on who could serve it, at any step. */
    public int loggedOn;

    private final String name;
    int readyCount;
    int waitingCount;
    /** Something changed in this turn: to be matched before it ends. */
    boolean touched;

    private final List<Ranked<Membership>> ready = new ArrayList<>();
    private final List<Ranked<Place.Entry>> waiting = new ArrayList<>();

    Lane(AcdQueue queue, List<Skill> own, int only) {
        this.queue = queue;
        this.own = own;
        this.only = only;
        this.name = queue.name + (own.isEmpty() ? "" : " with " + own) + (only == 0 ? "" : " for agent " + only);
        for (int step = 0; step <= queue.routing.relax().size(); step++) {
            ready.add(new Ranked<>());
            waiting.add(new Ranked<>());
        }
    }

    Ranked<Membership> ready(int step) {
        return ready.get(step);
    }

    /** An agent's membership; null if he may never take its calls. */
    public Membership admit(AgentConfig agent) {
        Fit fit = fits(agent);
        return fit == null ? null : new Membership(this, agent.id(), fit);
    }

    /** From which step on he may take its calls, and how well; null: never. */
    public Fit fits(AgentConfig agent) {
        return only == 0 || only == agent.id() ? fit(agent) : null;
    }

    /** The best place among those that have reached this step; null if there is none. */
    public Place firstFrom(int step) {
        Place.Entry best = null;
        for (int i = step; i < waiting.size(); i++) {
            Place.Entry first = waiting.get(i).first();
            if (first != null && (best == null || first.before(best))) {
                best = first;
            }
        }
        return best == null ? null : best.place;
    }

    void add(Place place) {
        place.lane = this;
        waiting.get(place.step).add(place.inLane);
        waitingCount++;
    }

    void remove(Place place) {
        waiting.get(place.step).remove(place.inLane);
        place.lane = null;
        waitingCount--;
    }

    /** In the order in which they are served. */
    public List<Long> inOrder() {
        List<Place.Entry> all = new ArrayList<>(waitingCount);
        for (Ranked<Place.Entry> line : waiting) {
            line.first(line.size(), all);
        }
        all.sort((a, b) -> a.before(b) ? -1 : b.before(a) ? 1 : 0);
        List<Long> calls = new ArrayList<>(all.size());
        for (Place.Entry entry : all) {
            calls.add(entry.place.callId);
        }
        return calls;
    }

    public int waitingCount() {
        return waitingCount;
    }

    public int readyCount() {
        return readyCount;
    }

    /** How many of the ready may take a call of this step. */
    public int readyFor(int step) {
        int count = 0;
        for (int i = 0; i <= step; i++) {
            count += ready.get(i).size();
        }
        return count;
    }

    /** The best place for whose call somebody is ready; null if there is none. */
    public Place next() {
        if (readyCount == 0 || waitingCount == 0) {
            return null;
        }
        Place.Entry best = null;
        boolean somebody = false;
        for (int step = 0; step < waiting.size(); step++) {
            somebody |= !ready.get(step).isEmpty();
            Place.Entry first = somebody ? waiting.get(step).first() : null;
            if (first != null && (best == null || first.before(best))) {
                best = first;
            }
        }
        return best == null ? null : best.place;
    }

    /** Who is offered a call of this step: the earliest step first, then as the strategy says. Throws if nobody is. */
    public Membership best(int step) {
        for (int i = 0; i <= step; i++) {
            if (!ready.get(i).isEmpty()) {
                return ready.get(i).first();
            }
        }
        throw new IllegalStateException(this + ": nobody is ready");
    }

    /** The first {@code max} who may take a call of this step, in the order in which it would be offered to them. */
    public void candidates(int step, int max, List<Membership> first) {
        for (int i = 0; i <= step; i++) {
            ready.get(i).first(max - first.size(), first);
        }
    }

    /** From which step on, and how well; null: never. */
    private Fit fit(AgentConfig agent) {
        int level = level(agent, queue.config.asks(), own);
        List<Relaxation> relax = queue.routing.relax();
        int step = 0;
        while (level == 0 && step < relax.size()) {
            Relaxation next = relax.get(step);
            level = level(agent, next.asks(), next.waivesOwn() ? List.of() : own);
            step++;
        }
        return level == 0 ? null : new Fit(step, level, preference(agent));
    }

    /** The sum over what is preferred; a level below the preferred one does not count. */
    private int preference(AgentConfig agent) {
        int sum = 0;
        for (Skill preferred : queue.routing.prefers()) {
            int level = level(agent, preferred.name());
            sum += level >= preferred.level() ? level : 0;
        }
        return sum;
    }

    /** The lowest level among the asked skills; 0 if one is missing or too low. */
    private static int level(AgentConfig agent, List<Skill> asks, List<Skill> alsoAsks) {
        int lowest = Math.min(lowest(agent, asks), lowest(agent, alsoAsks));
        return lowest == Integer.MAX_VALUE ? ANY_LEVEL : lowest;
    }

    private static int lowest(AgentConfig agent, List<Skill> asks) {
        int lowest = Integer.MAX_VALUE;
        for (Skill asked : asks) {
            int level = level(agent, asked.name());
            lowest = Math.min(lowest, level < asked.level() ? 0 : level);
        }
        return lowest;
    }

    private static int level(AgentConfig agent, String skill) {
        for (Skill has : agent.skills()) {
            if (has.name().equals(skill)) {
                return has.level();
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return name;
    }
}
