package hotswitch.acd.call;

import hotswitch.acd.TalkKind;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.ListCodec;
import java.util.List;

/** One party of a call: {@code INITIATED → ALERTING → CONNECTED}, ALERTING may be left out. */
public final class Leg extends Row {
    private static final TalkKind[] KINDS = TalkKind.values();
    private static final LegRole[] ROLES = LegRole.values();
    private static final LegState[] STATES = LegState.values();

    public long callId;
    /** The row of that call, while the leg lives. */
    Call call;

    public LegRole role;
    /** It came to us, we did not create it. */
    public boolean arriving;
    /** The seat, the line, or the number. */
    public String device;

    private LegState state;
    /** There is audio before it answers. */
    public boolean early;
    /** The leg that it is bridged with; 0: none. */
    public long peer;
    /** The phone itself holds. */
    public boolean phoneHeld;
    /** Held by the API, on our media side. */
    public boolean musicHeld;

    /** Who sits there; 0: nobody, or not known yet. */
    public int agent;
    /** What it does since when (epoch ns); null: it does not talk yet, or no longer. */
    public TalkKind kind;

    public long kindSinceNs;

    public long playId;
    public List<String> prompts;
    public boolean loop;

    /** From now on it is this one, and nothing of what it was. */
    Leg begin(long newId, long ofCall, LegRole newRole, boolean itArrives, String at) {
        id = newId;
        callId = ofCall;
        role = newRole;
        arriving = itArrives;
        device = at;
        state = LegState.INITIATED;
        early = false;
        peer = 0;
        phoneHeld = false;
        musicHeld = false;
        agent = 0;
        kind = null;
        kindSinceNs = 0;
        playId = 0;
        prompts = List.of();
        loop = false;
        return this;
    }

    /** Whose leg it is; nothing has to be looked up. */
    public Call call() {
        return call;
    }

    public LegState state() {
        return state;
    }

    public boolean connected() {
        return state == LegState.CONNECTED;
    }

    public void become(LegState next) {
        boolean legal = switch (next) {
            case INITIATED -> false;
            case ALERTING -> state == LegState.INITIATED;
            case CONNECTED -> state != LegState.CONNECTED;
        };
        if (!legal) {
            throw new IllegalStateException("leg " + id + ": " + state + " -> " + next);
        }
        state = next;
    }

    public void write(BytesWriter out) {
        out.i64(id).i64(callId).i8(role.ordinal()).flag(arriving).text(device);
        out.i8(state.ordinal()).flag(early).i64(peer).flag(phoneHeld).flag(musicHeld);
        out.i32(agent).i8(kind == null ? -1 : kind.ordinal()).i64(kindSinceNs);
        ListCodec.writeTexts(out.i64(playId).flag(loop), prompts);
    }

    static Leg read(BytesReader in) {
        Leg leg = new Leg().begin(in.i64(), in.i64(), ROLES[in.i8()], in.flag(), in.text());
        leg.state = STATES[in.i8()];
        leg.early = in.flag();
        leg.peer = in.i64();
        leg.phoneHeld = in.flag();
        leg.musicHeld = in.flag();
        leg.agent = in.i32();
        int kind = in.i8();
        leg.kind = kind < 0 ? null : KINDS[kind];
        leg.kindSinceNs = in.i64();
        leg.playId = in.i64();
        leg.loop = in.flag();
        leg.prompts = ListCodec.readTexts(in);
        return leg;
    }
}
