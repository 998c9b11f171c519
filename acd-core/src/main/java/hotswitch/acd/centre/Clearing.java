package hotswitch.acd.centre;

import hotswitch.acd.CallEventType;
import hotswitch.acd.CallbackState;
import hotswitch.acd.Disposition;
import hotswitch.acd.Fact;
import hotswitch.acd.LineState;
import hotswitch.acd.Order;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.Ring;
import hotswitch.acd.hunt.Line;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.stats.DayCounters;

/**
 * The end of legs and calls. A call that is released leaves nothing behind but its record and what its recording
 * owes.
 */
public final class Clearing {
    private static final long NS_PER_MS = 1_000_000;
    private final Centre centre;
    private final AgentMoves moves;
    private final Talking talking;
    private final Intervals intervals;
    private Ending usual = Ending.of(Disposition.ANSWERED, "caller", "bye");

    Clearing(Centre centre, AgentMoves moves, Talking talking, Intervals intervals) {
        this.centre = centre;
        this.moves = moves;
        this.talking = talking;
        this.intervals = intervals;
    }

    /** Releases the call within this turn, whatever its state. Most calls end as the one before. */
    public void release(Call call, Disposition disposition, String by, String cause) {
        if (!usual.is(disposition, by, cause)) {
            usual = Ending.of(disposition, by, cause);
        }
        release(call, usual);
    }

    /** The same with another status than the usual one. */
    public void release(Call call, Ending ending) {
        CallState former = call.state();
        cancelDeadlines(call);
        if (former == CallState.QUEUED) {
            Lanes.leave(centre, call.waiting.place);
        }
        if (call.toCallBack()) {
            centre.fact(new Fact.CallbackChanged(
                    call.id,
                    CallbackState.NOT_REACHED,
                    call.waiting.queue,
                    call.callback.number,
                    call.callback.tries,
                    0,
                    ending.cause()));
        }
        if (call.inQueue()) {
            countLeft(call, ending.disposition());
        }
        talking.finish(call);
        clear(call, call.consultLeg(), ending);
        clear(call, call.phoneLeg(), ending);
        clear(call, call.farLeg, ending);
        clearRings(call, AgentState.READY, "", ending.cause());
        clear(call, call.originLeg, ending);
        call.become(CallState.RELEASED);
        record(call, former, ending);
        freeAgents(call, former);
        freeLine(call);
        centre.calls.end(call);
    }

    /** The far side left by itself: nothing more is ordered for this leg. Whom its phone held it holds no more. */
    public void gone(Call call, Leg leg, String cause) {
        Leg peer = centre.calls.leg(leg.peer);
        boolean heard = peer != null && centre.calls.hearsMusic(peer);
        over(call, leg, cause);
        if (peer != null) {
            talking.musicChanged(call, peer, heard);
        }
    }

    private void over(Call call, Leg leg, String cause) {
        centre.event(CallEventType.CONNECTION_CLEARED, call, leg, cause);
        forget(call, leg);
    }

    /** One of several leaves: its agent has done with the call, whoever it talked with is alone. */
    public void leave(Call call, Leg leg, String cause) {
        centre.order(new Order.ClearLeg(call.id, leg.id, cause));
        gone(call, leg, cause);
    }

    /** The seat's part of the call is over: agent to wrap-up, line idle. */
    public void freeSeat(Call call) {
        Agent agent = centre.agents.get(call.agent);
        call.agent = 0;
        if (agent != null) {
            wrapUp(agent, call, true);
        }
        freeLine(call);
        call.line = "";
    }

    /** The phones that ring beside the first one ring no more; whoever sits there becomes what is said. */
    public void clearRings(Call call, AgentState then, String reason, String cause) {
        while (!call.rings.isEmpty()) {
            Ring ring = call.rings.removeFirst();
            centre.order(new Order.ClearLeg(call.id, ring.leg(), cause));
            ringGone(call, ring, cause);
            moves.afterOffer(centre.agents.get(ring.agent()), then, reason);
        }
    }

    /** One of several phones rings no more; it is out of the call already. */
    public void ringGone(Call call, Ring ring, String cause) {
        Leg leg = centre.calls.leg(ring.leg());
        centre.fact(new Fact.CallEvent(
                CallEventType.CONNECTION_CLEARED,
                call.id,
                leg.id,
                leg.device,
                ring.agent(),
                call.waiting.queue,
                cause));
        centre.calls.end(leg);
    }

    /** Ends a leg of ours that the call no longer wants. */
    public void clearFar(Call call, String cause) {
        Leg leg = centre.calls.leg(call.farLeg);
        if (leg != null) {
            centre.order(new Order.ClearLeg(call.id, leg.id, cause));
            forget(call, leg);
        }
    }

