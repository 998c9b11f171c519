package hotswitch.sim.world;

import hotswitch.acd.Command;
import hotswitch.acd.Command.CallerSilent;
import hotswitch.acd.Command.LegAnswered;
import hotswitch.acd.Command.LegCleared;
import hotswitch.acd.Command.LegDeflected;
import hotswitch.acd.Command.LegMeasured;
import hotswitch.acd.Command.LegRefused;
import hotswitch.acd.Command.LegUnmade;
import hotswitch.acd.Command.PlayEnded;
import hotswitch.acd.Command.Recorded;
import hotswitch.acd.Command.RequestAnswered;
import hotswitch.acd.LegQuality;
import hotswitch.acd.Order;
import hotswitch.acd.PlayEnd;
import hotswitch.acd.RecordingState;
import hotswitch.acd.flow.Named;
import hotswitch.sim.Dice;
import hotswitch.sim.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Signalling and media as far as the core notices them: legs, prompts, recordings. Carries out orders. */
public final class Edge {
    private static final double STALE_MS = 20_000;
    private final World world;
    private final Dice dice;
    private final Dice audio;
    private final Dice late;
    private final TreeMap<Long, EdgeLeg> legs = new TreeMap<>();
    private Callees callees;

    Edge(World world) {
        this.world = world;
        this.dice = world.dice("edge");
        this.audio = world.dice("audio");
        this.late = world.dice("late audio");
    }

    public void serve(Callees who) {
        callees = who;
    }

    public List<EdgeLeg> legs() {
        return new ArrayList<>(legs.values());
    }

    /** Null if it is gone. */
    EdgeLeg leg(long legId) {
        return legs.get(legId);
    }

    // ---- what actors do

    public EdgeLeg arrive(long legId, long callId, String device, Party party) {
        EdgeLeg leg = new EdgeLeg(legId, callId, true, device);
        leg.party = party;
        legs.put(legId, leg);
        return leg;
    }

    public void answer(EdgeLeg leg) {
        if (!leg.open || leg.answered) {
            return;
        }
        leg.answered = true;
        for (EdgeLeg other : legs()) {
            if (other.callId == leg.callId && other != leg) {
                other.party.connecting(other);
            }
        }
        tell(new LegAnswered(leg.id));
    }

    /** The 200 crosses our CANCEL. */
    public void answerTooLate(EdgeLeg leg) {
        world.send(new LegAnswered(leg.id));
    }

    public void refuse(EdgeLeg leg, int status) {
        if (leg.open && !leg.answered) {
            remove(leg);
            tell(new LegRefused(leg.id, status, "status " + status));
        }
    }

    /** It could not even be tried. */
    public void unmake(EdgeLeg leg) {
        if (leg.open && !leg.answered) {
            remove(leg);
            tell(new LegUnmade(leg.id, "no port"));
        }
    }

    /** The phone sends it elsewhere: 302. */
    public void deflect(EdgeLeg leg, String to) {
        if (leg.open && !leg.answered) {
            remove(leg);
            tell(new LegDeflected(leg.id, to));
        }
    }

    public void hangUp(EdgeLeg leg) {
        if (leg.open) {
            remove(leg);
            tell(new LegCleared(leg.id, "bye"));
        }
    }

    /** Says something to the core; perhaps again when it is outdated. */
    public void tell(Command command) {
        world.send(command);
        if (dice.chance(world.chaos(Fault.STALE) / 4)) {
            world.in(dice.chance(0.3) ? 0 : dice.exponential(STALE_MS), () -> world.send(command));
        }
    }

    // ---- what the core orders

    void carryOut(Order order) {
        switch (order) {
            case Order.Ring o -> {}
            case Order.EarlyAudio o -> {}
            case Order.Answer o -> answered(legs.get(o.legId()));
            case Order.Reject o -> ended(legs.get(o.legId()));
            case Order.OfferLeg o -> ring(new EdgeLeg(o.legId(), o.callId(), false, o.device()));
            case Order.DialLeg o -> ring(new EdgeLeg(o.legId(), o.callId(), false, o.number()));
            case Order.ClearLeg o -> ended(legs.get(o.legId()));
            case Order.Play o -> play(o.legId(), o.playId(), o.loop());
            case Order.StopPlay o -> stopPlay(o);
            case Order.Bridge o -> bridge(legs.get(o.legA()), legs.get(o.legB()));
            case Order.Conference o -> {}
            case Order.Unbridge o -> {}
            case Order.HoldLeg o -> {}
            case Order.StartRecording o -> {}
            case Order.StopRecording o -> keep(o.callId(), o.segment());
            case Order.RecordMessage o -> listen(o);
            case Order.Request o -> ask(o);
            case Order.FinishRecording o -> {}
            case Order.MailboxChanged o -> {}
        }
    }

