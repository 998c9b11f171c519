package hotswitch.acd.codec;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.RecordingState;
import hotswitch.acd.TalkKind;
import hotswitch.acd.agent.AgentState;

/**
 * The facts that come with every call, for who follows all of them: each kind is one object that is filled again from
 * {@link FactCodec}'s bytes, after their type, and is good until the next of its kind. The fields are those of the
 * facts. Who is to keep a fact takes it from {@link FactCodec#read} instead. For one thread.
 */
public final class CallFacts {
    private static final CallEventType[] EVENTS = CallEventType.values();
    private static final Direction[] DIRECTIONS = Direction.values();
    private static final Disposition[] DISPOSITIONS = Disposition.values();
    private static final AgentState[] AGENT_STATES = AgentState.values();
    private static final TalkKind[] TALK_KINDS = TalkKind.values();
    private static final RecordingState[] RECORDING_STATES = RecordingState.values();
    private static final long NS_PER_MS = 1_000_000;

    public final Created created = new Created();
    public final Event event = new Event();
    public final AgentChange agentChange = new AgentChange();
    public final Expected expected = new Expected();
    public final Waited waited = new Waited();
    public final Talk talk = new Talk();
    public final Recording recording = new Recording();
    public final Entered entered = new Entered();
    public final Measured measured = new Measured();
    public final Ended ended = new Ended();

    /** Whether facts of this type are among them. */
    public static boolean has(int type) {
        return switch (type) {
            case FactCodec.CALL_CREATED,
                    FactCodec.CALL_EVENT,
                    FactCodec.AGENT_CHANGED,
                    FactCodec.WAIT_EXPECTED,
                    FactCodec.WAIT_MEASURED,
                    FactCodec.TALK_INTERVAL,
                    FactCodec.RECORDING_CHANGED,
                    FactCodec.FLOW_ENTERED,
                    FactCodec.LEG_MEASURED,
                    FactCodec.CALL_ENDED -> true;
            default -> false;
        };
    }

    /** Fills the object of this type, whose bytes come next. Throws {@link IllegalArgumentException} on others. */
    public void read(int type, BytesReader in) {
        switch (type) {
            case FactCodec.CALL_CREATED -> created.read(in);
            case FactCodec.CALL_EVENT -> event.read(in);
            case FactCodec.AGENT_CHANGED -> agentChange.read(in);
            case FactCodec.WAIT_EXPECTED -> expected.read(in);
            case FactCodec.WAIT_MEASURED -> waited.read(in);
            case FactCodec.TALK_INTERVAL -> talk.read(in);
            case FactCodec.RECORDING_CHANGED -> recording.read(in);
            case FactCodec.FLOW_ENTERED -> entered.read(in);
            case FactCodec.LEG_MEASURED -> measured.read(in);
            case FactCodec.CALL_ENDED -> ended.read(in);
            default -> throw new IllegalArgumentException("fact type " + type + " does not come with every call");
        }
    }

    /**
     * The same for who follows what goes on now and not what records are made of. Left as they were: a flow's name and
     * its hashes, the longest texts of all; a leg's figures; of a call that ended all but how it ended and waited.
     */
    public void readLive(int type, BytesReader in) {
        switch (type) {
            case FactCodec.FLOW_ENTERED -> entered.callId = in.i64();
            case FactCodec.LEG_MEASURED -> measured.callId = in.i64();
            case FactCodec.CALL_ENDED -> ended.readLive(in);
            default -> read(type, in);
        }
    }

    /** {@link hotswitch.acd.Fact.CallCreated}. */
    public static final class Created {
        public long callId;
        public Direction direction;
        public String ani;
        public String dnis;
        public String trunk;

        void read(BytesReader in) {
            callId = in.i64();
            direction = DIRECTIONS[in.i8()];
            ani = in.text();
            dnis = in.text();
            trunk = in.text();
        }
    }

    /** {@link hotswitch.acd.Fact.CallEvent}. */
    public static final class Event {
        public CallEventType type;
        public long callId;
        public String device;
        public int agent;
        public String queue;
        public String cause;

        void read(BytesReader in) {
            type = EVENTS[in.i8()];
            callId = in.i64();
            in.skip(Long.BYTES);
            device = in.text();
            agent = in.i32();
            queue = in.text();
            cause = in.text();
        }
    }

    /** {@link hotswitch.acd.Fact.AgentChanged}. */
    public static final class AgentChange {
        public int agent;
        public AgentState state;
        public AgentState former;
        public long inStateMs;
        public String reason;
        public String device;
        public long callId;

        void read(BytesReader in) {
            agent = in.i32();
            state = AGENT_STATES[in.i8()];
            former = AGENT_STATES[in.i8()];
            inStateMs = in.i64();
            reason = in.text();
            device = in.text();
            callId = in.i64();
        }

