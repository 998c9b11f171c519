package hotswitch.call;

import hotswitch.sip.auth.DigestClient;
import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.header.ReferTo;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.Ended;
import hotswitch.sip.session.OutOfDialog;
import hotswitch.sip.session.Session;
import hotswitch.sip.session.SessionUser;
import hotswitch.sip.session.UserAgent;
import hotswitch.sip.session.UserAgentConfig;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;
import hotswitch.sip.transaction.SipOut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/** A far side, carrier or telephone: the same stack from its other end. Does to an INVITE what the test says. */
final class Party implements SessionUser {
    private static final long REGISTER_TOKEN = 1;
    final String name;
    final Hop hop;
    final UserAgent agent;
    /** The switch. */
    private final Hop there;

    private DigestClient digest;
    private final String user;
    private int attempt;
    /** What this telephone dials, with credentials when it is asked for them; "": it has none. */
    private String dialledBySeat = "";
    /** Behind the number in what it dials. */
    private String host = Rig.ADDRESS;
    /** Headers of what it dials. */
    private List<String> replacing = List.of();
    /** RTP payload types of {@link #sdp()}. */
    String codecs = "8 101";
    /** The call made last, or the one that came in last. */
    Session session;

    /** To tag of the provisional response that came last; "" where it had none. */
    String earlyTag = "";

    /** Of the INVITE that came in last. */
    String callInfo = "";

    ObjLongConsumer<Session> onInvite = Session::ring;

    /** The switch's tag by the id of the subscription. */
    private final Map<Long, String> subscriptions = new TreeMap<>();

    private String wanted = "";
    private List<String> wantedHeaders = List.of();

    /** Of the INVITE that came in last, as it came. */
    String invite = "";

    /** What a registrar does. */
    Requests onRequest = (transaction, request, nowNs) -> transaction.respond(200, nowNs);

    interface Requests {
        void answer(ServerTransaction transaction, SipMessage request, long nowNs);
    }

    Party(String name, String address, String user, SipOut out) {
        this(name, Hop.udp(address, 5080), user, out);
    }

    Party(String name, Hop hop, String user, SipOut out) {
        this.name = name;
        this.user = user;
        this.hop = hop;
        String address = hop.address();
        this.there = new Hop(hop.transport(), Rig.ADDRESS, Rig.HOP.port(), 0);
        LocalAddress local = new LocalAddress(address, 5080, 5080, user);
        byte[] key = ("the secret key of " + name).getBytes(StandardCharsets.UTF_8);
        UserAgentConfig standard = UserAgentConfig.standard(local, "");
        List<Method> methods = new ArrayList<>(standard.features().methods());
        methods.add(Method.NOTIFY);
        UserAgentConfig.Features features =
                new UserAgentConfig.Features(methods, standard.features().extensions());
        UserAgentConfig config = new UserAgentConfig(local, "", standard.timers(), standard.limits(), features);
        agent = new UserAgent(config, new Names(key), out, this);
    }

    /** A plain G.711 description of this party; {@code direction} such as {@code sendonly}. */
    String sdp(String direction) {
        return """
                v=0
                o=- 1 1 IN IP4 %1$s
                s=-
                c=IN IP4 %1$s
                t=0 0
                m=audio 40000 RTP/AVP %3$s
                a=rtpmap:101 telephone-event/8000
                a=%2$s
                """.formatted(hop.address(), direction, codecs).replace("\n", "\r\n");
    }

    String sdp() {
        return sdp("sendrecv");
    }

    void call(String dialled, String from, String sdp, long nowNs) {
        connect(dialled, from, Connect.Content.sdp(sdp), nowNs);
    }

    /** With a P-Asserted-Identity as it stands here. */
    void callAsserting(String identity, String dialled, String from, long nowNs) {
        callSaying(List.of("P-Asserted-Identity: " + identity), dialled, from, nowNs);
    }

    /** With these header lines. */
    void callSaying(List<String> headers, String dialled, String from, long nowNs) {
        connect(dialled, from, Connect.Content.sdp(sdp()).with(headers), nowNs);
    }

    private void connect(String dialled, String from, Connect.Content content, long nowNs) {
        Connect.Parties parties = new Connect.Parties(
                "sip:" + dialled + "@" + host, "<sip:" + from + ">", "<sip:" + dialled + "@" + Rig.ADDRESS + ">");
        session = agent.connect(new Connect(7, attempt++, there, parties, content), nowNs);
        session.legId(7);
    }

    /** What the URI of that Contact ends with. */
    String contactUri = "";

    /** Parameters of this telephone's Contact in REGISTER, further headers; "" and none as shipped. */
    String contactParams = "";

    final List<String> registerHeaders = new ArrayList<>();

    /** Of the address that is registered. */
    String registersAt = Rig.DOMAIN;

    void register(long nowNs) {
        digest = new DigestClient(user, "secret-" + user);
        register(List.of(), nowNs);
    }

    private void register(List<String> headers, long nowNs) {
        String aor = "<sip:" + user + "@" + registersAt + ">";
        String contact = "<sip:" + user + "@" + hop.address() + ":5080" + contactUri + ">" + contactParams;
        Connect.Parties parties = new Connect.Parties("sip:" + Rig.DOMAIN, aor, aor, contact, List.of());
        List<String> all = new ArrayList<>(registerHeaders);
        all.addAll(headers);
        Connect.Content content = Connect.Content.NONE.with(all);
        agent.request(new OutOfDialog(REGISTER_TOKEN, Method.REGISTER, there, parties, content), nowNs);
    }

