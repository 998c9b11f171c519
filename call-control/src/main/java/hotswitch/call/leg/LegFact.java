package hotswitch.call.leg;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.dialog.DialogState;
import hotswitch.sip.message.AsciiText;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.Foretold;
import hotswitch.sip.session.Session;
import hotswitch.sip.session.SessionState;
import hotswitch.sip.session.Unheard;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import hotswitch.sip.transaction.Unacknowledged;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * A leg as an edge fact. An established one has its dialog, with the session descriptions in it; one that is still
 * tried has what it tries, so that a restart can send the very same INVITE again, which its peer takes for a
 * retransmission; one that arrived and is not answered has its INVITE, so that a restart can answer it. Our final
 * response to an INVITE is part of it until its ACK comes, so that a restart can say it again; so is what it has no
 * more and what is not over yet, so that a restart can end it.
 */
public record LegFact(
        long legId,
        long callId,
        LegRole role,
        String device,
        String trunk,
        int mediaPort,
        String localSdp,
        DialogState dialog,
        Trying trying,
        Arrived arrived,
        Origin origin,
        Unacknowledged said,
        String dialledFor,
        List<Leaving> leaving) {
    private static final int VERSION = 9;
    /** Before what waits for its ACK was the last of all. */
    private static final int SAID_AMIDST = 8;
    /** Behind the fact: the ACK to our 200 has come, {@link #writeAcknowledged}. */
    private static final int ACKNOWLEDGED = 1;
    /** Behind the fact of one that is not answered: {@link #writeForetold}. */
    private static final int FORETOLD = 2;
    /** Before sessions that a leg has no more were kept. */
    private static final int WITHOUT_LEAVING = 7;
    /** Before it was known who had a number dialled. */
    private static final int WITHOUT_DIALLER = 6;
    /** Before final responses that wait for their ACK were kept. */
    private static final int WITHOUT_SAID = 5;
    /** Before it was known what the first INVITE said. */
    private static final int WITHOUT_ORIGIN = 4;
    /** Before INVITEs could offer extensions. */
    private static final int WITHOUT_TERMS = 3;
    /** Before INVITEs could have a Contact and a route of their own. */
    private static final int WITHOUT_ROUTES = 2;

    /** What is added comes behind the whole fact. */
    static final int ALL_STAYS = Integer.MAX_VALUE;

    private static final LegRole[] ROLES = LegRole.values();
    private static final Transport[] TRANSPORTS = Transport.values();

    /** {@code at}: the present hop; contacts of a seat are all rung at once. */
    public record Trying(List<Connect> connects, List<String> trunks, String displayed, int at) {}

    /** A session that is to be ended: by BYE, or (dialog null) an INVITE of ours by CANCEL. */
    public record Leaving(DialogState dialog, Connect connect) {}

    /** What a restart needs of a leg that is established or tried, for {@link #decode}. */
    public static void write(Leg leg, BytesWriter out) {
        Session session = leg.session;
        boolean dialog = session != null && session.state() != SessionState.ENDED;
        head(leg, session == null ? leg.localSdp : "", out).flag(dialog);
        if (dialog) {
            out.filled(session.dialog(), Dialog::encode);
        }
        boolean trying = session == null && leg.plan != null && !leg.over();
        out.flag(trying);
        if (trying) {
            write(leg.plan, out);
        }
        out.flag(false);
        write(leg.origin, out);
        out.text(leg.dialledFor);
        out.i32(leaving(leg.leaving) + (trying ? 0 : leaving(leg.attempts)));
        leave(leg.leaving, out);
        leave(trying ? List.of() : leg.attempts, out);
        leg.saidAt = out.length();
        write(session == null ? null : session.unheard(), out);
    }

    /**
     * What the ACK to our 200 changes of an established leg's fact, to be added to it: the 200 waits no more and goes,
     * which is half of the fact, and the peer may speak from elsewhere.
     */
    public static void writeAcknowledged(Leg leg, BytesWriter out) {
        out.i32(leg.saidAt);
        if (leg.saidAt != ALL_STAYS) {
            out.flag(false);
        }
        leg.saidAt = ALL_STAYS;
        out.i8(ACKNOWLEDGED).filled(leg.session.dialog(), Dialog::encodeReached);
    }

    /** What was said reliably to the INVITE of a leg that is not answered, to be added to its fact (RFC 3262). */
    public static void writeForetold(Foretold said, BytesWriter out) {
        out.i32(ALL_STAYS)
                .i8(FORETOLD)
                .bytes(said.response())
                .flag(said.acknowledged())
                .flag(said.described())
                .text(said.localSdp())
                .text(said.remoteSdp());
    }

    private LegFact saying(Unacknowledged last) {
        return last == null ? this : later(dialog, arrived, last);
    }

    private LegFact acknowledged(DialogState.Reached reached) {
        return dialog == null ? this : later(dialog.at(reached), arrived, null);
    }

    private LegFact foretold(Foretold later) {
        return arrived == null ? this : later(dialog, arrived.with(later), said);
    }

    private LegFact later(DialogState newDialog, Arrived newArrived, Unacknowledged newSaid) {
        return new LegFact(
                legId,
                callId,
                role,
                device,
                trunk,
                mediaPort,
                localSdp,
                newDialog,
                trying,
                newArrived,
                origin,
                newSaid,
                dialledFor,
                leaving);
    }

    private static int leaving(List<Session> sessions) {
        int count = 0;
        for (int i = 0; i < sessions.size(); i++) {
            count += sessions.get(i).state() == SessionState.ENDED ? 0 : 1;
        }
        return count;
    }

    private static void leave(List<Session> sessions, BytesWriter out) {
        for (int i = 0; i < sessions.size(); i++) {
            Session each = sessions.get(i);
            if (each.state() != SessionState.ENDED) {
                boolean dialog = each.order() == null || each.state() == SessionState.CLEARING;
                out.flag(dialog);
                if (dialog) {
                    out.filled(each.dialog(), Dialog::encode);
                } else {
                    write(each.order(), out);
                }
            }
        }
    }

    private static void write(Unheard said, BytesWriter out) {
        out.flag(said != null);
        if (said != null) {
            out.filled(said, Unheard::encode);
            write(said.source(), out);
        }
    }

    /** The same of one that has just arrived with this INVITE. */
    public static void writeArrived(Leg leg, SipMessage invite, Hop source, BytesWriter out) {
        head(leg, leg.localSdp, out).flag(false).flag(false).flag(true);
        out.bytes(invite.buffer(), 0, invite.length());
        write(source, out);
        write(leg.origin, out);
        out.text(leg.dialledFor).i32(0).flag(false);
        leg.saidAt = ALL_STAYS;
    }

    private static void write(Origin origin, BytesWriter out) {
        out.flag(origin != null);
        if (origin != null) {
            origin.write(out);
        }
    }

    private static BytesWriter head(Leg leg, CharSequence localSdp, BytesWriter out) {
        out.i8(VERSION)
                .i64(leg.id)
                .i64(leg.callId)
                .i8(leg.role.ordinal())
                .text(leg.device)
                .text(leg.trunk)
                .i32(leg.mediaPort);
        return description(localSdp, out);
    }

    private static BytesWriter description(CharSequence sdp, BytesWriter out) {
        return sdp instanceof AsciiText ascii ? out.filled(ascii, LegFact::put) : out.text(sdp.toString());
    }

    /** Into a buffer that grows. */
    private static int put(AsciiText text, MutableDirectBuffer out, int index) {
        int length = text.length();
        out.checkLimit(index + length);
        text.put(out.byteArray(), index);
        return length;
    }

    private static void write(Attempt plan, BytesWriter out) {
        out.i32(plan.connects.size());
        for (int i = 0; i < plan.connects.size(); i++) {
            write(plan.connects.get(i), out);
        }
        texts(plan.trunks, out);
        out.text(plan.displayed).i32(plan.at);
    }

    public static LegFact decode(byte[] bytes) {
        BytesReader in = new BytesReader(bytes);
        int version = in.i8();
        if (version > VERSION || version < WITHOUT_ROUTES) {
            throw new IllegalArgumentException("leg fact of version " + version);
        }
        LegFact fact = read(version, in);
        return in.remaining() == 0 ? fact : added(fact, in);
    }

    private static LegFact added(LegFact fact, BytesReader in) {
        int what = in.i8();
        LegFact next = switch (what) {
            case ACKNOWLEDGED -> fact.acknowledged(DialogState.Reached.decode(in.bytes()));
            case FORETOLD -> fact.foretold(foretold(in));
            default ->
                throw new IllegalArgumentException(
                        "leg " + fact.legId + ": addition " + what + " is not of this version");
        };
        return in.remaining() == 0 ? next : added(next, in);
    }

    private static Foretold foretold(BytesReader in) {
        return new Foretold(in.bytes(), in.flag(), in.flag(), in.text(), in.text());
    }

    private static LegFact read(int version, BytesReader in) {
        return new LegFact(
                        in.i64(),
                        in.i64(),
                        ROLES[in.i8()],
                        in.text(),
                        in.text(),
                        in.i32(),
                        in.text(),
                        in.flag() ? DialogState.decode(in.bytes()) : null,
                        in.flag() ? trying(in, version) : null,
                        in.flag() ? new Arrived(in.bytes(), hop(in), null) : null,
                        version >= WITHOUT_SAID && in.flag() ? Origin.read(in) : null,
                        version > WITHOUT_SAID && version <= SAID_AMIDST ? said(in) : null,
                        version > WITHOUT_DIALLER ? in.text() : "",
                        version > WITHOUT_LEAVING ? leaving(in, version) : List.of())
                .saying(version > SAID_AMIDST ? said(in) : null);
    }

    private static Unacknowledged said(BytesReader in) {
        return in.flag() ? new Unacknowledged(in.bytes(), hop(in)) : null;
    }

    private static List<Leaving> leaving(BytesReader in, int version) {
        List<Leaving> list = new ArrayList<>();
        for (int n = in.i32(); n > 0; n--) {
            boolean dialog = in.flag();
            list.add(dialog ? new Leaving(DialogState.decode(in.bytes()), null) : new Leaving(null, read(in, version)));
        }
        return list;
    }

    private static Trying trying(BytesReader in, int version) {
        List<Connect> connects = new ArrayList<>();
        for (int n = in.i32(); n > 0; n--) {
            connects.add(read(in, version));
        }
        return new Trying(connects, texts(in), in.text(), in.i32());
    }

    private static void write(Connect each, BytesWriter out) {
        out.i64(each.legId()).i32(each.attempt());
        write(each.hop(), out);
        out.text(each.requestUri()).text(each.from()).text(each.to()).text(each.contact());
        texts(each.routes(), out);
        texts(each.headers(), out);
        description(each.body(), out)
                .flag(each.terms().reliable())
                .i32(each.terms().sessionS())
                .i32(each.terms().maxForwards());
    }

    private static void texts(List<String> list, BytesWriter out) {
        out.i32(list.size());
        for (int i = 0; i < list.size(); i++) {
            out.text(list.get(i));
        }
    }

    private static List<String> texts(BytesReader in) {
        List<String> list = new ArrayList<>();
        for (int n = in.i32(); n > 0; n--) {
            list.add(in.text());
        }
        return list;
    }

    private static void write(Hop hop, BytesWriter out) {
        out.i8(hop.transport().ordinal()).text(hop.address()).i32(hop.port());
    }

    /** Connections do not outlive the process: a stream is opened anew. */
    private static Hop hop(BytesReader in) {
        return new Hop(TRANSPORTS[in.i8()], in.text(), in.i32(), 0);
    }

    private static Connect read(BytesReader in, int version) {
        long legId = in.i64();
        int attempt = in.i32();
        Hop hop = hop(in);
        boolean routed = version != WITHOUT_ROUTES;
        Connect.Parties parties = new Connect.Parties(
                in.text(), in.text(), in.text(), routed ? in.text() : "", routed ? texts(in) : List.of());
        List<String> headers = texts(in);
        Connect.Content content = Connect.Content.sdp(in.text()).with(headers);
        return new Connect(legId, attempt, hop, parties, content, terms(in, version));
    }

    private static Connect.Terms terms(BytesReader in, int version) {
        if (version <= WITHOUT_TERMS) {
            return Connect.Terms.NONE;
        }
        boolean reliable = in.flag();
        int sessionS = in.i32();
        return version <= WITHOUT_ORIGIN
                ? new Connect.Terms(reliable, sessionS)
                : new Connect.Terms(reliable, sessionS, in.i32());
    }
}
