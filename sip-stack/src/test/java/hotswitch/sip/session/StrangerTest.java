package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.dialog.Names;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that are refused before anybody hears of them, and responses that nobody waits for. */
class StrangerTest {
    private static final String INVITE = """
            INVITE sip:12345@192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bKstranger
            Max-Forwards: 70
            From: <sip:x@x.example>;tag=x
            To: <sip:12345@192.0.2.1>
            Call-ID: stranger
            CSeq: 1 INVITE
            Contact: <sip:x@192.0.2.2>
            Content-Length: 0

            """;

    private final Net net = new Net();
    private final Phone alice = net.a.phone;

    private void assertAnswered(String text, String... answers) {
        net.wire.clear();
        net.inject(net.a, text);
        net.run(10);
        assertEquals(List.of(answers), net.wire.stream().distinct().toList());
        net.run(400_000);
        alice.story.removeIf(line -> line.startsWith("A ended"));
    }

    private static String other(String method) {
        return INVITE.replace("INVITE", method);
    }

    @Test
    void whatCannotBeServedIsRefusedWithTheReason() {
        assertAnswered(other("PUBLISH"), "A 405 PUBLISH");
        assertAnswered(INVITE.replace("Max-Forwards: 70", "Max-Forwards: 0"), "A 483 INVITE");
        assertAnswered(INVITE.replace("sip:12345@192.0.2.1 SIP", "http://12345/ SIP"), "A 416 INVITE");
        for (String uri : List.of("sip:2001:db8::10", "sip:a@[::1", "sip:a@h:port", "sip:@h", "sip:a@")) {
            String request = INVITE.replace("sip:12345@192.0.2.1 SIP", uri + " SIP");
            assertAnswered(request, "A 400 INVITE");
            assertAnswered(request.replace("INVITE", "OPTIONS"), "A 400 OPTIONS");
        }
        assertAnswered(INVITE.replace("CSeq", "Require: timer, precondition\nCSeq"), "A 420 INVITE");
        String html = "Content-Type: text/html\nContent-Length: 4\n\nabcd";
        assertAnswered(INVITE.replace("Content-Length: 0\n\n", html), "A 415 INVITE");
        String to = "To: <sip:12345@192.0.2.1>;tag=gone";
        assertAnswered(INVITE.replace("To: <sip:12345@192.0.2.1>", to), "A 481 INVITE");
        assertAnswered(INVITE.replace("Contact", "Record-Route: <sip:a;lr>, <>\nContact"), "A 400 INVITE");
        assertAnswered(other("BYE").replace("To: <sip:12345@192.0.2.1>", to), "A 481 BYE");
        assertAnswered(other("BYE"), "A 481 BYE");
        assertAnswered(other("CANCEL"), "A 481 CANCEL");
        assertAnswered(other("ACK"));
        alice.assertStory();
    }

    /** RFC 3261 §8.2.1, §8.2.2.3, §8.2.3: what its sender may do instead; Proxy-Require is for proxies (§8.2.2.3). */
    @Test
    void aRefusalSaysWhatIsUnderstood() {
        String requires = "Require: timer, precondition\nRequire: sec-agree\nProxy-Require: privacy\nCSeq";
        assertSays(INVITE.replace("CSeq", requires), "Unsupported: precondition, sec-agree");
        assertSays(other("PUBLISH"), "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REFER, PRACK");
        assertSays(with("text/html", "", "<p>"), "Accept: application/sdp, multipart/mixed");
        String packed = with("application/sdp", "Content-Encoding: gzip\n", "v=0");
        assertSays(packed.replace("stranger", "packed"), "Accept-Encoding: identity");
        alice.assertStory();
        net.inject(net.a, INVITE.replace("CSeq", "Proxy-Require: privacy\nCSeq").replace("stranger", "proxied"));
        net.run(10);
        alice.assertStory("A invite");
    }

    private void assertSays(String request, String line) {
        net.inject(net.a, request);
        net.run(10);
        String answer = net.texts.getLast();
        assertTrue(answer.contains("\r\n" + line), answer);
        net.run(400_000);
    }

    private static String with(String type, String more, String body) {
        String rest = "Content-Type: " + type + "\n" + more + "Content-Length: "
                + body.replace("\n", "\r\n").length() + "\n\n" + body;
        return INVITE.replace("Content-Length: 0\n\n", rest);
    }

    @Test
    void aDescriptionIsFoundInWhateverItComes() {
        String mixed = "--b\nContent-Type: application/isup\n\nx\n--b\nContent-Type: application/sdp\n\nv=0\n--b--\n";
        net.inject(net.a, with("multipart/mixed;boundary=b", "", mixed));
        net.run(10);
        alice.assertStory("A invite sdp=v=0\r\n");
        String icon = with("text/plain", "Content-Disposition: icon ; handling=optional\n", "v=9");
        net.inject(net.a, icon.replace("stranger", "icon"));
        net.run(10);
        alice.assertStory("A invite");
        assertAnswered(with("application/sdpx", "", "v=0").replace("stranger", "x"), "A 415 INVITE");
        net.run(400_000);
    }

    @Test
    void anAnswerThatTheSenderCannotReadIsNone() {
        assertAnswered(INVITE.replace("Contact", "Accept: text/nobodyKnowsThis\nContact"), "A 406 INVITE");
        net.inject(net.a, INVITE.replace("Contact", "Accept: text/plain;q=0.1, application/*\nContact"));
        net.run(10);
        alice.assertStory("A invite");
    }

    @Test
    void withoutContactThereIsNoDialog() {
        String none = INVITE.replace("Contact: <sip:x@192.0.2.2>\n", "");
        assertAnswered(none, "A 400 INVITE");
        alice.assertStory();
        net.inject(net.a, none.replace("z9hG4bK", "")); // RFC 2543: From is where he is reached
        net.run(10);
        alice.assertStory("A invite");
    }

