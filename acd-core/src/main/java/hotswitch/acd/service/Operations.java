package hotswitch.acd.service;

import hotswitch.acd.Command.Audit;
import hotswitch.acd.Command.FaultDrill;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.acd.Fact;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.callback.Callbacks;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Configuring;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.item.WorkItem;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.routing.ItemOffers;
import hotswitch.acd.routing.Offering;
import hotswitch.acd.routing.Placing;
import java.util.List;

/** What operators do to the whole centre. */
final class Operations {
    private final Turn turn;
    private final Centre centre;
    private final Offering offering;
    private final Placing placing;
    private final ItemOffers items;
    private final Callbacks callbacks;

    Operations(Turn turn, Offering offering, Placing placing, ItemOffers items, Callbacks callbacks) {
        this.callbacks = callbacks;
        this.items = items;
        this.turn = turn;
        this.centre = turn.centre;
        this.offering = offering;
        this.placing = placing;
    }

    /**
     * A new process serves: what the former one was told about itself is over. Phones that rang ring anew, for the
     * whole
     * time: nobody is to blame for not picking up while we were away.
     */
    void nodeStarted(long bootEpoch) {
        centre.draining = false;
        for (Call call : centre.calls.calls.inIdOrder()) {
            if (call.step.armed() && rings(call)) {
                centre.deadlines.arm(call.step, centre.inMs(ringMs(call)));
            }
        }
        callbacks.resume();
        centre.fact(new Fact.Audited("node", "started", "boot " + bootEpoch, true, ""));
    }

    private static boolean rings(Call call) {
        boolean asked = call.consult != null;
        return asked || call.is(CallState.OFFERED) || call.is(CallState.DIALLING) || call.is(CallState.TRANSFERRING);
    }

    private long ringMs(Call call) {
        if (!call.is(CallState.OFFERED)) {
            return centre.config.times().outboundRingMs();
        }
        return call.line.isEmpty()
                ? centre.queues.get(call.waiting.queue).config.times().offerMs()
                : centre.lines.config().ringMs();
    }

    /** Nothing new: nobody's phone rings for one who is to be called back. */
    Answer drain() {
        centre.draining = true;
        for (Call call : centre.calls.calls.inIdOrder()) {
            if (call.toCallBack()) {
                if (call.is(CallState.OFFERED)) {
                    offering.withdraw(centre.agents.get(call.agent), AgentState.READY, "draining");
                }
                callbacks.putOff(call);
            }
        }
        return Answer.DONE;
    }

    Answer emergency(boolean on) {
        if (centre.emergency != on) {
            centre.emergency = on;
            centre.fact(new Fact.EmergencyChanged(on));
            for (AcdQueue queue : centre.queues.all()) {
                centre.queues.touch(queue);
            }
        }
        return Answer.DONE;
    }

    Answer drill(FaultDrill c) {
        if (!centre.config.times().drills()) {
            return new Answer(403, "drills are not permitted", 0);
        }
        throw new IllegalStateException("fault drill, call " + c.callId());
    }

    /** Evidence of what an edge let happen, or refused. */
    Answer audit(Audit c) {
        centre.fact(new Fact.Audited(c.request().by(), c.action(), c.subject(), c.allowed(), c.detail()));
        return Answer.DONE;
    }

    void alarm(RaiseAlarm c) {
        centre.fact(new Fact.Alarm(c.code(), 0, c.detail(), c.on()));
    }

    /** Whole or not at all: states, clocks and counters stay, by name. */
    Answer configure(String hash) {
        CentreConfig config = ConfigCodec.fromBytes(centre.blobs.read(hash));
        String another = anotherChannel(config);
        if (!another.isEmpty()) {
            return new Answer(409, "somebody waits in " + another + ": its channel cannot change", 0);
        }
        String excess = excess(config);
        if (!excess.isEmpty()) {
            return new Answer(409, "too many " + excess, 0);
        }
        centre.flow.load(hash, config.flows());
        placing.everybodyOut();
        items.everybodyOut();
        Configuring.apply(centre, config, hash);
        Configuring.enterAgents(centre);
        placing.everybodyInAnew();
        items.everybodyInAnew();
        centre.flow.retain(Configuring.versionsInUse(centre));
        centre.fact(new Fact.ConfigChanged(hash));
        dismissRemoved();
        return Answer.DONE;
    }

    /** Calls cannot become items, nor the other way; "" if none would. */
    private String anotherChannel(CentreConfig config) {
        for (AcdQueue queue : centre.queues.all()) {
            String next = config.routing().of(queue.name).duty().channel();
            boolean named = false;
            for (QueueConfig each : config.queues()) {
                named |= each.name().equals(queue.name);
            }
            boolean another = named && !next.equals(queue.routing.duty().channel());
            if (another && (queue.counters.stillThere() > 0 || hasItems(queue))) {
                return queue.name;
            }
        }
        return "";
    }

    private boolean hasItems(AcdQueue queue) {
        boolean has = false;
        for (WorkItem item : centre.items.items.inIdOrder()) {
            has |= item.queue.equals(queue.name);
        }
        return has;
    }

    private String excess(CentreConfig config) {
        if (config.agents().size() > centre.limits.agentsMax()) {
            return "agents";
        }
        if (config.queues().size() > centre.limits.queuesMax()) {
            return "queues";
        }
        return config.hunt().lines().size() > centre.limits.linesMax() ? "lines" : "";
    }

    /** Who is no longer named finishes the call, then logs off. */
    private void dismissRemoved() {
        for (Agent agent : List.copyOf(centre.agents.all())) {
            if (!agent.removed || agent.inCall()) {
                continue;
            }
            if (agent.is(AgentState.ALERTING)) {
                offering.withdraw(agent, AgentState.LOGGED_OFF, "REMOVED");
            } else if (agent.is(AgentState.LOGGED_OFF)) {
                centre.agents.remove(agent);
            } else {
                turn.moves.logOff(agent);
            }
        }
    }
}
