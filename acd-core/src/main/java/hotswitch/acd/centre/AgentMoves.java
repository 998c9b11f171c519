package hotswitch.acd.centre;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.agent.Device;
import hotswitch.acd.queue.Membership;

/** Every change of an agent's state goes through here: queues, clocks and facts follow. */
public final class AgentMoves {
    public static final String DEVICE_DOWN = "DEVICE_DOWN";
    private static final long NS_PER_MS = 1_000_000;
    private final Centre centre;

    public AgentMoves(Centre centre) {
        this.centre = centre;
    }

    public void logOn(Agent agent, Device device) {
        device.agent = agent.id;
        agent.device = device.name();
        become(agent, AgentState.NOT_READY, "LOGGED_ON");
    }

    public void logOff(Agent agent) {
        become(agent, AgentState.LOGGED_OFF, "");
        Device device = centre.devices.of(agent);
        if (device != null) {
            centre.devices.left(device);
        }
        agent.device = "";
        if (agent.removed) {
            centre.agents.remove(agent);
        }
    }

    /** READY, last among the idle; not while the phone is unreachable. */
    public void goReady(Agent agent) {
        lastAmongTheIdle(agent);
        backToReady(agent);
    }

    /** From the next time on that it enters the lines of the idle. */
    public void lastAmongTheIdle(Agent agent) {
        agent.standing.idleOrder = centre.counts.newIdle();
        agent.idleSinceNs = centre.nowNs();
    }

    /** READY in the old place: the offer failed through no fault of the agent. */
    public void backToReady(Agent agent) {
        if (reachable(agent)) {
            become(agent, AgentState.READY, "");
        } else {
            become(agent, AgentState.NOT_READY, DEVICE_DOWN);
        }
    }

    public boolean reachable(Agent agent) {
        Device device = centre.devices.of(agent);
        return device != null && device.reachable();
    }

    /** The offer is over without an answer. */
    public void afterOffer(Agent agent, AgentState then, String reason) {
        agent.callId = 0;
        if (agent.removed || then == AgentState.LOGGED_OFF) {
            logOff(agent);
        } else if (then == AgentState.READY) {
            backToReady(agent);
        } else {
            become(agent, then, reason);
        }
    }

    /** Takes part in a call that is no offer of a queue. What the agent was goes on afterwards. */
    public void occupy(Agent agent, long callId) {
        if (agent.is(AgentState.NOT_READY)) {
            agent.pending = AgentTarget.NOT_READY;
            agent.pendingReason = agent.reason;
        }
        agent.wrapUntilNs = agent.is(AgentState.ACW) ? centre.deadlines.atNs(agent.wrapUp) : 0;
        agent.callId = callId;
        become(agent, AgentState.BUSY, "");
    }

    /** Asked for in a call, applies after it. Nobody goes on waiting for an agent who will not come then. */
    public void putOff(Agent agent, AgentTarget target, String reason) {
        agent.pending = target;
        agent.pendingReason = reason;
        for (int i = 0; i < agent.memberships.size(); i++) {
            if (agent.memberships.get(i).lane.only != 0) {
                centre.queues.touch(agent.memberships.get(i).lane);
            }
        }
    }

    /** The call is over: what was asked for meanwhile, else wrap-up, else READY. */
    public void afterCall(Agent agent, long wrapUpMs) {
        AgentTarget asked = agent.pending;
        String reason = agent.pendingReason;
        long untilNs = Math.max(agent.wrapUntilNs, wrapUpMs > 0 ? centre.inMs(wrapUpMs) : 0);
        agent.callId = 0;
        agent.pending = null;
        agent.pendingReason = "";
        agent.wrapUntilNs = 0;
        if (agent.removed || asked == AgentTarget.LOGGED_OFF) {
            logOff(agent);
        } else if (asked == AgentTarget.NOT_READY) {
            boolean back = reason.equals(DEVICE_DOWN) && reachable(agent);
            if (back) {
                goReady(agent);
            } else {
                become(agent, AgentState.NOT_READY, reason);
            }
        } else if (asked == AgentTarget.READY || untilNs <= centre.nowNs()) {
            goReady(agent);
        } else {
            become(agent, AgentState.ACW, "");
            centre.deadlines.arm(agent.wrapUp, untilNs);
        }
    }

