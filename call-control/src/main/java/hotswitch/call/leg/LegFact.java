package hotswitch.call.leg;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.sip.dialog.DialogState;
import hotswitch.sip.session.Connect;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.util.ArrayList;
import java.util.List;

/**
 * A leg as an edge fact. An established one has its dialog, with the session descriptions in it; one that is still
 * tried has what it tries, so that a restart can send the very same INVITE again, which its peer takes for a
 * retransmission; one that arrived and is not answered has its INVITE, so that a restart can answer it.
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
        Arrived arrived) {
    private static final int VERSION = 4;
    /** Before INVITEs could offer extensions. */
    private static final int WITHOUT_TERMS = 3;
    /** Before INVITEs could have a Contact and a route of their own. */
    private static final int WITHOUT_ROUTES = 2;

    private static final LegRole[] ROLES = LegRole.values();
    private static final Transport[] TRANSPORTS = Transport.values();

    /** {@code at}: the present hop; contacts of a seat are all rung at once. */
    public record Trying(List<Connect> connects, List<String> trunks, String displayed, int at) {}

    public static LegFact of(Leg leg) {
        DialogState dialog = leg.session != null && leg.arrived == null ? leg.session.dialogState() : null;
        Trying trying = dialog == null && leg.plan != null
                ? new Trying(leg.plan.connects, leg.plan.trunks, leg.plan.displayed, leg.plan.at)
                : null;
        return new LegFact(
                leg.id,
                leg.callId,
                leg.role,
                leg.device,
                leg.trunk,
                leg.mediaPort,
                dialog == null ? leg.localSdp : "",
                dialog,
                trying,
                leg.arrived);
    }

    public void write(BytesWriter out) {
        out.i8(VERSION)
                .i64(legId)
                .i64(callId)
                .i8(role.ordinal())
                .text(device)
                .text(trunk)
                .i32(mediaPort)
                .text(localSdp);
        out.flag(dialog != null);
        if (dialog != null) {
            out.filled(dialog::encode);
        }
        out.flag(trying != null);
        if (trying != null) {
            out.i32(trying.connects.size());
            trying.connects.forEach(each -> write(each, out));
            texts(trying.trunks, out);
            out.text(trying.displayed).i32(trying.at);
        }
        out.flag(arrived != null);
        if (arrived != null) {
            out.bytes(arrived.invite());
            write(arrived.source(), out);
        }
    }

    public static LegFact decode(byte[] bytes) {
        BytesReader in = new BytesReader(bytes);
        int version = in.i8();
        if (version != VERSION && version != WITHOUT_TERMS && version != WITHOUT_ROUTES) {
            throw new IllegalArgumentException("leg fact of version " + version);
        }
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
                in.flag() ? new Arrived(in.bytes(), hop(in)) : null);
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
        out.text(each.parties().requestUri())
                .text(each.parties().from())
                .text(each.parties().to())
                .text(each.parties().contact());
        texts(each.parties().routes(), out);
        texts(each.content().headers(), out);
        out.text(each.content().body())
                .flag(each.terms().reliable())
                .i32(each.terms().sessionS());
    }

    private static void texts(List<String> list, BytesWriter out) {
        out.i32(list.size());
        list.forEach(out::text);
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
        boolean extended = version != WITHOUT_ROUTES && version != WITHOUT_TERMS;
        Connect.Terms terms = extended ? new Connect.Terms(in.flag(), in.i32()) : Connect.Terms.NONE;
        return new Connect(legId, attempt, hop, parties, content, terms);
    }
}
