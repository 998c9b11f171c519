package hotswitch.sip.session;

import static hotswitch.sip.session.ScriptedPeer.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.Method;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 3261 §18.1.1: a request that datagrams would cut into pieces, to a peer that is to get it by TCP. */
class LargeRequestTest {
    private static final int LARGE = 1_300;
    private final Net net = new Net();
    private final Hop byTcp = Hop.tcp(net.b.hop.address(), net.b.hop.port());
    /** Bytes of an INVITE without padding. */
    private int bare;

    private int attempt;

    @BeforeEach
    void bTakesThemByTcp() {
        net.a.agent.largeByTcp(net.b.hop::equals);
        net.b.phone.onInvite = (session, nowNs) -> session.reject(486, 0, "", nowNs);
        call(0);
        bare = net.texts.getLast().length();
        net.assertSilence();
        net.wire.clear();
        net.a.phone.story.clear();
        net.b.phone.onInvite = (session, nowNs) -> session.accept("answer", nowNs);
    }

    /** The INVITE has this many bytes. */
    private Session call(int bytes) {
        Connect.Parties parties =
                new Connect.Parties("sip:12345@192.0.2.2", "<sip:alice@a.example>", "<sip:12345@b.example>");
        String padding = "x".repeat(bytes == 0 ? 1 : bytes - bare + 1);
        Connect.Content content = Connect.Content.sdp(List.of("X-Pad: " + padding), "offer");
        Session session = net.a.agent.connect(new Connect(1, attempt++, net.b.hop, parties, content), net.nowNs);
        net.a.phone.began(session);
        return session;
    }

    private static boolean saysTcp(String request) {
        return header(request, "Via").startsWith("SIP/2.0/TCP 192.0.2.1:5060;rport;branch=");
    }

    @Test
    void whatIsTooLargeGoesByTcpAndSaysSo() {
        Session session = call(LARGE + 1);
        assertEquals(byTcp, net.a.sentTo);
        String invite = net.texts.getLast();
        assertEquals(LARGE + 1, invite.length());
        assertTrue(saysTcp(invite), invite);
        assertFalse(header(invite, "Contact").contains("transport"), "within the dialog we are called as ever");
        net.run(5_000);
        assertEquals(List.of("A INVITE", "B 200 INVITE", "A ACK"), net.wire, "nothing is said again");
        assertEquals(net.b.hop, net.a.sentTo, "ACK");
        session.bye("", net.nowNs);
        assertEquals(net.b.hop, net.a.sentTo, "BYE");
        net.assertSilence();
    }

    @Test
    void whatFitsGoesAsEver() {
        Session session = call(LARGE);
        assertEquals(LARGE, net.texts.getLast().length());
        assertEquals(net.b.hop, net.a.sentTo);
        net.run(50);
        session.bye("", net.nowNs);
        net.assertSilence();
    }

    @Test
    void whomNobodyNamedGetsItByUdp() {
        net.a.agent.largeByTcp(hop -> false);
        Session session = call(3 * LARGE);
        assertEquals(net.b.hop, net.a.sentTo);
        assertFalse(saysTcp(net.texts.getLast()));
        net.run(50);
        session.bye("", net.nowNs);
        net.assertSilence();
    }

    /** The very same request: had the first arrived all the same, this one would be its retransmission. */
    @Test
    void whereNobodyListensOnTcpTheSameGoesByUdp() {
        net.drop("A INVITE");
        Session session = call(LARGE + 1);
        String first = net.texts.getLast();
        net.a.agent.onTransportFailed(byTcp, net.nowNs);
        String second = net.texts.getLast();
        assertEquals(first.replace("SIP/2.0/TCP", "SIP/2.0/UDP"), second);
        assertEquals(Transport.UDP, net.a.sentTo.transport());
        net.run(50);
        assertEquals(SessionState.CONFIRMED, session.state());
        session.bye("", net.nowNs);
        net.assertSilence();
    }

    @Test
    void andWhenUdpFailsTooThereIsNoThirdTime() {
        net.drop("A INVITE", "A INVITE");
        call(LARGE + 1);
        net.a.agent.onTransportFailed(byTcp, net.nowNs);
        net.a.agent.onTransportFailed(net.b.hop, net.nowNs);
        net.assertSilence();
        net.a.phone.assertStory("A refused 503", "A ended UNREACHABLE");
    }

    @Test
    void whoGivesUpBeforeTheConnectionFailsCallsNoMore() {
        net.drop("A INVITE");
        Session session = call(LARGE + 1);
        session.cancel("", net.nowNs);
        net.a.agent.onTransportFailed(byTcp, net.nowNs);
        net.assertSilence();
        assertEquals(List.of("A INVITE"), net.wire);
    }