    /** The one place where an agent's state changes. */
    public void become(Agent agent, AgentState next, String reason) {
        AgentState former = agent.state();
        long inStateMs = agent.sinceNs == 0 ? 0 : (centre.nowNs() - agent.sinceNs) / NS_PER_MS;
        leave(agent, former, next);
        count(agent, former, next);
        agent.become(next, centre.nowNs());
        boolean another = former != next || !agent.reason.equals(reason);
        agent.reason = reason;
        if (next == AgentState.NOT_READY && another) {
            beginBreak(agent);
        }
        enter(agent, former, next);
        centre.says.changed(agent, former, inStateMs);
    }

    /** The same break asked for once more lasts no longer. */
    private void beginBreak(Agent agent) {
        long maxMs = centre.config.services().breaks().maxMs(agent.reason);
        if (maxMs > 0) {
            centre.deadlines.arm(agent.overstay, centre.inMs(maxMs));
        } else {
            centre.deadlines.cancel(agent.overstay);
        }
    }

    private void leave(Agent agent, AgentState former, AgentState next) {
        centre.deadlines.cancel(agent.wrapUp);
        if (next != AgentState.NOT_READY) {
            centre.deadlines.cancel(agent.overstay);
        }
        if (former == AgentState.READY && next != AgentState.READY) {
            leaveLines(agent);
        }
        boolean away = next == AgentState.NOT_READY || next == AgentState.LOGGED_OFF;
        if (away && !agent.items.isEmpty()) {
            centre.leftWork.add(agent);
        }
    }

    private static void leaveLines(Agent agent) {
        for (int i = 0; i < agent.memberships.size(); i++) {
            if (agent.memberships.get(i).entered()) {
                agent.memberships.get(i).leave();
            }
        }
    }

    /** It has more or fewer work items; who was given one is the last among the idle. */
    public void workChanged(Agent agent, boolean given) {
        if (!agent.is(AgentState.READY)) {
            return;
        }
        if (given) {
            lastAmongTheIdle(agent);
        }
        leaveLines(agent);
        for (int i = 0; i < agent.memberships.size(); i++) {
            Membership membership = agent.memberships.get(i);
            if (Capacity.takes(centre, agent, membership.queue())) {
                membership.enter(agent.standing);
                centre.queues.touch(membership.lane);
            }
        }
    }

    /** Calls of queues and the time in calls, since log-on. */
    private void count(Agent agent, AgentState former, AgentState next) {
        if (former == AgentState.LOGGED_OFF) {
            agent.standing.calls = 0;
            agent.standing.talkNs = 0;
            agent.standing.offerOrder = 0;
        }
        if (former == AgentState.ALERTING && next == AgentState.BUSY) {
            agent.standing.calls++;
        }
        agent.standing.talkNs += agent.inCall() ? centre.nowNs() - agent.sinceNs : 0;
    }

    private void enter(Agent agent, AgentState former, AgentState next) {
        boolean on = former == AgentState.LOGGED_OFF && next != AgentState.LOGGED_OFF;
        boolean off = former != AgentState.LOGGED_OFF && next == AgentState.LOGGED_OFF;
        boolean ready = next == AgentState.READY;
        for (int i = 0; i < agent.memberships.size(); i++) {
            Membership membership = agent.memberships.get(i);
            membership.lane.loggedOn += on ? 1 : off ? -1 : 0;
            if (ready && Capacity.takes(centre, agent, membership.queue())) {
                membership.enter(agent.standing);
            }
            if (off || ready || membership.lane.only != 0) {
                centre.queues.touch(membership.lane);
            }
        }
    }
}
