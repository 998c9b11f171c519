package hotswitch.sim.signal.node;

import hotswitch.acd.Command;
import hotswitch.acd.Command.CallerSilent;
import hotswitch.acd.Command.Digit;
import hotswitch.acd.Command.MediaTimedOut;
import hotswitch.acd.Command.PlayEnded;
import hotswitch.acd.Command.Recorded;
import hotswitch.acd.PlayEnd;
import hotswitch.acd.RecordingState;
import hotswitch.call.MediaPlane;
import hotswitch.sim.Dice;
import hotswitch.sim.signal.net.Clock;
import hotswitch.sip.sdp.MediaPlan;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Ports that are counted, prompts that end, audio that stops when its sender is gone. */
final class NodeMedia implements MediaPlane {
    private static final int FIRST_PORT = 20_000;
    private static final long LOOKS_EVERY_MS = 1_000;
    private static final int SILENT_LOOKS = 20;
    private final Clock clock;
    private final Dice dice;
    private final Sounds sounds;
    private final int portsMax;
    private final TreeMap<Long, Port> open = new TreeMap<>();
    private Consumer<Command> core = command -> {};
    private LongConsumer featureSilent = leg -> {};
    private int given;
    private long life;

    private static final class Port {
        final long legId;
        final int number;
        MediaPlan plan;
        long playId;
        long peer;
        boolean held;
        int silentLooks;

        Port(long legId, int number) {
            this.legId = legId;
            this.number = number;
        }
    }

    NodeMedia(Clock clock, Sounds sounds, int portsMax) {
        this.clock = clock;
        this.dice = clock.dice("media");
        this.sounds = sounds;
        this.portsMax = portsMax;
        look();
    }

    /** {@code featureSilent}: to the leg of a feature code all is said, or nothing comes from it. */
    void tell(Consumer<Command> newCore, LongConsumer newFeatureSilent) {
        core = newCore;
        featureSilent = newFeatureSilent;
    }

    /** The process died, its ports with it. */
    void forget() {
        open.clear();
        life++;
    }

    int openPorts() {
        return open.size();
    }

    /** A key was pressed by whoever sends audio to this port of ours. */
    void pressed(int port, char key) {
        for (Port each : List.copyOf(open.values())) {
            if (each.number == port && each.legId > 0) {
                core.accept(new Digit(each.legId, key, 100));
            }
        }
    }

    /** Somebody is about to hang up: whom does the party at this port of ours talk with? Null: nobody. */
    Sounds.Source otherEnd(int port) {
        for (Port each : open.values()) {
            Port other = each.number == port ? open.get(each.peer) : null;
            if (other != null && other.plan != null) {
                return sounds.at(other.plan.remoteAddress(), other.plan.remotePort());
            }
        }
        return null;
    }

    private void look() {
        clock.in(LOOKS_EVERY_MS, () -> {
            for (Port port : List.copyOf(open.values())) {
                lookAt(port);
            }
            look();
        });
    }

    /** As the real one: who holds us, or is held by us, is not missed. */
    private void lookAt(Port port) {
        boolean awaited = port.plan != null
                && port.plan.direction().receives()
                && port.plan.direction().sends()
                && !port.held;
        Sounds.Source source = awaited ? sounds.at(port.plan.remoteAddress(), port.plan.remotePort()) : null;
        port.silentLooks = !awaited || (source != null && source.speaks()) ? 0 : port.silentLooks + 1;
        if (port.silentLooks == SILENT_LOOKS) {
            if (port.legId < 0) {
                featureSilent.accept(port.legId);
            } else {
                core.accept(new MediaTimedOut(port.legId));
            }
        }
    }

    @Override
    public int open(long legId, long callId) {
        return freePorts() == 0 ? -1 : openAt(legId, callId, FIRST_PORT + 2 * (given++ % 10_000));
    }

    @Override
    public int openAt(long legId, long callId, int port) {
        if (freePorts() == 0 || open.values().stream().anyMatch(each -> each.number == port)) {
            return -1;
        }
        if (open.put(legId, new Port(legId, port)) != null) {
            throw new IllegalStateException("leg " + legId + " has a port already");
        }
        return port;
    }