    /** What A says to each verb is large, in a call that was small; where it went. */
    @Test
    void anythingWithinTheDialogThatIsTooLargeGoesByTcp() {
        String large = "x".repeat(LARGE);
        net.b.phone.onReinvite = (session, nowNs) -> session.acceptReinvite("answer", nowNs);
        Session session = call(0);
        net.run(50);
        Map<String, Hop> ways = new TreeMap<>();
        session.reinvite(large, net.nowNs);
        assertTrue(saysTcp(net.texts.getLast()), net.texts::getLast);
        ways.put("re-INVITE", net.a.sentTo);
        net.run(50);
        ways.put("its small ACK", net.a.sentTo);
        session.refer("sip:" + large + "@192.0.2.9", net.nowNs);
        ways.put("REFER", net.a.sentTo);
        net.run(50);
        session.bye("SIP;cause=200;text=\"" + large + '"', net.nowNs);
        ways.put("BYE", net.a.sentTo);
        assertEquals(Map.of("re-INVITE", byTcp, "its small ACK", net.b.hop, "REFER", byTcp, "BYE", byTcp), ways);
        net.assertSilence();
    }

    /** Where nobody listens on TCP, the large change arrives by UDP, and the call goes on. */
    @Test
    void aChangeThatCannotGoByTcpGoesByUdp() {
        net.b.phone.onReinvite = (session, nowNs) -> session.acceptReinvite("answer", nowNs);
        Session session = call(0);
        net.run(50);
        net.drop("A INVITE");
        session.reinvite("x".repeat(LARGE), net.nowNs);
        String first = net.texts.getLast();
        net.a.agent.onTransportFailed(byTcp, net.nowNs);
        assertEquals(first.replace("SIP/2.0/TCP", "SIP/2.0/UDP"), net.texts.getLast());
        net.run(50);
        assertTrue(net.a.phone.story.contains("A reinvite answered 200 sdp=answer"), net.a.phone.story::toString);
        session.bye("", net.nowNs);
        net.assertSilence();
    }

    private void register(long token) {
        Connect.Parties parties = new Connect.Parties("sip:b.example", "<sip:a@b.example>", "<sip:a@b.example>");
        Connect.Content padded = Connect.Content.NONE.with(List.of("X-Pad: " + "x".repeat(LARGE)));
        net.a.agent.request(new OutOfDialog(token, Method.REGISTER, net.b.hop, parties, padded), net.nowNs);
    }

    @Test
    void soDoesWhatIsOutsideOfDialogs() {
        net.drop("A REGISTER");
        register(1);
        assertEquals(byTcp, net.a.sentTo);
        net.a.agent.onTransportFailed(byTcp, net.nowNs);
        assertEquals(net.b.hop, net.a.sentTo);
        net.run(50);
        net.assertSilence();
        assertEquals(List.of("A REGISTER", "A REGISTER", "B 200 REGISTER"), net.wire);
    }

    /** Who has refused the connection is not asked at once again: his next large request need not wait for that. */
    @Test
    void whoRefusedTheConnectionIsLeftInPeaceForTenMinutes() {
        net.drop("A REGISTER");
        register(1);
        net.a.agent.onTransportFailed(byTcp, net.nowNs);
        net.run(599_000);
        register(2);
        assertEquals(net.b.hop, net.a.sentTo);
        net.run(2_000);
        register(3);
        assertEquals(byTcp, net.a.sentTo);
        net.assertSilence();
    }

    /** It is no transaction and nobody hears that it failed; the 2xx that comes again gets it by UDP. */
    @Test
    void anAckThatIsTooLargeGoesByTcpToo() {
        net.b.phone.onInvite = (session, nowNs) -> session.accept("offer", nowNs);
        Session session = net.call(1, attempt++, "");
        net.run(50);
        net.drop("A ACK");
        session.ack("x".repeat(LARGE), net.nowNs);
        assertEquals(byTcp, net.a.sentTo);
        assertTrue(saysTcp(net.texts.getLast()), net.texts::getLast);
        net.a.agent.onTransportFailed(byTcp, net.nowNs);
        net.run(1_000);
        assertEquals(net.b.hop, net.a.sentTo);
        assertTrue(header(net.texts.getLast(), "Via").startsWith("SIP/2.0/UDP "), net.texts::getLast);
        session.bye("", net.nowNs);
        net.assertSilence();
    }

    /** RFC 3261 §9.1: a CANCEL takes the way of its INVITE. */
    @Test
    void itsCancelGoesTheSameWay() {
        net.b.phone.onInvite = Session::ring;
        Session session = call(LARGE + 1);
        net.run(50);
        session.cancel("", net.nowNs);
        assertEquals(byTcp, net.a.sentTo);
        assertTrue(saysTcp(net.texts.getLast()));
        net.assertSilence();
    }
}
