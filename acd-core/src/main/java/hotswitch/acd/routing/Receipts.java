package hotswitch.acd.routing;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.call.Call;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.FactCodec;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.item.WorkItem;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.queue.Lane;
import hotswitch.acd.queue.Membership;
import hotswitch.acd.queue.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Why this agent, and why not the others. Bounded, so that a match costs the same in a province as in a district. */
final class Receipts {
    private static final long NS_PER_MS = 1_000_000;
    private static final long MICRO_PER_MILLI = 1_000;
    private static final int CANDIDATES_MAX = 10;
    /** A centre of this size or less has everybody in its receipts; a larger one the first few of its list. */
    private static final int WHOLE_CENTRE = 100;

    private static final int EXCLUSIONS_MAX = 20;
    private static final int LOOKED_AT_MAX = 50;
    private final Centre centre;
    private final List<Group> groups = new ArrayList<>();
    private final List<Membership> first = new ArrayList<>(CANDIDATES_MAX);
    private int used;
    private String policy = "";

    // Of the call or work item that is served: what its order follows from.
    private Place place;
    private int priority;
    private long sinceNs;
    private int preferred;

    Receipts(Centre centre) {
        this.centre = centre;
    }

    /** Before the chosen agent leaves READY. */
    void state(Call call, Lane lane, int chosen, long offerId) {
        place = call.waiting.place;
        priority = call.waiting.priority;
        sinceNs = call.clock.queuedNs;
        preferred = call.waiting.preferred;
        state(lane, chosen, offerId);
    }

    /** Before the item leaves the line. */
    void state(WorkItem item, Lane lane, int chosen, long offerId) {
        place = item.place;
        priority = item.priority;
        sinceNs = item.arrivedNs;
        preferred = 0;
        state(lane, chosen, offerId);
    }

    /** Piece by piece, as {@code ReceiptCodec} reads it: a receipt is long, and as an object would be all garbage. */
    private void state(Lane lane, int chosen, long offerId) {
        BytesWriter out = centre.beginFact();
        int step = place.step();
        out.i8(FactCodec.RECEIPT).i64(place.callId).i64(offerId).text(lane.queue.name);
        out.i32(chosen).text(policy(lane.queue));
        decision(lane, out);
        candidates(lane, step, out);
        exclusions(lane, step, out);
        centre.endFact();
    }

    /** The strategy and the configuration by which it was chosen; the last text serves until one of them changes. */
    private String policy(AcdQueue queue) {
        String strategy = queue.config.strategy().toString();
        String hash = centre.configHash;
        boolean same = policy.length() == strategy.length() + 1 + hash.length()
                && policy.startsWith(strategy)
                && policy.endsWith(hash);
        if (!same) {
            policy = strategy + " " + hash;
        }
        return policy;
    }

    private void decision(Lane lane, BytesWriter out) {
        long score = place.score(centre.nowNs() / NS_PER_MS) / MICRO_PER_MILLI;
        out.i64(score).i32(priority).i64((centre.nowNs() - sinceNs) / NS_PER_MS);
        out.i32(place.step()).text(asks(lane.own)).i32(preferred).i32(place.overtaken());
    }

    private static String asks(List<Skill> own) {
        String asks = "";
        for (int i = 0; i < own.size(); i++) {
            Skill skill = own.get(i);
            asks += (asks.isEmpty() ? "" : " ") + skill.name() + ":" + skill.level();
        }
        return asks;
    }

    private void candidates(Lane lane, int step, BytesWriter out) {
        first.clear();
        lane.candidates(step, CANDIDATES_MAX, first);
        out.i32(first.size());
        for (int i = 0; i < first.size(); i++) {
            Membership ready = first.get(i);
            long idleNs = centre.nowNs() - centre.agents.get(ready.agent).idleSinceNs;
            out.i32(ready.agent).i32(ready.step).i32(ready.preference).i32(ready.level);
            out.i64(ready.measure()).i64(idleNs / NS_PER_MS);
        }
    }

    private void exclusions(Lane lane, int step, BytesWriter out) {
        used = 0;
        List<Agent> agents = centre.agents.all();
        boolean whole = agents.size() <= WHOLE_CENTRE;
        int looked = whole ? agents.size() : LOOKED_AT_MAX;
        int named = whole ? looked : EXCLUSIONS_MAX;
        int excluded = 0;
        for (int i = 0; i < looked && excluded < named; i++) {
            Agent agent = agents.get(i);
            if (!agent.is(AgentState.LOGGED_OFF) && exclude(agent, lane, step)) {
                excluded++;
            }
        }
        out.i32(used);
        for (int i = 0; i < used; i++) {
            groups.get(i).write(out);
        }
    }

    private boolean exclude(Agent agent, Lane lane, int step) {
        if (agent.removed) {
            // Skills left with the configuration: a snapshot does not have them.
            group("REMOVED", "").add(agent.id);
            return true;
        }
        Membership membership = agent.membershipIn(lane);
        if (membership == null) {
            group(lane.only == 0 ? "SKILLS" : "NOT_PREFERRED", "").add(agent.id);
        } else if (membership.step > step) {
            group("NOT_YET", "").add(agent.id);
        } else if (!agent.is(AgentState.READY)) {
            group(agent.state().name(), agent.reason).add(agent.id);
        } else if (!membership.entered()) {
            group("ITEMS", "").add(agent.id);
        } else {
            return false;
        }
        return true;
    }

    private Group group(String why, String reason) {
        for (int i = 0; i < used; i++) {
            Group group = groups.get(i);
            if (group.is(why, reason)) {
                return group;
            }
        }
        if (used == groups.size()) {
            groups.add(new Group());
        }
        return groups.get(used++).begin(why, reason);
    }

    /** Agents who are excluded for the same reason. */
    private static final class Group {
        private String why;
        private String reason;
        private int[] agents = new int[8];
        private int size;

        Group begin(String newWhy, String newReason) {
            why = newWhy;
            reason = newReason;
            size = 0;
            return this;
        }

        /** The texts are mostly the same objects. */
        @SuppressWarnings("ReferenceEquality")
        boolean is(String otherWhy, String otherReason) {
            return (why == otherWhy || why.equals(otherWhy)) && (reason == otherReason || reason.equals(otherReason));
        }

        void add(int agent) {
            if (size == agents.length) {
                agents = Arrays.copyOf(agents, 2 * size);
            }
            agents[size++] = agent;
        }

        void write(BytesWriter out) {
            if (reason.isEmpty()) {
                out.text(why);
            } else {
                out.text(why, reason);
            }
            out.i32(size);
            for (int i = 0, former = 0; i < size; i++) {
                out.varint(agents[i] - former);
                former = agents[i];
            }
        }
    }
}