    @Override
    public int join(long legId, long callId) {
        close(legId);
        return open(legId, callId);
    }

    @Override
    public int freePorts() {
        return portsMax - open.size();
    }

    @Override
    public void target(long legId, MediaPlan plan) {
        Port port = of(legId);
        port.plan = plan;
        port.silentLooks = 0;
    }

    /** Whoever has not answered is not missed. */
    @Override
    public void earlyTarget(long legId, MediaPlan plan) {
        Port port = of(legId);
        if (port.plan != null) {
            throw new IllegalStateException("leg " + legId + " has answered already");
        }
    }

    @Override
    public void hearEarly(long waitingLeg, long legId) {
        if (of(legId).plan != null || waitingLeg == legId) {
            throw new IllegalStateException("leg " + legId + " has answered already");
        }
        of(waitingLeg);
    }

    @Override
    public void mute(long legId) {
        of(legId);
    }

    private Port of(long legId) {
        Port port = open.get(legId);
        if (port == null) {
            throw new IllegalStateException("leg " + legId + " has no port");
        }
        return port;
    }

    @Override
    public void play(long legId, long playId, List<String> prompts, boolean loop) {
        Port port = of(legId);
        port.playId = playId;
        long lengthMs = dice.exponential(2_000);
        if (!loop) {
            later(lengthMs, () -> playEnds(port, playId));
        }
    }

    private void playEnds(Port port, long playId) {
        if (open.get(port.legId) == port && port.playId == playId) {
            port.playId = 0;
            if (port.legId < 0) {
                featureSilent.accept(port.legId);
            } else {
                core.accept(new PlayEnded(port.legId, playId, PlayEnd.COMPLETED));
            }
        }
    }

    /** In this life of the process only. */
    private void later(long ms, Runnable what) {
        long now = life;
        clock.in(ms, () -> {
            if (now == life) {
                what.run();
            }
        });
    }

    @Override
    public void stopPlay(long legId, long playId) {
        Port port = of(legId);
        port.playId = port.playId == playId ? 0 : port.playId;
    }

    @Override
    public void bridge(long legA, long legB) {
        of(legA).peer = legB;
        of(legB).peer = legA;
    }

    @Override
    public void conference(List<Long> legs) {
        legs.forEach(this::of);
    }

    @Override
    public void unbridge(long legA, long legB) {
        of(legA).peer = 0;
        of(legB).peer = 0;
    }

    @Override
    public void hold(long legId, boolean on, String music) {
        of(legId).held = on;
    }

    @Override
    public void record(long callId, int segment, long callerLeg, long partyLeg) {
        // Nothing is heard; the obligation is the core's.
    }

    @Override
    public void recordMessage(long callId, int segment, long callerLeg, long silenceMs) {
        later(dice.exponential(4_000), () -> core.accept(new CallerSilent(callId, segment)));
    }

    @Override
    public void recordAgain(long callId, int segment, long callerLeg, long partyLeg) {
        record(callId, segment, callerLeg, partyLeg);
    }

    @Override
    public void recordMessageAgain(long callId, int segment, long callerLeg, long silenceMs) {
        recordMessage(callId, segment, callerLeg, silenceMs);
    }

    @Override
    public void recordingLost(long callId, int segment) {
        recorded(callId, segment, RecordingState.LOST);
    }

    @Override
    public void stopRecord(long callId, int segment) {
        recorded(callId, segment, RecordingState.KEPT);
    }

    private void recorded(long callId, int segment, RecordingState state) {
        Recorded done = new Recorded(callId, segment, state, callId + ".opus", 1_000, "cafe");
        later(dice.exponential(500), () -> core.accept(done));
    }

    @Override
    public void finishRecording(long callId) {
        // The file is as good as made.
    }

    @Override
    public void close(long legId, long callId, String trunk, String device) {
        close(legId);
    }

    @Override
    public void close(long legId) {
        Port gone = of(legId);
        open.remove(legId);
        Port peer = open.get(gone.peer);
        if (peer != null && peer.peer == legId) {
            peer.peer = 0;
        }
    }
}
