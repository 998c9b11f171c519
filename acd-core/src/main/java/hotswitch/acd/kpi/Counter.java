package hotswitch.acd.kpi;

import hotswitch.acd.agent.AgentState;
import java.util.Arrays;
import java.util.Locale;

/** What a definition may add up: calls, time of calls, or time of agents. Its name in {@code kpi.yaml} has hyphens. */
public enum Counter {
    /** Every caller of the hotline. */
    ARRIVED(
            CallClass.ANSWERED_IN_TIME,
            CallClass.ANSWERED_LATE,
            CallClass.LINE_ANSWERED,
            CallClass.SELF_SERVED,
            CallClass.SERVED_AFTER_WAITING,
            CallClass.MESSAGE_IN_FLOW,
            CallClass.MESSAGE_AFTER_WAITING,
            CallClass.SHORT_ABANDONED,
            CallClass.ABANDONED,
            CallClass.LEFT_IN_FLOW,
            CallClass.ENDED_IN_FLOW,
            CallClass.OVERFLOWED,
            CallClass.REFUSED,
            CallClass.LOST_WAITING,
            CallClass.LOST_IN_FLOW),
    /** Asked for a human: waited in a queue or for a backup line; also those whom a flow served afterwards. */
    ASKED(
            CallClass.ANSWERED_IN_TIME,
            CallClass.ANSWERED_LATE,
            CallClass.LINE_ANSWERED,
            CallClass.SERVED_AFTER_WAITING,
            CallClass.MESSAGE_AFTER_WAITING,
            CallClass.SHORT_ABANDONED,
            CallClass.ABANDONED,
            CallClass.OVERFLOWED,
            CallClass.LOST_WAITING),
    /** The same without those whom a flow served: these are in {@link #SELF_SERVED}. */
    OFFERED(
            CallClass.ANSWERED_IN_TIME,
            CallClass.ANSWERED_LATE,
            CallClass.LINE_ANSWERED,
            CallClass.MESSAGE_AFTER_WAITING,
            CallClass.SHORT_ABANDONED,
            CallClass.ABANDONED,
            CallClass.OVERFLOWED,
            CallClass.LOST_WAITING),
    ANSWERED(CallClass.ANSWERED_IN_TIME, CallClass.ANSWERED_LATE),
    ANSWERED_IN_TIME(CallClass.ANSWERED_IN_TIME),
    LINE_ANSWERED(CallClass.LINE_ANSWERED),
    SELF_SERVED(CallClass.SELF_SERVED, CallClass.SERVED_AFTER_WAITING),
    /** Spoke to nobody and left a message. */
    MESSAGE_LEFT(CallClass.MESSAGE_IN_FLOW, CallClass.MESSAGE_AFTER_WAITING),
    /** Short ones included. */
    ABANDONED(CallClass.SHORT_ABANDONED, CallClass.ABANDONED),
    SHORT_ABANDONED(CallClass.SHORT_ABANDONED),
    OVERFLOWED(CallClass.OVERFLOWED),
    LEFT_IN_FLOW(CallClass.LEFT_IN_FLOW),
    ENDED_IN_FLOW(CallClass.ENDED_IN_FLOW),
    REFUSED(CallClass.REFUSED),
    LOST(CallClass.LOST_WAITING, CallClass.LOST_IN_FLOW),
    /** The waits of the calls that agents answered. */
    WAITED_MS(Kind.CALL_MS),
    /** Talk, hold and wrap-up of the calls that agents answered. */
    HANDLED_MS(Kind.CALL_MS),
    TALK_MS(Kind.AGENT_MS),
    HOLD_MS(Kind.AGENT_MS),
    ACW_MS(Kind.AGENT_MS),
    ALERTING_MS(Kind.AGENT_MS),
    READY_MS(Kind.AGENT_MS),
    NOT_READY_MS(Kind.AGENT_MS),
    LOGGED_ON_MS(Kind.AGENT_MS),
    /** As the roster says. */
    ON_DUTY_MS(Kind.AGENT_MS);

    /** What is added up. */
    public enum Kind {
        CALLS,
        CALL_MS,
        AGENT_MS
    }

    private final Kind kind;
    /** A bit for each class. */
    private final int classes;

    Counter(CallClass... classes) {
        int bits = 0;
        for (CallClass each : classes) {
            bits |= 1 << each.ordinal();
        }
        this.kind = Kind.CALLS;
        this.classes = bits;
    }

    Counter(Kind kind) {
        this.kind = kind;
        this.classes = 0;
    }

    public Kind kind() {
        return kind;
    }

    /** As it is written in {@code kpi.yaml}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Null if there is none of this name. */
    public static Counter of(String text) {
        for (Counter counter : values()) {
            if (counter.text().equals(text)) {
                return counter;
            }
        }
        return null;
    }

    public static String[] names() {
        String[] names = new String[values().length];
        for (Counter counter : values()) {
            names[counter.ordinal()] = counter.text();
        }
        Arrays.sort(names);
        return names;
    }

    boolean counts(CallClass found) {
        return (classes & 1 << found.ordinal()) != 0;
    }

    /** What a call adds: 1 or 0, or its time. */
    long of(CallRow row, CallClass found) {
        boolean byAgent = ANSWERED.counts(found);
        return switch (this) {
            case WAITED_MS -> byAgent ? row.waitMs() : 0;
            case HANDLED_MS -> byAgent ? row.handledMs() : 0;
            default -> counts(found) ? 1 : 0;
        };
    }

    /** Whether an agent's time in this state is added. */
    boolean counts(AgentState state) {
        return switch (this) {
            case TALK_MS -> state == AgentState.BUSY;
            case HOLD_MS -> state == AgentState.HELD;
            case ACW_MS -> state == AgentState.ACW;
            case ALERTING_MS -> state == AgentState.ALERTING;
            case READY_MS -> state == AgentState.READY;
            case NOT_READY_MS -> state == AgentState.NOT_READY;
            case LOGGED_ON_MS -> state != AgentState.LOGGED_OFF;
            default -> false;
        };
    }
}
