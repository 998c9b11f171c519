package hotswitch.acd.queue;

/**
 * An agent may take a lane's calls, from that step of it on. {@code level}: the lowest level among the skills asked
 * there; {@code preference}: the sum of the levels that the queue prefers. While READY it stands among the lane's
 * ready.
 */
public final class Membership extends Ranked.Node<Membership> {
    public final Lane lane;
    public final int agent;
    public final int step;
    public final int level;
    public final int preference;
    /** The strategy's measure: the least is offered a call first, among equals who became idle first. */
    private long measure;

    private long idleOrder;
    private boolean entered;

    Membership(Lane lane, int agent, Fit fit) {
        fresh(agent);
        this.lane = lane;
        this.agent = agent;
        this.step = fit.step();
        this.level = fit.level();
        this.preference = fit.preference();
    }

    public AcdQueue queue() {
        return lane.queue;
    }

    /** Among the ready, at the place that follows from the present standing; it keeps that until {@link #leave}. */
    public void enter(Standing standing) {
        measure = standing.measure(lane.queue.config.strategy(), level);
        idleOrder = standing.idleOrder;
        lane.ready(step).add(this);
        lane.readyCount++;
        entered = true;
    }

    public void leave() {
        lane.ready(step).remove(this);
        lane.readyCount--;
        entered = false;
    }

    /** What {@link #isReady} finds, as it remembers it. */
    public boolean entered() {
        return entered;
    }

    public boolean isReady() {
        return lane.ready(step).holds(this);
    }

    public long measure() {
        return measure;
    }

    @Override
    boolean before(Membership other) {
        if (preference != other.preference) {
            return preference > other.preference;
        }
        return measure != other.measure ? measure < other.measure : idleOrder < other.idleOrder;
    }

    @Override
    public String toString() {
        return "agent " + agent + " of " + lane;
    }
}
