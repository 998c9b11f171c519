package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import hotswitch.acd.Order.DialLeg;
import hotswitch.acd.flow.Named;
import hotswitch.call.leg.LegFact;
import hotswitch.call.leg.Origin;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Connect;
import hotswitch.trunk.TrunkConfig.Manners;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Who is told who calls (RFC 3323, RFC 3325), and by whom a call was sent on (RFC 5806, RFC 7044). */
class IdentityTest {
    private static final Manners UNTRUSTED = new Manners(true, 0, false, true, true);
    private static final String HIDDEN = "anonymous@anonymous.invalid";
    private static final long LEG = 1_001;
    private final Rig rig = new Rig();

    private long arrives(String... headers) {
        rig.carrierA.callSaying(List.of(headers), "12345", HIDDEN, rig.nowNs);
        rig.run(50);
        return rig.core.arrived.callId();
    }

    private long dials(String... headers) {
        rig.register();
        rig.desk.dialSaying(List.of(headers), "13800000000", rig.nowNs);
        rig.run(100);
        return rig.core.dialled.callId();
    }

    private List<String> sentOn(long call, String why) {
        rig.order(new DialLeg(call, LEG, "13700000000", "", "", why));
        rig.run(50);
        return rig.carrierA.invite.lines().toList();
    }

    private static List<String> of(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList();
    }

    private static String from(List<String> lines) {
        String from = of(lines, "From").getFirst();
        return from.substring(0, from.indexOf(";tag="));
    }

    /** RFC 3325 §7: inside trust the number is known, and with it that its owner hides it. */
    @Test
    void aCallerWhoHidesHisNumber() {
        rig.register();
        long call = arrives("P-Asserted-Identity: <sip:+8613800000000@carrier.example>", "Privacy: id");
        assertEquals("13800000000", rig.core.arrived.ani());
        assertEquals(List.of(new Named("caller.withheld", "on")), rig.core.arrived.attributes());
        rig.order(new Order.OfferLeg(call, LEG, 11, "8001", "13800000000", "appeals", false));
        rig.run(50);
        List<String> offer = rig.desk.invite.lines().toList();
        assertEquals("\"appeals\" <sip:" + HIDDEN + '>', from(offer));
        assertEquals(List.of("<sip:13800000000@hotline.local>"), of(offer, "P-Asserted-Identity"));
        assertEquals(List.of("id"), of(offer, "Privacy"));
    }