    void answered(EdgeLeg leg) {
        if (leg != null && !leg.answered) {
            leg.answered = true;
            leg.party.answered(leg);
        }
    }

    void ring(EdgeLeg leg) {
        legs.put(leg.id, leg);
        for (EdgeLeg other : legs()) {
            if (other.callId == leg.callId && other != leg) {
                other.party.offered(other);
            }
        }
        leg.party = callees.ring(leg);
    }

    void ended(EdgeLeg leg) {
        if (leg != null) {
            remove(leg);
            leg.party.gone(leg);
        }
    }

    void play(long legId, long playId, boolean loop) {
        EdgeLeg leg = legs.get(legId);
        if (leg == null) {
            return;
        }
        leg.playId = playId;
        boolean fails = dice.chance(world.chaos(Fault.NO_PROMPT));
        long lengthMs = dice.exponential(3_000);
        if (fails) {
            world.in(dice.chance(0.5) ? 0 : 20, () -> playEnds(leg, playId, PlayEnd.FAILED));
        } else if (!loop) {
            world.in(lengthMs, () -> playEnds(leg, playId, PlayEnd.COMPLETED));
        }
    }

    private void playEnds(EdgeLeg leg, long playId, PlayEnd why) {
        if (leg.open && leg.playId == playId) {
            leg.playId = 0;
            tell(new PlayEnded(leg.id, playId, why));
        }
    }

    private void stopPlay(Order.StopPlay o) {
        EdgeLeg leg = legs.get(o.legId());
        if (leg != null && leg.playId == o.playId()) {
            leg.playId = 0;
        }
        if (dice.chance(world.chaos(Fault.STALE))) {
            world.in(0, () -> world.send(new PlayEnded(o.legId(), o.playId(), PlayEnd.STOPPED)));
        }
    }

    void bridge(EdgeLeg a, EdgeLeg b) {
        if (a == null || b == null || a.peer == b) {
            return;
        }
        boolean aTalked = a.peer != null;
        boolean bTalked = b.peer != null;
        a.peer = b;
        b.peer = a;
        if (!bTalked || !b.arriving) {
            b.party.bridged(b);
        }
        if (!aTalked || !a.arriving) {
            a.party.bridged(a);
        }
    }

    /** Right, wrong, late, twice, or never. */
    private void ask(Order.Request o) {
        boolean ok = dice.chance(0.7);
        List<Named> values = ok ? List.of(new Named("state", dice.chance(0.5) ? "done" : "open")) : List.of();
        RequestAnswered answer = new RequestAnswered(o.callId(), o.requestId(), ok ? 200 : 0, values);
        if (dice.chance(0.9)) {
            world.in(dice.exponential(800), () -> tell(answer));
        }
    }

    private void listen(Order.RecordMessage o) {
        if (dice.chance(0.5)) {
            world.in(dice.exponential(4_000), () -> tell(new CallerSilent(o.callId(), o.segment())));
        }
    }

    /** The segment's file is finished some time after its end. */
    void keep(long callId, int segment) {
        double trouble = world.chaos(Fault.RECORDER);
        RecordingState state = dice.chance(trouble)
                ? dice.chance(0.5) ? RecordingState.LOST : RecordingState.EMPTY
                : RecordingState.KEPT;
        long afterMs = dice.chance(trouble) ? dice.exponential(120_000) : dice.exponential(500);
        Recorded recorded = new Recorded(callId, segment, state, callId + ".ogg", 1_000, "cafe");
        world.in(afterMs, () -> tell(recorded));
    }

    private void remove(EdgeLeg leg) {
        leg.open = false;
        legs.remove(leg.id);
        if (leg.answered && audio.chance(0.9)) {
            measured(leg);
        }
    }

    /** How its audio was: some time after its end, when its port is given back; some phones report nothing. */
    private void measured(EdgeLeg leg) {
        boolean reports = audio.chance(0.6);
        LegQuality quality = new LegQuality(
                1 + audio.exponential(3_000L),
                audio.exponential(10L),
                audio.between(0, 20_000),
                reports ? audio.between(0, 1_000) : -1,
                reports ? audio.between(0, 400_000) : -1);
        String trunk = leg.device.isEmpty() ? "carrier-a" : "";
        LegMeasured told = new LegMeasured(leg.callId, leg.id, trunk, leg.device, quality);
        long soonMs = audio.exponential(50L);
        world.in(late.chance(0.1) ? soonMs + late.exponential(5_000L) : soonMs, () -> tell(told));
    }
}
