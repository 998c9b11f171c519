package hotswitch.acd.snapshot;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.Obligations.Obligation;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.config.ChannelsConfig.Channel;
import hotswitch.acd.hunt.Line;
import hotswitch.acd.item.WorkItem;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.snapshot.StateView.*;
import hotswitch.acd.stats.DayCounters;
import java.util.ArrayList;
import java.util.List;

/** Takes the picture. */
public final class Views {
    private Views() {}

    public static StateView of(Centre centre) {
        return new StateView(
                centre.counts.eventSeq(),
                centre.nowNs(),
                centre.counts.lastArrived(),
                centre.emergency,
                centre.surge.on(),
                agents(centre),
                calls(centre),
                legs(centre),
                lines(centre),
                queues(centre),
                obligations(centre),
                items(centre));
    }

    private static List<ItemRow> items(Centre centre) {
        List<ItemRow> rows = new ArrayList<>();
        for (WorkItem item : centre.items.items.inIdOrder()) {
            Channel channel = centre.config.services().channels().of(item.channel);
            boolean overdue = channel != null && channel.dueMs() > 0 && !item.due.armed();
            rows.add(new ItemRow(
                    item.id,
                    item.state(),
                    item.channel,
                    item.queue,
                    item.agent,
                    item.subject,
                    item.customer,
                    item.arrivedNs,
                    overdue));
        }
        return rows;
    }

    private static List<AgentRow> agents(Centre centre) {
        List<AgentRow> rows = new ArrayList<>();
        for (Agent a : centre.agents.all()) {
            String pending = a.pending == null ? "" : a.pending.name();
            boolean over = a.is(AgentState.NOT_READY)
                    && !a.overstay.armed()
                    && centre.config.services().breaks().maxMs(a.reason) > 0;
            rows.add(new AgentRow(a.id, a.state(), a.sinceNs, a.reason, a.device, a.callId, pending, over));
        }
        return rows;
    }

    private static List<CallRow> calls(Centre centre) {
        List<CallRow> rows = new ArrayList<>();
        for (Call c : centre.calls.calls.inIdOrder()) {
            rows.add(new CallRow(
                    c.id,
                    c.direction,
                    c.state().name(),
                    c.ani,
                    c.dnis,
                    c.trunk,
                    c.waiting.queue,
                    c.agent,
                    c.clock.arrivedNs,
                    c.clock.queuedNs,
                    c.clock.connectedNs,
                    position(centre, c),
                    c.parkSlot,
                    c.toCallBack() ? c.callback.number : ""));
        }
        return rows;
    }

    private static int position(Centre centre, Call call) {
        return call.is(CallState.QUEUED)
                ? centre.queues.get(call.waiting.queue).waiting.position(call.waiting.place)
                : 0;
    }

    private static List<LegRow> legs(Centre centre) {
        List<LegRow> rows = new ArrayList<>();
        for (Leg l : centre.calls.legs.inIdOrder()) {
            rows.add(new LegRow(
                    l.id,
                    l.callId,
                    l.role.name(),
                    l.state().name(),
                    l.device,
                    l.peer,
                    centre.calls.hearsMusic(l) ? centre.holdMusic(centre.calls.get(l.callId)) : "",
                    centre.calls.get(l.callId).conferring(),
                    new Playing(l.playId, l.prompts, l.loop)));
        }
        return rows;
    }

    private static List<LineRow> lines(Centre centre) {
        List<LineRow> rows = new ArrayList<>();
        for (Line line : centre.lines.lines()) {
            rows.add(new LineRow(line.name(), line.state(), line.callId()));
        }
        return rows;
    }

    private static List<QueueRow> queues(Centre centre) {
        List<QueueRow> rows = new ArrayList<>();
        for (AcdQueue q : centre.queues.all()) {
            DayCounters today = q.counters.seen(centre.nowNs());
            rows.add(new QueueRow(
                    q.name,
                    q.waiting.size(),
                    oldestQueuedNs(centre, q),
                    today.offered,
                    today.answered,
                    today.abandoned,
                    today.overflowed,
                    today.callbacks,
                    today.calledBack,
                    today.notReached,
                    q.pace.handlingMs(),
                    q.pace.patienceMs(),
                    today.waitErrors.counts()));
        }
        return rows;
    }

    private static long oldestQueuedNs(Centre centre, AcdQueue queue) {
        long oldest = 0;
        for (long callId : queue.waiting.inOrder()) {
            long queuedNs =
                    queue.isItems() ? centre.items.get(callId).enteredNs : centre.calls.get(callId).waiting.enteredNs;
            oldest = oldest == 0 ? queuedNs : Math.min(oldest, queuedNs);
        }
        return oldest;
    }

    private static List<SegmentRow> obligations(Centre centre) {
        List<SegmentRow> rows = new ArrayList<>();
        for (Obligation o : centre.calls.obligations.all()) {
            rows.add(new SegmentRow(
                    o.key().callId(), o.key().segment(), o.customerLeg(), o.otherLeg(), o.talking(), o.silenceMs()));
        }
        return rows;
    }
}