    public void forget(Call call, Leg leg) {
        intervals.end(call, leg);
        centre.calls.end(leg);
        if (call.originLeg == leg.id) {
            call.originLeg = 0;
        } else if (call.farLeg == leg.id) {
            call.farLeg = 0;
        }
    }

    public void lineChanged(Line line) {
        centre.fact(new Fact.LineChanged(line.name(), line.state(), line.callId()));
        if (line.state() == LineState.IDLE) {
            centre.queues.touch(centre.queues.lines());
        }
    }

    private void cancelDeadlines(Call call) {
        centre.deadlines.cancel(call.step);
        centre.stopWaiting(call);
    }

    private void clear(Call call, long legId, Ending ending) {
        Leg leg = centre.calls.leg(legId);
        if (leg != null) {
            end(call, leg, ending);
            over(call, leg, ending.cause());
        }
    }

    /** As {@link #leave}, refused where it was never answered. Does nothing where there is no such leg. */
    public void leave(Call call, long legId, Ending ending) {
        Leg leg = centre.calls.leg(legId);
        if (leg != null) {
            end(call, leg, ending);
            gone(call, leg, ending.cause());
        }
    }

    private void end(Call call, Leg leg, Ending ending) {
        if (leg.arriving && !leg.connected()) {
            centre.order(new Order.Reject(call.id, leg.id, ending.status(), ending.cause()));
        } else {
            centre.order(new Order.ClearLeg(call.id, leg.id, ending.cause()));
        }
    }

    private void countLeft(Call call, Disposition disposition) {
        AcdQueue queue = centre.queues.get(call.waiting.queue);
        DayCounters counters = queue.counters.of(call.waiting.enteredNs);
        if (call.waiting.hadToWait() && !call.toCallBack()) {
            queue.pace.waited(call.waiting.stayedMs(centre.nowNs()), disposition == Disposition.ABANDONED);
        }
        if (disposition == Disposition.ABANDONED) {
            counters.abandoned++;
            centre.callers.gaveUp(call.ani, centre.nowNs());
            if (centre.nowNs() - call.waiting.enteredNs < queue.config.times().shortAbandonMs() * NS_PER_MS) {
                counters.shortAbandoned++;
            }
        } else if (disposition == Disposition.NOT_REACHED) {
            counters.notReached++;
        } else if (disposition == Disposition.OVERFLOWED) {
            counters.overflowed++;
        } else {
            counters.lost++;
        }
    }

    private void record(Call call, CallState former, Ending ending) {
        boolean connected = call.clock.connectedNs != 0;
        boolean dials = former == CallState.DIALLING || connected;
        boolean rings = former == CallState.TRANSFERRING || (former == CallState.OFFERED && connected);
        int agent = !dials ? 0 : rings ? call.servedBy : call.lastAgent();
        Disposition disposition = connected ? talked(ending.disposition()) : ending.disposition();
        centre.says.ended(call, agent, disposition, ending);
    }

    /** Whoever talked with a human was answered, however it ended after a transfer. */
    private static Disposition talked(Disposition disposition) {
        return switch (disposition) {
            case ANSWERED,
                    ABANDONED,
                    LEFT_IN_FLOW,
                    FLOW_COMPLETED,
                    OVERFLOWED,
                    NOT_ANSWERED,
                    NO_ROUTE,
                    CLEARED,
                    NOT_REACHED -> Disposition.ANSWERED;
            case REJECTED, MEDIA_LOST, RESTART_LOST, INTERNAL_FAULT, DRAINED -> disposition;
        };
    }

    private void freeAgents(Call call, CallState former) {
        boolean talked = former == CallState.CONNECTED || former == CallState.HELD;
        free(centre.agents.get(call.agent), call, talked);
        free(centre.agents.get(call.calledAgent), call, talked);
        if (call.consult != null) {
            free(centre.agents.get(call.consult.agent), call, call.conferring());
        }
    }

    private void free(Agent agent, Call call, boolean talked) {
        if (agent == null || agent.callId != call.id) {
            return;
        }
        if (agent.is(AgentState.ALERTING)) {
            agent.callId = 0;
            moves.backToReady(agent);
        } else {
            wrapUp(agent, call, talked);
        }
    }

    private void wrapUp(Agent agent, Call call, boolean talked) {
        AcdQueue queue = centre.queues.get(call.waiting.queue);
        boolean own = talked && queue != null;
        if (own) {
            agent.wrapQueue = queue.name;
            agent.extensions = 0;
            queue.pace.handled((centre.nowNs() - call.clock.connectedNs) / NS_PER_MS
                    + queue.config.times().wrapUpMs());
        }
        moves.afterCall(agent, own ? queue.config.times().wrapUpMs() : 0);
    }

    private void freeLine(Call call) {
        Line line = call.line.isEmpty() ? null : centre.lines.get(call.line);
        if (line != null && line.callId() == call.id) {
            centre.lines.release(line);
            lineChanged(line);
        }
    }
}