    /** In UTF-8, or as some carriers write it. */
    @Test
    void theNameThatComesWithTheNumber() {
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            String from = "From: \"张三 \\\"丰\\\" 𠮷\" <sip:1@c.example>;tag=1\r\n\r\n";
            byte[] bytes = ("INVITE sip:1@192.0.2.1 SIP/2.0\r\n" + from).getBytes(charset);
            SipMessage message = new SipMessage();
            message.index(new UnsafeBuffer(bytes), 0, bytes.length);
            assertEquals(List.of(new Named("caller.name", "张三 \"丰\" 𠮷")), Origin.attributes(message));
        }
    }

    @Test
    void phonesOutsideTrustAreNotToldIt() {
        rig.phones(new CallConfig.Phones(Connect.Terms.NONE, false));
        rig.register();
        long call = arrives("P-Asserted-Identity: <tel:+8613800000000>", "Privacy: user;id");
        rig.order(new Order.OfferLeg(call, LEG, 11, "8001", "13800000000", "", false));
        rig.run(50);
        assertFalse(rig.desk.invite.contains("138"), rig.desk.invite);
    }

    @Test
    void whoHidesNothingIsShown() {
        rig.register();
        long call = arrives("P-Asserted-Identity: <tel:+8613800000000>", "Privacy: none");
        assertEquals(List.of(), rig.core.arrived.attributes());
        rig.order(new Order.OfferLeg(call, LEG, 11, "8001", "13800000000", "", false));
        rig.run(50);
        List<String> offer = rig.desk.invite.lines().toList();
        assertEquals("<sip:13800000000@hotline.local>", from(offer));
        assertEquals(List.of(), of(offer, "Privacy"));
        assertEquals(List.of("69"), of(offer, "Max-Forwards"), "RFC 7332: one hop less");
    }

    /** RFC 3261 §19.1.6: numbers may have parameters of their own. */
    @Test
    void numbersAreWhatStandsBeforeTheirParameters() {
        String from = "13900000000;cpc=ordinary@192.0.2.10";
        rig.carrierA.call("12345;phone-context=+86", from, rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        assertEquals("13900000000", rig.core.arrived.ani());
        assertEquals("12345", rig.core.arrived.dnis());
    }

    /** RFC 3323 §4.1.1.3: that word is no number, whoever says it; the tel URI beside it is one. */
    @Test
    void whatIsAssertedOfNobody() {
        String nobody = "P-Asserted-Identity: \"Anonymous\" <sip:" + HIDDEN + '>';
        arrives(nobody);
        assertEquals("", rig.core.arrived.ani());
        rig.carrierA.session.close("", rig.nowNs);
        arrives(nobody + ", <tel:+8613800000000>");
        assertEquals("13800000000", rig.core.arrived.ani());
    }

    /** RFC 3325 §5: what a carrier outside trust asserts is not believed. */
    @Test
    void anAssertionFromOutsideTrust() {
        rig.manners(UNTRUSTED);
        rig.carrierA.callAsserting("<sip:110@carrier.example>", "12345", "13900000000@192.0.2.10", rig.nowNs);
        rig.run(50);
        assertEquals("13900000000", rig.core.arrived.ani());
    }

    /** RFC 3323 §5. */
    @Test
    void aWishThatCannotBeFulfilledAndIsCritical() {
        rig.carrierA.callSaying(List.of("Privacy: spooky;critical"), "12345", HIDDEN, rig.nowNs);
        rig.run(50);
        assertTrue(rig.ladder.last("carrier-a", '<').startsWith("SIP/2.0 500 "));
        rig.assertNothingLeft();
    }

    @Test
    void aSeatThatHidesItsNumberInsideTrust() {
        List<String> invite = sentOn(dials("Privacy: id"), "");
        assertEquals("\"Anonymous\" <sip:" + HIDDEN + '>', from(invite));
        assertEquals(List.of("<sip:057112345@hotline.local>"), of(invite, "P-Asserted-Identity"));
        assertEquals(List.of("id"), of(invite, "Privacy"));
    }

    @Test
    void aSeatThatHidesItsNumberOutsideTrust() {
        rig.manners(UNTRUSTED);
        List<String> invite = sentOn(dials("Privacy: id"), "");
        assertEquals("\"Anonymous\" <sip:" + HIDDEN + '>', from(invite));
        assertFalse(rig.carrierA.invite.contains("057112345"), rig.carrierA.invite);
    }

    @Test
    void aSeatThatShowsItsNumber() {
        List<String> invite = sentOn(dials("Privacy: header;session"), "");
        assertEquals("<sip:057112345@hotline.local>", from(invite));
        assertEquals(List.of(), of(invite, "Diversion"));
        assertEquals(List.of(), of(invite, "History-Info"));
    }

    /** RFC 3325 §5: a carrier outside trust is asserted nothing; it has From. */
    @Test
    void aSeatThatShowsItsNumberOutsideTrust() {
        rig.manners(UNTRUSTED);
        List<String> invite = sentOn(dials(), "");
        assertEquals("<sip:057112345@hotline.local>", from(invite));
        assertEquals(List.of(), of(invite, "P-Asserted-Identity"));
    }

    /** The caller stays unknown to whoever the call is sent on to: our own number is shown, and who was called. */
    @Test
    void aCallThatIsSentOn() {
        long call = arrives("P-Asserted-Identity: <tel:+8613800000000>", "Privacy: id");
        List<String> invite = sentOn(call, DialLeg.UNAVAILABLE);
        assertFalse(rig.carrierA.invite.contains("13800000000"), rig.carrierA.invite);
        assertEquals(List.of("<sip:12345@hotline.local>;reason=unavailable;counter=1"), of(invite, "Diversion"));
        assertEquals(
                List.of(
                        "<sip:12345@hotline.local?Reason=SIP%3Bcause%3D480>;index=1",
                        "<sip:13700000000@192.0.2.10:5080>;index=1.1;mp=1"),
                of(invite, "History-Info"));
        assertEquals(List.of("69"), of(invite, "Max-Forwards"), "RFC 7332: one hop less");
    }

    private static final String[] REDIRECTED = {
        "Diversion: <sip:96110@city.example>;reason=user-busy;counter=2",
        "Diversion: <tel:+8657112000>;reason=no-answer;privacy=full",
        "History-Info: <sip:+8657112000@city.example?Privacy=history>;index=1, <sip:96110@city.example>;index=1.1;mp=1",
    };

    @Test
    void theNumberThatWasCalledFirst() {
        arrives(REDIRECTED);
        assertEquals(List.of(new Named("called.original", "+8657112000")), rig.core.arrived.attributes());
        rig.carrierA.session.close("", rig.nowNs);
        arrives("Diversion: <tel:+86120>;reason=unknown, <sip:114@city.example>");
        assertEquals(List.of(new Named("called.original", "114")), rig.core.arrived.attributes());
        rig.carrierA.session.close("", rig.nowNs);
        arrives("History-Info: <sip:12345@hotline.local>;index=1", "Diversion: nonsense <");
        assertEquals(List.of(), rig.core.arrived.attributes(), "it was called first");
    }

    @Test
    void whoSentItOnBeforeIsToldOn() {
        List<String> invite = sentOn(arrives(REDIRECTED), DialLeg.DEFLECTED);
        assertEquals(
                List.of(
                        "<sip:12345@hotline.local>;reason=deflection;counter=1",
                        "<sip:96110@city.example>;reason=user-busy;counter=2",
                        "<tel:+8657112000>;reason=no-answer;counter=1;privacy=full"),
                of(invite, "Diversion"));
        assertEquals(
                List.of(
                        "<sip:+8657112000@city.example?Privacy=history>;index=1",
                        "<sip:96110@city.example>;index=1.1",
                        "<sip:12345@hotline.local?Reason=SIP%3Bcause%3D302>;index=1.1.1",
                        "<sip:13700000000@192.0.2.10:5080>;index=1.1.1.1;mp=1.1.1"),
                of(invite, "History-Info"));
    }

    /** After a restart it is still known; the former process' INVITE is not. */
    @Test
    void aRestartForgetsNothing() {
        long call = arrives(REDIRECTED);
        long leg = rig.core.arrived.legId();
        rig.order(new Order.Answer(call, leg));
        rig.run(50);
        LegFact fact = LegFact.decode(rig.core.legs.firstEntry().getValue());
        assertEquals("12345", fact.origin().dialled());
        assertEquals(2, fact.origin().diversions().size());
        assertEquals(List.of("96110", "+8657112000"), users(fact.origin().diversions()));
        assertEquals(2, fact.origin().history().size());
    }

    private static List<String> users(List<String> values) {
        return values.stream()
                .map(each -> each.substring(each.indexOf(':') + 1).split("[@>]")[0])
                .toList();
    }

    @Test
    void whatIsHiddenStaysInsideTrust() {
        rig.manners(UNTRUSTED);
        List<String> invite = sentOn(arrives(REDIRECTED), DialLeg.DEFLECTED);
        assertFalse(rig.carrierA.invite.contains("8657112000"), rig.carrierA.invite);
        assertEquals("<sip:" + HIDDEN + ">;index=1", of(invite, "History-Info").getFirst());
    }

    @Test
    void aCarrierThatIsNotToBeTold() {
        rig.manners(new Manners(false, 0, true, false, false));
        List<String> invite = sentOn(arrives(REDIRECTED), DialLeg.UNAVAILABLE);
        assertEquals(List.of(), of(invite, "Diversion"));
        assertEquals(List.of(), of(invite, "History-Info"));
        assertEquals(List.of("replaces"), of(invite, "Supported"));
    }

    /** A transfer by somebody who talked to the caller is no diversion. */
    @Test
    void aTransfer() {
        assertEquals(List.of(), of(sentOn(arrives(), ""), "Diversion"));
    }
}
