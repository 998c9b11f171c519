package hotswitch.sim.signal.party;

import hotswitch.sim.Dice;
import hotswitch.sim.signal.net.Network;
import hotswitch.sim.signal.node.NodeSetup;
import hotswitch.sip.auth.Login;
import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.header.ReferTo;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.Ended;
import hotswitch.sip.session.Session;
import hotswitch.sip.session.SessionUser;
import hotswitch.sip.session.UserAgent;
import hotswitch.sip.session.UserAgentConfig;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A far side of the switch: the same stack from its other end, and its calls. */
public abstract class Party implements SessionUser, Network.Ear {
    final Surroundings around;
    final String name;
    final Hop hop;
    /** In the order in which they began. */
    private final LinkedHashMap<Session, FarCall> calls = new LinkedHashMap<>();

    private final SipMessage message = new SipMessage();
    private UserAgent agent;
    private int lives;
    private int attempts;

    Party(Surroundings around, String name, Hop hop) {
        this.around = around;
        this.name = name;
        this.hop = hop;
        boot();
        around.network().attach(name, hop, this);
    }

    /** Also after a crash: nothing of its calls is left. */
    final void boot() {
        calls.values().forEach(FarCall::forgotten);
        calls.clear();
        byte[] key = ("the secret key of " + name + " in its life " + ++lives).getBytes(StandardCharsets.UTF_8);
        UserAgentConfig standard =
                UserAgentConfig.standard(new LocalAddress(hop.address(), hop.port(), hop.port(), name), "");
        List<Method> methods = new ArrayList<>(standard.features().methods());
        methods.add(Method.NOTIFY);
        UserAgentConfig.Features features =
                new UserAgentConfig.Features(methods, standard.features().extensions());
        UserAgentConfig config =
                new UserAgentConfig(standard.address(), "", standard.timers(), standard.limits(), features);
        agent = new UserAgent(config, new Names(key), around.network().from(hop), this);
    }

    // ---- for the world

    public final String name() {
        return name;
    }

    public final long nextNs() {
        return agent.nextDeadlineNs();
    }

    public final void onTime() {
        agent.onTime(around.nowNs());
    }

    /** What is alive: calls, transactions, timers. */
    public final String left() {
        return agent.sessions() + agent.transactions() + agent.timers() == 0
                ? ""
                : agent.sessions() + " calls, " + agent.transactions() + " transactions, " + agent.timers() + " timers";
    }

    @Override
    public final void hear(byte[] bytes, Hop source) {
        Malformed fault = message.index(new UnsafeBuffer(bytes), 0, bytes.length);
        if (fault != Malformed.NONE) {
            throw new IllegalStateException(fault + " in " + new String(bytes, StandardCharsets.UTF_8));
        }
        agent.onMessage(message, source, around.nowNs());
        Arrays.fill(bytes, (byte) 'x');
    }

    @Override
    public final void failed(Hop lost) {
        agent.onTransportFailed(lost, around.nowNs());
        disconnected();
    }

    // ---- for its own kind

    final UserAgent agent() {
        return agent;
    }

    /** Calls somebody at the switch. */
    final void connect(FarCall call, String number, String from, Connect.Content content) {
        connect(call, number, from, content, Connect.Terms.NONE);
    }

    final void connect(FarCall call, String number, String from, Connect.Content content, Connect.Terms terms) {
        Connect.Parties parties = new Connect.Parties(
                called(number), "<sip:" + from + ">", "<sip:" + number + "@" + NodeSetup.ADDRESS + ">");
        Connect connect = new Connect(1, attempts++, NodeSetup.over(hop.transport()), parties, content, terms);
        Session session = agent.connect(connect, around.nowNs());
        session.login(login());
        calls.put(session, call);
        call.session = session;
    }

    /** The Request-URI by which a number at the switch is called. */
    String called(String number) {
        return "sip:" + number + "@" + NodeSetup.ADDRESS;
    }

    /** Who it is to whoever asks. */
    Login login() {
        return Login.NONE;
    }

    /** A connection of its broke, or could not be opened. */
    void disconnected() {}

    /** A call of its is up. */
    void talks(FarCall call) {}

    /** Where it sends a call that it does not take. */
    abstract String elsewhere(Dice own);

    /** Who takes an INVITE that came in. */
    abstract FarCall called(SipMessage invite);

    final List<FarCall> calls() {
        return calls.values().stream().toList();
    }

    // ---- from the stack

    @Override
    public final void onInvite(Session session, SipMessage invite, Hop source, long nowNs) {
        FarCall call = called(invite);
        call.session = session;
        calls.put(session, call);
        call.invited(invite);
    }

    @Override
    public final void onProvisional(Session session, int status, String sdp, SipMessage response, long nowNs) {
        calls.get(session).rings(status, response);
    }

    @Override
    public final void onAccepted(Session session, CharSequence sdp, SipMessage response, long nowNs) {
        calls.get(session).accepted(sdp.toString());
    }

    @Override
    public final void onRefused(Session session, int status, String reason, SipMessage response, long nowNs) {
        calls.get(session).refused(status, response);
    }

    @Override
    public final void onAcked(Session session, String sdp, long nowNs) {
        calls.get(session).acked(sdp);
    }

    @Override
    public final void onReinvite(Session session, String sdp, long nowNs) {
        calls.get(session).asked();
    }

    @Override
    public final void onReinviteAnswered(Session session, int status, String sdp, long nowNs) {
        calls.get(session).changed(status, sdp);
    }

    @Override
    public final void onInfo(Session session, SipMessage info, long nowNs) {
        // The switch sends none.
    }

    @Override
    public final void onRefer(Session session, ReferTo to, long nowNs) {
        session.rejectRefer(603, nowNs);
    }

    @Override
    public final void onCancelled(Session session, String reason, long nowNs) {
        // The end of the session says it.
    }

    @Override
    public final void onEnded(Session session, Ended why, String reason, long nowNs) {
        calls.remove(session).ended(why);
    }

    @Override
    public void onRequest(ServerTransaction transaction, SipMessage request, Hop source, long nowNs) {
        transaction.respond(200, nowNs);
    }

    @Override
    public void onResponse(long token, int status, SipMessage response, long nowNs) {
        // Who asks something outside calls listens.
    }

    @Override
    public final void onStray(SipMessage response, Hop source, long nowNs) {
        // Got ACK and BYE.
    }
}
