package hotswitch.acd;

import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.flow.Named;
import java.util.List;

/**
 * Everything that may change the core. A command is journaled before the core sees it; nothing else enters.
 *
 * <p>Call and leg ids that arise outside (arrivals) are even, those that the core creates are odd ({@link Ids}).
 */
public sealed interface Command {

    /**
     * Who asks through the API: the id under which the answer is awaited, who, and the idempotency key ("" if none).
     */
    record Request(long id, String by, String key) {
        /** A request that nobody awaits: a feature code, the node itself. */
        public static Request unasked(String by) {
            return new Request(0, by, "");
        }

        /** The API names callers by role and, where a person is behind it, {@code :} and the agent. */
        public boolean isBy(int agent) {
            return by.endsWith(":" + agent);
        }
    }

    /** A command by which somebody asks for something: it is answered once, and carried out once by idempotency key. */
    sealed interface Asked extends Command {
        Request request();
    }

    // ---- the node and time

    /** A deadline is due, or the last turn hit its bound. Carries no data: the time is the journal's. */
    record Tick() implements Command {}

    /** A process took over this state. Legs that it cannot re-bind follow as {@link LegLost}. */
    record NodeStarted(long bootEpoch) implements Command {}

    /** The configuration with this SHA-256 (hex) is valid from here on; its canonical bytes are a blob. */
    record ConfigApplied(Request request, String hash) implements Asked {}

    /** The process drains: no new calls and no origination, running ones go on. */
    record Drain(Request request) implements Asked {}

    /** Throws inside the core: proves the way back from a fault. Refused unless the configuration allows drills. */
    record FaultDrill(Request request, long callId) implements Asked {}

    // ---- calls come in

    /**
     * A trunk's INVITE was admitted. ANI and DNIS are normalised by the trunk's rules. {@code attributes}: what else
     * the INVITE says, by the names under which flows ask for it.
     */
    record CallArrived(long callId, long legId, String ani, String dnis, String trunk, List<Named> attributes)
            implements Command {
        /** It says nothing else. */
        public CallArrived(long callId, long legId, String ani, String dnis, String trunk) {
            this(callId, legId, ani, dnis, trunk, List.of());
        }
    }

    /** A seat's phone dials something that is not a feature code. */
    record DeviceDialled(long callId, long legId, String device, String dialled) implements Command {}

    /**
     * A phone that has this call dials once more: its agent asks somebody, on a second dialog of the phone. What the
     * customer hears meanwhile the phone decides by holding.
     */
    record DeviceConsults(long callId, long legId, String device, String dialled) implements Command {}

    // ---- legs

    record LegRinging(long legId) implements Command {}

    /** A leg that we created has audio before it answers (RFC 3960): its network's ringing, or an announcement. */
    record LegEarly(long legId) implements Command {}

    /** The far side of a leg that we created went off-hook (2xx). */
    record LegAnswered(long legId) implements Command {}

    /** A leg that we created got no answer: final status (RFC 3261 §21), 408 also for silence, 480 for no contact. */
    record LegRefused(long legId, int status, String cause) implements Command {}

    /** A phone that we ring sends the call elsewhere (3xx, RFC 3261 §21.3); {@code to}: the user of its Contact. */
    record LegDeflected(long legId, String to) implements Command {}

    /** The far side left: BYE of an established leg, CANCEL of an arriving one, or an ACK that never came. */
    record LegCleared(long legId, String cause) implements Command {}

    /** After a restart: this leg could not be bound again. */
    record LegLost(long legId, String cause) implements Command {}

    /** The edge has nothing left with which to try this leg: a fault of ours, and nobody's who would have been rung. */
    record LegUnmade(long legId, String cause) implements Command {}

    /**
     * The trunk that carries an outgoing leg, the number shown there, and why earlier hops were left
     * ("carrier-a:503").
     */
    record LegRouted(long legId, String trunk, String displayed, String hopCauses) implements Command {}

    /** The phone itself holds or retrieves (direction attributes of a re-INVITE). */
    record LegHeld(long legId, boolean held) implements Command {}

    // ---- media

    record Digit(long legId, char digit, int durationMs) implements Command {}

    /** Playing ended. An outdated {@code playId} is ignored. */
    record PlayEnded(long legId, long playId, PlayEnd why) implements Command {}

    record MediaTimedOut(long legId) implements Command {}

    /** Closes the recording obligation of one talk segment. */
    record Recorded(long callId, int segment, RecordingState state, String file, long lengthMs, String sha256)
            implements Command {}

