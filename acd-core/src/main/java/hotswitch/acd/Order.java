package hotswitch.acd;

import hotswitch.acd.flow.Named;
import java.util.List;

/** What the core wants done by the edges. Orders go nowhere in replay. */
public sealed interface Order {

    /** The call that it is about; 0 where it is about none. */
    long callId();

    /** 180 to an arriving leg. */
    record Ring(long callId, long legId) implements Order {}

    /**
     * Who waits hears what comes from the other leg before it answers, and is not heard there; an arriving leg that
     * is not answered itself gets 183 with our description. {@link Bridge}, and whatever else is ordered for the ear
     * of who waits, ends it.
     */
    record EarlyAudio(long callId, long waitingLeg, long legId) implements Order {}

    /** 200 to an arriving leg. */
    record Answer(long callId, long legId) implements Order {}

    /** A final refusal of an arriving leg that was never answered; {@code cause} becomes a Reason header's text. */
    record Reject(long callId, long legId, int status, String cause) implements Order {}

    /**
     * INVITE to every contact of a device. {@code offerId} 0: not an ACD offer (MakeCall, internal call).
     * {@code autoAnswer}: the phone is asked to pick up by itself.
     */
    record OfferLeg(
            long callId, long legId, long offerId, String device, String ani, String display, boolean autoAnswer)
            implements Order {}

    /**
     * INVITE to a number through a trunk; {@code trunk} "" means by route. {@code diverted}: why a call that nobody has
     * answered is sent there, {@link #UNAVAILABLE} or {@link #DEFLECTED}; "" a call of our own, or a transfer. {@code
     * agent}: who dials or transfers; 0: nobody who is logged on.
     */
    record DialLeg(long callId, long legId, String number, String displayed, String trunk, String diverted, int agent)
            implements Order {
        /** Nobody is there: overflow, the backup lines (RFC 5806 §6). */
        public static final String UNAVAILABLE = "unavailable";
        /** Who is rung sends it there. */
        public static final String DEFLECTED = "deflection";

        /** Nobody is diverted. */
        public DialLeg(long callId, long legId, String number, String displayed, String trunk) {
            this(callId, legId, number, displayed, trunk, "", 0);
        }

        /** Nobody has asked for it. */
        public DialLeg(long callId, long legId, String number, String displayed, String trunk, String diverted) {
            this(callId, legId, number, displayed, trunk, diverted, 0);
        }
    }

    /** A work item of this queue is in another state: for who watches the queue's mailbox (RFC 3842). */
    record MailboxChanged(String queue, long itemId, ItemState state) implements Order {
        /** 0: it belongs to no call. */
        @Override
        public long callId() {
            return 0;
        }
    }

    /** End a leg by whatever fits its state: CANCEL, a refusal, or BYE. */
    record ClearLeg(long callId, long legId, String cause) implements Order {
        /** Cause of a phone that rang beside the one that has the call. */
        public static final String ANSWERED_ELSEWHERE = "answered elsewhere";
        /** Cause of a phone that rang too long. */
        public static final String NO_ANSWER = "RONA";
    }

    /** Play prompts to a leg in turn, replacing what plays. {@code loop}: for ever (music). */
    record Play(long callId, long legId, long playId, List<String> prompts, boolean loop) implements Order {}

    record StopPlay(long callId, long legId, long playId) implements Order {}

    /** Both legs hear each other. */
    record Bridge(long callId, long legA, long legB) implements Order {}

    /** All of these hear each other, instead of whom they heard before; {@link Bridge} ends it for its two. */
    record Conference(long callId, List<Long> legs) implements Order {}

    record Unbridge(long callId, long legA, long legB) implements Order {}

    /** Media-side hold: the leg hears {@code music} and nothing is relayed; off: the bridge again. */
    record HoldLeg(long callId, long legId, boolean on, String music) implements Order {}

    record StartRecording(long callId, int segment, long callerLeg, long partyLeg) implements Order {}

    record StopRecording(long callId, int segment) implements Order {}

    /**
     * What the caller says alone, as a recording of its own kind. {@code silenceMs}: after so much silence {@link
     * Command.CallerSilent} is wanted; 0: never. {@link StopRecording} ends it.
     */
    record RecordMessage(long callId, int segment, long callerLeg, long silenceMs) implements Order {}

    /** Ask a target outside; {@link Command.RequestAnswered} is wanted within {@code timeoutMs}, later is too late. */
    record Request(long callId, long requestId, String target, List<Named> send, List<Named> want, long timeoutMs)
            implements Order {}

    /** Nothing more will be recorded for this call: its file can be made. */
    record FinishRecording(long callId) implements Order {}
}
