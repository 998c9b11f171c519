package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What we sent comes back to us (RFC 3261 §16.3, RFC 5393 §4.2, RFC 7332). */
class LoopTest {
    private static final Connect.Terms LAST_HOP = new Connect.Terms(false, 0, 0);
    private final Net net = new Net();
    private final ScriptedPeer proxy = new ScriptedPeer(net);

    /** Our INVITE as a proxy passes it back, with this branch of its own. */
    private String passedBack(String branch) {
        String invite = proxy.last("INVITE").replace("\r\n", "\n");
        return invite.replaceFirst("Via: ", "Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK-" + branch + "\nVia: ");
    }

    private void call(Connect.Terms terms) {
        net.a.phone.onInvite = (session, nowNs) -> session.reject(486, 0, "", nowNs);
        net.call(1, 0, "offer", terms);
        net.run(20);
    }

    private void ends() {
        proxy.respond(proxy.last("INVITE"), "404 Not Found", "end", "", "");
        net.run(40_000);
        assertEquals(0, net.a.agent.sessions());
    }

    @Test
    void asItLeft() {
        call(Connect.Terms.NONE);
        net.inject(net.a, passedBack("loop"));
        net.run(20);
        assertEquals("A 482 INVITE", net.wire.getLast());
        ends();
    }

    /** A spiral: somebody routes our call to another of our numbers. */
    @Test
    void forAnotherTarget() {
        call(Connect.Terms.NONE);
        net.inject(net.a, passedBack("spiral").replaceFirst("INVITE sip:12345@", "INVITE sip:54321@"));
        net.run(20);
        assertEquals("A 486 INVITE", net.wire.getLast());
        ends();
    }

    /** A back-to-back user agent in between has other names, and one hop less each time: none is left. */
    @Test
    void withoutHops() {
        call(LAST_HOP);
        assertTrue(proxy.last("INVITE").contains("\r\nMax-Forwards: 0\r\n"));
        net.inject(net.a, passedBack("far").replaceFirst("Call-ID: ", "Call-ID: other"));
        net.run(20);
        assertEquals("A 483 INVITE", net.wire.getLast());
        ends();
    }
}