    @Override
    public void onResponse(long token, int status, SipMessage response, long nowNs) {
        if (token != REGISTER_TOKEN) {
            subscribed(token, status, response, nowNs);
        } else if (status == 401 && digest.challenged(response)) {
            register(digest.headers(Method.REGISTER, "sip:" + Rig.DOMAIN, "c"), nowNs);
        }
    }

    /** OPTIONS, to which nobody here hears the answer. */
    void asks(long id, long nowNs) {
        Connect.Parties parties =
                new Connect.Parties("sip:" + Rig.ADDRESS, "<sip:x@" + host + ">", "<sip:y@z.example>");
        agent.request(new OutOfDialog(id, Method.OPTIONS, there, parties, Connect.Content.NONE), nowNs);
    }

    /** SUBSCRIBE, once more with credentials where it is asked for them; {@code id}: one for each subscription. */
    void subscribe(long id, String seat, String event, int expiresS, long nowNs) {
        digest = new DigestClient(user, "secret-" + user);
        wanted = seat;
        wantedHeaders = List.of("Event: " + event, "Expires: " + expiresS);
        subscribe(id, wantedHeaders, nowNs);
    }

    private void subscribe(long id, List<String> headers, long nowNs) {
        String tag = subscriptions.get(id);
        String to = "<sip:" + wanted + "@" + Rig.DOMAIN + ">" + (tag == null ? "" : ";tag=" + tag);
        String from = "<sip:" + user + "@" + Rig.DOMAIN + ">";
        Connect.Parties parties = new Connect.Parties("sip:" + wanted + "@" + Rig.ADDRESS, from, to);
        Connect.Content content = Connect.Content.NONE.with(headers);
        agent.request(new OutOfDialog(id, Method.SUBSCRIBE, there, parties, content), nowNs);
    }

    private void subscribed(long id, int status, SipMessage response, long nowNs) {
        if (status == 401 && digest.challenged(response)) {
            List<String> headers = new ArrayList<>(wantedHeaders);
            headers.addAll(digest.headers(Method.SUBSCRIBE, "sip:" + wanted + "@" + Rig.ADDRESS, "c"));
            subscribe(id, headers, nowNs);
        } else if (status == 200) {
            subscriptions.put(id, response.toTag());
        }
    }

    /** A seat answers the challenge to its INVITE by calling once more. */
    @Override
    public void onRefused(Session refused, int status, String reason, SipMessage response, long nowNs) {
        if (status == 401 && !dialledBySeat.isEmpty() && digest.challenged(response)) {
            String uri = "sip:" + dialledBySeat + "@" + host;
            List<String> headers = new ArrayList<>(replacing);
            headers.addAll(digest.headers(Method.INVITE, uri, "c"));
            Connect.Content content = Connect.Content.sdp(sdp()).with(headers);
            connect(dialledBySeat, user + "@" + Rig.DOMAIN, content, nowNs);
        }
    }

    /** The same with a Replaces header of this value. */
    void dialReplacing(String number, String replaces, long nowNs) {
        replacing = List.of("Replaces: " + replaces);
        dial(number, nowNs);
    }

    /** The same with these header lines. */
    void dialSaying(List<String> headers, String number, long nowNs) {
        replacing = headers;
        dial(number, nowNs);
    }

    /** Dials a URI with this host and these parameters. */
    void dialAt(String number, String at, long nowNs) {
        host = at;
        dial(number, nowNs);
    }

    /** A caller without credentials. */
    void callReplacing(String dialled, String replaces, long nowNs) {
        Connect.Content content = Connect.Content.sdp(sdp()).with(List.of("Replaces: " + replaces));
        connect(dialled, "13800000001@" + hop.address(), content, nowNs);
    }

    void dial(String number, long nowNs) {
        dialledBySeat = number;
        digest = new DigestClient(user, "secret-" + user);
        call(number, user + "@" + Rig.DOMAIN, sdp(), nowNs);
    }

    @Override
    public void onInvite(Session arrived, SipMessage invite, Hop source, long nowNs) {
        session = arrived;
        this.invite = invite.toString();
        callInfo = String.valueOf(invite.value("Call-Info"));
        onInvite.accept(arrived, nowNs);
    }

    @Override
    public void onProvisional(Session s, int status, String sdp, SipMessage response, long nowNs) {
        earlyTag = response.toTag();
    }

    @Override
    public void onAccepted(Session s, CharSequence sdp, SipMessage response, long nowNs) {}

    @Override
    public void onAcked(Session s, String sdp, long nowNs) {}

    @Override
    public void onReinvite(Session s, String sdp, long nowNs) {
        throw new IllegalStateException("media is anchored: the switch never sends a re-INVITE");
    }

    @Override
    public void onReinviteAnswered(Session s, int status, String sdp, long nowNs) {}

    @Override
    public void onInfo(Session s, SipMessage info, long nowNs) {}

    @Override
    public void onRefer(Session s, ReferTo to, long nowNs) {
        s.rejectRefer(603, nowNs);
    }

    @Override
    public void onCancelled(Session s, String reason, long nowNs) {}

    @Override
    public void onEnded(Session s, Ended why, String reason, long nowNs) {}

    @Override
    public void onRequest(ServerTransaction transaction, SipMessage request, Hop source, long nowNs) {
        onRequest.answer(transaction, request, nowNs);
    }

    @Override
    public void onStray(SipMessage response, Hop source, long nowNs) {}
}