    /**
     * A call that was carried and ended in hunt-only mode, without this core. {@code file}, {@code line} (from 1):
     * where it was noted; files come in order and one after the other, so that nothing is taken in twice.
     */
    record HuntedCall(String file, int line, CallRecord record, long callerLeg, long lineLeg) implements Command {}

    /** A request of a flow was answered: HTTP status (0: it failed), and of its fields those that were asked for. */
    record RequestAnswered(long callId, long requestId, int status, List<Named> values) implements Command {}

    /** A caller whose message is recorded has said nothing for so long as the order permitted. */
    record CallerSilent(long callId, int segment) implements Command {}

    /** The audio of a leg that was answered, when it is over; {@code trunk} or {@code device}: what carried it. */
    record LegMeasured(long callId, long legId, String trunk, String device, LegQuality quality) implements Command {}

    // ---- devices

    record DeviceUp(String device) implements Command {}

    record DeviceDown(String device) implements Command {}

    // ---- CSTA services

    /** Logs on where needed. {@code device} "": the agent's usual seat; {@code agent} 0: who is logged on there. */
    record SetAgentState(Request request, int agent, AgentTarget target, String reason, String device)
            implements Asked {}

    /**
     * A supervisor's word, audited: the same without the limits of breaks. Whoever is in a call is so after it; logs
     * nobody on.
     */
    record ForceAgentState(Request request, int agent, AgentTarget target, String reason) implements Asked {}

    /** The agent's wrap-up lasts longer by what its queue permits. */
    record ExtendWrapUp(Request request, int agent) implements Asked {}

    /**
     * A work item for a queue of its channel. {@code subject}: the sender's own number of it; {@code attributes}: by
     * which it asks for skills, as a call does.
     */
    record SubmitItem(
            Request request, String queue, String subject, String customer, int priority, List<Named> attributes)
            implements Asked {}

    /** {@code agent}: whose item it must be, 0 anybody's. {@code cause} is told with it. */
    record ItemSaid(Request request, long itemId, ItemVerb verb, int agent, String cause) implements Asked {}

    /** CSTA MakeCall: rings the agent first, then dials. {@code displayed} "" means the default of the agent. */
    record MakeCall(Request request, int agent, String to, String displayed) implements Asked {}

    /** Releases a whole call. */
    record ClearCall(Request request, long callId) implements Asked {}

    record HoldCall(Request request, long callId) implements Asked {}

    record RetrieveCall(Request request, long callId) implements Asked {}

    /**
     * CSTA SingleStepTransfer, or TransferCall of a consultation if {@code to} is "". {@code to}: a queue, an agent, a
     * seat, a park slot, a flow or a number, with its kind before a colon where it could be several.
     * {@code displayed} "": the first number that the agent may show.
     */
    record TransferCall(Request request, long callId, String to, String displayed) implements Asked {}

    /**
     * CSTA DeflectCall: it rings at an agent and goes elsewhere instead; nobody rings for it any more, the agents are
     * ready as before. {@code to}, {@code displayed}: as in {@link TransferCall}.
     */
    record DeflectCall(Request request, long callId, String to, String displayed) implements Asked {}

    /** CSTA ParkCall's other half, GroupPickupCall: whoever is parked there rings at this agent. */
    record RetrieveParked(Request request, int agent, String slot) implements Asked {}

    /** CSTA ConsultationCall: the customer hears music, the agent talks with an agent, a seat or a number. */
    record ConsultCall(Request request, long callId, String to, String displayed) implements Asked {}

    /** CSTA ConferenceCall: the customer joins the consultation. */
    record ConferenceCall(Request request, long callId) implements Asked {}

    /**
     * The waiting caller agreed to be called back ({@code consent}: how), between these times (epoch ns, 0: any);
     * {@code number} "": his own.
     */
    record CallBack(Request request, long callId, String number, long fromNs, long untilNs, String consent)
            implements Asked {}

    /** Surge mode on, or off, by hand. */
    record SetSurge(Request request, boolean on) implements Asked {}

    /** Emergency: new and waiting calls go to the backup lines. */
    record SetEmergency(Request request, boolean on) implements Asked {}

    // ---- evidence

    /** A right was used or refused at an edge (a recording heard, a call refused): becomes an Audited fact. */
    record Audit(Request request, String action, String subject, boolean allowed, String detail) implements Asked {}

    /** An edge has something that an operator must know, or takes it back. */
    record RaiseAlarm(String code, String detail, boolean on) implements Command {}
}
