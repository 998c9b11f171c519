package hotswitch.server.edge;

import hotswitch.call.MediaPlane;
import hotswitch.media.codec.Codec;
import hotswitch.media.recording.RecordingSpool;
import hotswitch.media.relay.MediaEngine;
import hotswitch.media.relay.MediaFormat;
import hotswitch.sip.sdp.MediaPlan;
import java.util.List;

/** The media plane as call control sees it: the RTP engine and the recording spool. */
final class MediaEdge implements MediaPlane {
    private final MediaEngine engine;
    private final RecordingSpool spool;
    private final EdgeClock clock;

    MediaEdge(MediaEngine engine, RecordingSpool spool, EdgeClock clock) {
        this.engine = engine;
        this.spool = spool;
        this.clock = clock;
    }

    @Override
    public int open(long legId, long callId) {
        return engine.open(legId, callId);
    }

    @Override
    public int openAt(long legId, long callId, int port) {
        return engine.openAt(legId, callId, port);
    }

    @Override
    public int join(long legId, long callId) {
        return engine.join(legId, callId);
    }

    @Override
    public int freePorts() {
        return engine.freePorts();
    }

    @Override
    public void target(long legId, MediaPlan plan) {
        engine.target(legId, plan.remoteAddress(), plan.remotePort(), plan.rtcpPort(), format(plan));
    }

    @Override
    public void earlyTarget(long legId, MediaPlan plan) {
        engine.earlyTarget(legId, plan.remoteAddress(), plan.remotePort(), plan.rtcpPort(), format(plan));
    }

    /** Of the packet time that the peer would like nothing is made: 20 ms are sent, and what comes is relayed. */
    private static MediaFormat format(MediaPlan plan) {
        return MediaFormat.of(
                codec(plan.codec()),
                plan.payloadType(),
                plan.telephoneEventPt(),
                plan.direction().sends(),
                plan.direction().receives());
    }

    @Override
    public void hearEarly(long waitingLeg, long legId) {
        engine.hearEarly(waitingLeg, legId);
    }

    @Override
    public void mute(long legId) {
        engine.mute(legId);
    }

    private static Codec codec(hotswitch.sip.sdp.Codec codec) {
        return switch (codec) {
            case PCMA -> Codec.PCMA;
            case PCMU -> Codec.PCMU;
        };
    }

    @Override
    public void play(long legId, long playId, List<String> prompts, boolean loop) {
        engine.play(legId, playId, prompts, loop);
    }

    @Override
    public void stopPlay(long legId, long playId) {
        engine.stopPlay(legId, playId);
    }

    @Override
    public void bridge(long legA, long legB) {
        engine.bridge(legA, legB);
    }

    @Override
    public void conference(List<Long> legs) {
        engine.conference(legs);
    }

    @Override
    public void unbridge(long legA, long legB) {
        engine.unbridge(legA, legB);
    }

    @Override
    public void hold(long legId, boolean on, String music) {
        engine.hold(legId, on, music);
    }

    @Override
    public void record(long callId, int segment, long callerLeg, long partyLeg) {
        engine.record(callId, segment, callerLeg, partyLeg);
    }

    @Override
    public void recordMessage(long callId, int segment, long callerLeg, long silenceMs) {
        engine.message(callId, segment, callerLeg, silenceMs);
    }

    @Override
    public void recordAgain(long callId, int segment, long callerLeg, long partyLeg) {
        spool.reopened(callId, segment, clock.nowNs());
        engine.record(callId, segment, callerLeg, partyLeg);
    }

    @Override
    public void recordMessageAgain(long callId, int segment, long callerLeg, long silenceMs) {
        spool.reopened(callId, segment, clock.nowNs());
        engine.message(callId, segment, callerLeg, silenceMs);
    }

    @Override
    public void recordingLost(long callId, int segment) {
        spool.segmentLost(callId, segment, clock.nowNs());
    }

    @Override
    public void stopRecord(long callId, int segment) {
        engine.stopRecord(callId, segment);
    }

    @Override
    public void finishRecording(long callId) {
        spool.callEnded(callId, clock.nowNs());
    }

    @Override
    public void close(long legId, long callId, String trunk, String device) {
        engine.close(legId, callId, trunk, device);
    }

    @Override
    public void close(long legId) {
        engine.close(legId);
    }
}