    /** RFC 3261 §7.3.1: an option tag is the same in capitals. */
    @Test
    void anExtensionMayBeNamedInCapitals() {
        net.inject(net.a, INVITE.replace("CSeq", "Require: Timer, REPLACES\nCSeq"));
        net.run(10);
        alice.assertStory("A invite");
    }

    @Test
    void aRegistrationMayRequireWhatARegistrarUnderstands() {
        String register = other("REGISTER").replace("CSeq", "Require: path, outbound, gruu\nCSeq");
        assertAnswered(register, "A 200 REGISTER");
        alice.assertStory("A request REGISTER");
        assertAnswered(register.replace("REGISTER", "INVITE"), "A 420 INVITE");
    }

    @Test
    void otherRequestsOutsideDialogsComeToTheUser() {
        assertAnswered(other("OPTIONS").replace("Max-Forwards: 70", "Max-Forwards: 0"), "A 200 OPTIONS");
        assertAnswered(other("REGISTER"), "A 200 REGISTER");
        alice.assertStory("A request OPTIONS", "A request REGISTER");
    }

    @Test
    void earlyByeEndsTheRingingCall() {
        alice.onInvite = Session::ring;
        net.inject(net.a, INVITE);
        net.run(10);
        String tag = alice.session.dialogState().id().localTag();
        net.inject(
                net.a,
                other("BYE").replace("192.0.2.1>", "192.0.2.1>;tag=" + tag).replace("CSeq: 1", "CSeq: 2"));
        net.run(10);
        assertEquals(List.of("A 180 INVITE", "A 200 BYE", "A 487 INVITE"), net.wire);
        alice.assertStory("A invite", "A ended REMOTE_BYE");
        net.assertSilence();
    }

    /** RFC 3261 §13.3.1. */
    @Test
    void anInvitationHoldsAsLongAsItSays() {
        alice.onInvite = Session::ring;
        net.inject(net.a, INVITE.replace("Contact", "Expires: 90\nContact"));
        net.run(89_000);
        assertEquals(List.of("A 180 INVITE", "A 180 INVITE"), net.wire, "once more each minute");
        net.run(1_400);
        assertEquals("A 487 INVITE", net.wire.getLast());
        alice.assertStory("A invite", "A cancelled", "A ended CANCELLED");
        net.inject(net.a, INVITE.replace("Contact", "Expires: 5\nContact").replace("stranger", "another"));
        net.run(4_000);
        alice.session.accept("answer", net.nowNs);
        net.run(4_000);
        assertEquals(SessionState.ACCEPTED, alice.session.state(), "it was answered in time");
        net.run(400_000);
    }

    @Test
    void a2xxThatIsNotOursIsNotAnswered() {
        String ok = """
                SIP/2.0 200 OK
                Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKguess.I1
                From: <sip:a@a.example>;tag=a
                To: <sip:b@b.example>;tag=b
                Call-ID: guess
                CSeq: 1 INVITE
                Contact: <sip:victim@198.51.100.1>
                Content-Length: 0

                """;
        net.inject(net.a, ok);
        net.run(10);
        assertEquals(List.of(), net.wire);
        net.assertSilence();
    }

    /** A 200 to the call's INVITE by a peer of this tag. */
    private String ok(Session call, String tag) {
        var id = call.dialogState().id();
        return """
                SIP/2.0 200 OK
                Via: SIP/2.0/UDP 192.0.2.1:5060;branch=BRANCH.I1
                From: <sip:alice@a.example>;tag=OURS
                To: <sip:12345@b.example>;tag=THEIRS
                Call-ID: CALL
                CSeq: 1 INVITE
                Contact: <sip:fork@192.0.2.2:5060>
                Content-Length: 0

                """.replace("BRANCH", new Names(net.a.key).branch(id.callId(), id.localTag()))
                .replace("OURS", id.localTag())
                .replace("THEIRS", tag)
                .replace("CALL", id.callId());
    }

    @Test
    void whenTheCallIsOverItsAnswerIsStillAcknowledgedAndAnotherForksIsCleared() {
        net.b.phone.onInvite = (session, nowNs) -> session.accept("answer", nowNs);
        Session call = net.call(1, "offer");
        net.run(100);
        String again = ok(call, call.dialogState().id().remoteTag());
        String fork = ok(call, "fork");
        call.bye("", net.nowNs);
        net.run(100);
        alice.assertStory("A accepted sdp=answer", "A ended LOCAL_BYE");
        net.wire.clear();
        net.inject(net.a, again);
        net.inject(net.a, again);
        net.run(100);
        assertEquals(List.of("A ACK", "A ACK"), net.wire);
        net.inject(net.a, fork);
        net.run(100);
        assertEquals(List.of("A ACK", "A ACK", "A ACK", "A BYE", "B 481 BYE"), net.wire);
        net.assertSilence();
    }

    @Test
    void anotherForksAnswerIsAcknowledgedAndCleared() {
        net.b.phone.onInvite = (session, nowNs) -> session.accept("answer", nowNs);
        Session call = net.call(1, "offer");
        net.run(100);
        net.wire.clear();
        String ok = ok(call, "fork");
        net.inject(net.a, ok);
        net.inject(net.a, ok);
        net.run(100);
        assertEquals(List.of("A ACK", "A BYE", "A ACK", "B 481 BYE"), net.wire);
        alice.assertStory("A accepted sdp=answer", "A stray 200");
        assertEquals(SessionState.CONFIRMED, call.state());
        call.bye("", net.nowNs);
        net.assertSilence();
    }
}