        /** When the former state began; {@code timeNs}: of the fact. */
        public long formerFromNs(long timeNs) {
            return timeNs - inStateMs * NS_PER_MS;
        }
    }

    /** {@link hotswitch.acd.Fact.WaitExpected}. */
    public static final class Expected {
        public long callId;
        public String queue;
        public long expectedMs;
        public long handlingMs;
        public long patienceMs;

        void read(BytesReader in) {
            callId = in.i64();
            queue = in.text();
            in.skip(Integer.BYTES);
            expectedMs = in.i64();
            handlingMs = in.i64();
            patienceMs = in.i64();
        }
    }

    /** {@link hotswitch.acd.Fact.WaitMeasured}. */
    public static final class Waited {
        public long callId;
        public String queue;
        public long expectedMs;
        public long waitedMs;

        void read(BytesReader in) {
            callId = in.i64();
            queue = in.text();
            expectedMs = in.i64();
            waitedMs = in.i64();
        }
    }

    /** {@link hotswitch.acd.Fact.TalkInterval}. */
    public static final class Talk {
        public long callId;
        public String role;
        public String device;
        public int agent;
        public TalkKind kind;
        public long fromNs;
        public long toNs;

        void read(BytesReader in) {
            callId = in.i64();
            in.skip(Long.BYTES);
            role = in.text();
            device = in.text();
            agent = in.i32();
            kind = TALK_KINDS[in.i8()];
            fromNs = in.i64();
            toNs = in.i64();
        }
    }

    /** {@link hotswitch.acd.Fact.RecordingChanged}. */
    public static final class Recording {
        public long callId;
        public int segment;
        public RecordingState state;
        public int agent;
        public String file;
        public long lengthMs;
        public String sha256;

        void read(BytesReader in) {
            callId = in.i64();
            segment = in.i32();
            state = RECORDING_STATES[in.i8()];
            agent = in.i32();
            file = in.text();
            lengthMs = in.i64();
            sha256 = in.text();
        }
    }

    /** {@link hotswitch.acd.Fact.FlowEntered}. */
    public static final class Entered {
        public long callId;
        public String flow;
        public String content;
        public String config;

        void read(BytesReader in) {
            callId = in.i64();
            flow = in.text();
            content = in.text();
            config = in.text();
        }
    }

    /** {@link hotswitch.acd.Fact.LegMeasured} with its {@link hotswitch.acd.LegQuality}. */
    public static final class Measured {
        public long callId;
        public String trunk;
        public String device;
        public long received;
        public long lost;
        public int jitterUs;
        public int farLostPerMille;
        public int roundTripUs;

        void read(BytesReader in) {
            callId = in.i64();
            in.skip(Long.BYTES);
            trunk = in.text();
            device = in.text();
            received = in.i64();
            lost = in.i64();
            jitterUs = in.i32();
            farLostPerMille = in.i32();
            roundTripUs = in.i32();
        }
    }

    /** {@link hotswitch.acd.Fact.CallEnded} with its {@link hotswitch.acd.CallRecord}. */
    public static final class Ended {
        public long callId;
        public Direction direction;
        public String ani;
        public String dnis;
        public String trunk;
        public String queue;
        public int agent;
        public String party;
        public String displayed;
        public long arrivedNs;
        public long answeredNs;
        public long queuedNs;
        public long connectedNs;
        public long endedNs;
        public long waitMs;
        public long talkMs;
        public long holdMs;
        public Disposition disposition;
        public String endedBy;
        public String cause;
        public int offers;
        public int segments;
        public String hops;
        public String config;

        void read(BytesReader in) {
            callId = in.i64();
            direction = DIRECTIONS[in.i8()];
            ani = in.text();
            dnis = in.text();
            trunk = in.text();
            queue = in.text();
            agent = in.i32();
            party = in.text();
            displayed = in.text();
            times(in);
            outcome(in);
        }

        void readLive(BytesReader in) {
            callId = in.i64();
            direction = DIRECTIONS[in.i8()];
            in.skip(in.length());
            in.skip(in.length());
            trunk = in.text();
            queue = in.text();
            agent = in.i32();
            in.skip(in.length());
            in.skip(in.length());
            times(in);
        }

        private void times(BytesReader in) {
            arrivedNs = in.i64();
            answeredNs = in.i64();
            queuedNs = in.i64();
            connectedNs = in.i64();
            endedNs = in.i64();
            waitMs = in.i64();
            talkMs = in.i64();
            holdMs = in.i64();
            disposition = DISPOSITIONS[in.i8()];
        }

        private void outcome(BytesReader in) {
            endedBy = in.text();
            cause = in.text();
            offers = in.i32();
            segments = in.i32();
            hops = in.text();
            config = in.text();
        }
    }
}
