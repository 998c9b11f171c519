package hotswitch.call;

import hotswitch.sip.sdp.MediaPlan;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The media plane's side of the port: gives out ports and writes down what would be heard. */
final class Soundless implements MediaPlane {
    private final Ladder ladder;
    private int next = 20_000;
    int portsMax = 100;
    /** Port by leg. */
    final SortedMap<Long, Integer> open = new TreeMap<>();
    /** Where the audio of a leg goes. */
    final SortedMap<Long, MediaPlan> targets = new TreeMap<>();

    /** Whose audio was to be measured, by leg. */
    final SortedMap<Long, Measured> measured = new TreeMap<>();

    Soundless(Ladder ladder) {
        this.ladder = ladder;
    }

    /** The process died, the ports with it. */
    void forget() {
        open.clear();
        targets.clear();
    }

    @Override
    public int open(long legId, long callId) {
        next += 2;
        return openAt(legId, callId, next);
    }

    @Override
    public int openAt(long legId, long callId, int port) {
        if (freePorts() == 0) {
            return -1;
        }
        open.put(legId, port);
        return port;
    }

    /** The worst case: each other call's audio is elsewhere. */
    @Override
    public int join(long legId, long callId) {
        ladder.said("media: " + legId + " joins " + callId);
        close(legId);
        return open(legId, callId);
    }

    @Override
    public int freePorts() {
        return portsMax - open.size();
    }

    @Override
    public void target(long legId, MediaPlan plan) {
        targets.put(legId, plan);
    }

    @Override
    public void earlyTarget(long legId, MediaPlan plan) {
        ladder.said("media: audio of " + legId + " is to come from port " + plan.remotePort());
        targets.put(legId, plan);
    }

    @Override
    public void hearEarly(long waitingLeg, long legId) {
        ladder.said("media: " + waitingLeg + " hears " + legId + " before it answers");
    }

    @Override
    public void mute(long legId) {
        ladder.said("media: " + legId + " is heard no more");
    }

    @Override
    public void play(long legId, long playId, List<String> prompts, boolean loop) {
        ladder.said("media: play to " + legId + " " + prompts + (loop ? " for ever" : ""));
    }

    @Override
    public void stopPlay(long legId, long playId) {
        ladder.said("media: stop playing to " + legId);
    }

    @Override
    public void bridge(long legA, long legB) {
        ladder.said("media: bridge " + legA + " and " + legB);
    }

    @Override
    public void conference(List<Long> legs) {
        ladder.said("media: conference of " + legs);
    }

    @Override
    public void unbridge(long legA, long legB) {
        ladder.said("media: part " + legA + " and " + legB);
    }

    @Override
    public void hold(long legId, boolean on, String music) {
        ladder.said("media: " + (on ? "hold " : "retrieve ") + legId + " " + music);
    }

    @Override
    public void record(long callId, int segment, long callerLeg, long partyLeg) {
        ladder.said("media: record " + callId + "-" + segment);
    }

    @Override
    public void recordMessage(long callId, int segment, long callerLeg, long silenceMs) {
        ladder.said("media: record message " + callId + "-" + segment + " until " + silenceMs + " ms of silence");
    }

    @Override
    public void recordAgain(long callId, int segment, long callerLeg, long partyLeg) {
        ladder.said("media: go on recording " + callId + "-" + segment);
    }

    @Override
    public void recordMessageAgain(long callId, int segment, long callerLeg, long silenceMs) {
        ladder.said("media: go on with message " + callId + "-" + segment + " until " + silenceMs + " ms of silence");
    }

    @Override
    public void recordingLost(long callId, int segment) {
        ladder.said("media: close the recording of " + callId + "-" + segment);
    }

    @Override
    public void stopRecord(long callId, int segment) {
        ladder.said("media: stop recording " + callId + "-" + segment);
    }

    @Override
    public void finishRecording(long callId) {
        ladder.said("media: finish the recording of " + callId);
    }

    @Override
    public void close(long legId, long callId, String trunk, String device) {
        measured.put(legId, new Measured(callId, trunk, device));
        close(legId);
    }

    @Override
    public void close(long legId) {
        if (open.remove(legId) == null) {
            throw new IllegalStateException("leg " + legId + " has no port to close");
        }
        targets.remove(legId);
    }
}
