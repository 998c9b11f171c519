package hotswitch.call;

import hotswitch.sip.sdp.MediaPlan;
import java.util.List;

/** The media plane as call control needs it. Calls return at once; what happens is told as commands of the core. */
public interface MediaPlane {

    /** A bound RTP port for the leg, or -1 when none is free. Legs of one call share an event loop. */
    int open(long legId, long callId);

    /** The same port again after a restart, or -1. */
    int openAt(long legId, long callId, int port);

    /** The leg belongs to this call from now on, before it is answered: its port, another one where it must, or -1. */
    int join(long legId, long callId);

    int freePorts();

    /** Where the leg's audio goes, as its offer/answer settled it. */
    void target(long legId, MediaPlan plan);

    /** The same before it answers: it need not say anything, and another fork may be told after it. */
    void earlyTarget(long legId, MediaPlan plan);

    /** Who waits hears the other leg, which has not answered, once that one has audio; until then what plays. */
    void hearEarly(long waitingLeg, long legId);

    /** What this leg said before it answered is over: who waits hears what plays again. */
    void mute(long legId);

    void play(long legId, long playId, List<String> prompts, boolean loop);

    void stopPlay(long legId, long playId);

    void bridge(long legA, long legB);

    /** All of these hear each other. */
    void conference(List<Long> legs);

    void unbridge(long legA, long legB);

    void hold(long legId, boolean on, String music);

    void record(long callId, int segment, long callerLeg, long partyLeg);

    /** What the caller says alone; after so much silence (0: never) the core is told {@code CallerSilent}. */
    void recordMessage(long callId, int segment, long callerLeg, long silenceMs);

    /** After a restart: the segment goes on. */
    void recordAgain(long callId, int segment, long callerLeg, long partyLeg);

    /** After a restart: the message goes on, its silence is counted from now. */
    void recordMessageAgain(long callId, int segment, long callerLeg, long silenceMs);

    /** After a restart: nobody knows when this segment ended; its last packet says. */
    void recordingLost(long callId, int segment);

    void stopRecord(long callId, int segment);

    /** Nothing more comes for this call: its file can be made. */
    void finishRecording(long callId);

    void close(long legId);

    /**
     * The same of a leg that was answered, in this call, over this trunk or of this seat ("": none): how its audio was
     * is told to the core ({@code LegMeasured}).
     */
    void close(long legId, long callId, String trunk, String device);

    /** Whose audio it is: of this call, over this trunk or of this seat ("": none). */
    record Measured(long callId, String trunk, String device) {}
}
