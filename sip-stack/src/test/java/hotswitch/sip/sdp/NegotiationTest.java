package hotswitch.sip.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import hotswitch.sip.sdp.Negotiation.Agreed;
import hotswitch.sip.sdp.Negotiation.Refused;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NegotiationTest {
    private static final int ROUNDS = 5_000;
    private static final LocalMedia OURS = LocalMedia.of("192.0.2.10", 20_000);

    private static String offer(String media) {
        return ("v=0\no=phone 1 1 IN IP4 198.51.100.7\ns=call\nc=IN IP4 198.51.100.7\nt=0 0\n" + media)
                .replace("\n", "\r\n");
    }

    private static Agreed agreed(String offer, LocalMedia local) {
        return assertInstanceOf(Agreed.class, new Negotiator().negotiate(offer, local, 77, ""), offer);
    }

    private static Refused refused(String offer) {
        return assertInstanceOf(Refused.class, new Negotiator().negotiate(offer, OURS, 77, ""), offer);
    }

    /** RFC 6157 §4, both ways round; an address of zeros holds in either family (RFC 3264 §8.4). */
    @Test
    void theOtherFamilyOfAddressesIsNotReached() {
        LocalMedia six = LocalMedia.of("2001:db8::10", 20_000);
        String four = offer("m=audio 3 RTP/AVP 8\nc=IN IP4 192.0.2.1\n");
        Refused refused = assertInstanceOf(Refused.class, new Negotiator().negotiate(four, six, 77, ""));
        assertEquals(488, refused.status());
        assertEquals("300 a.example \"IPv4 is not reached from here\"", refused.warning("a.example"));
        String both = four + "m=audio 5 RTP/AVP 8\nc=IN IP6 2001:db8::1\n";
        assertEquals("2001:db8::1", agreed(both, six).plan().remoteAddress());
        for (String nowhere : new String[] {"IP4 0.0.0.0", "IP6 ::"}) {
            String held = offer("m=audio 3 RTP/AVP 8\nc=IN " + nowhere + "\n");
            assertEquals(Direction.RECVONLY, agreed(held, six).plan().direction());
            assertEquals(Direction.RECVONLY, agreed(held, OURS).plan().direction());
        }
        CharSequence ours = new Negotiator().offer(six, 77, "");
        assertInstanceOf(Refused.class, new Negotiator().applyAnswer(ours, four));
        assertInstanceOf(Agreed.class, new Negotiator().applyAnswer(ours, four.replace("IP4 192.0.2.1", "IP6 ::2")));
        String answer = four.replace("IP4 192.0.2.1", "IP6 ::2");
        assertInstanceOf(Refused.class, new Negotiator().applyAnswer(new Negotiator().offer(OURS, 77, ""), answer));
    }

    @Test
    void aPhoneIsAnsweredInALawWithItsOwnTelephoneEvents() {
        Agreed agreed = agreed(
                offer("m=audio 30000 RTP/AVP 0 8 96 101\na=rtpmap:96 telephone-event/8000\n"
                        + "a=rtpmap:101 opus/48000/2\n"),
                OURS);
        MediaPlan plan = agreed.plan();
        assertEquals("198.51.100.7", plan.remoteAddress());
        assertEquals(30_000, plan.remotePort());
        assertEquals(Codec.PCMA, plan.codec());
        assertEquals(8, plan.payloadType());
        assertEquals(96, plan.telephoneEventPt());
        assertEquals(96, plan.localTelephoneEventPt());
        assertEquals(20, plan.ptimeMs());
        assertEquals(Direction.SENDRECV, plan.direction());
        assertEquals("""
                v=0
                o=hotswitch 77 1 IN IP4 192.0.2.10
                s=-
                c=IN IP4 192.0.2.10
                t=0 0
                m=audio 20000 RTP/AVP 8 96
                a=rtpmap:8 PCMA/8000
                a=rtpmap:96 telephone-event/8000
                a=fmtp:96 0-16
                a=ptime:20
                a=sendrecv
                """.replace("\n", "\r\n"), agreed.text().toString());
    }

    @Test
    void videoIsSwitchedOffInItsPlace() {
        Agreed agreed = agreed(
                offer("m=video 31000 RTP/AVP 31 34\nm=audio 30000 RTP/AVP 0\nm=application 9 UDP/BFCP *\n"), OURS);
        SdpSession answer = SdpSession.parse(agreed.text().toString());
        assertEquals(
                List.of(0, 20_000, 0),
                answer.media().stream().map(m -> m.port()).toList());
        assertEquals("UDP/BFCP", answer.media().get(2).proto());
        assertEquals(Codec.PCMU, agreed.plan().codec());
        assertEquals(-1, agreed.plan().telephoneEventPt());
    }

    @Test
    void holdByDirectionAndHoldByZeros() {
        Agreed held = agreed(offer("m=audio 30000 RTP/AVP 8\na=sendonly\n"), OURS);
        assertEquals(Direction.RECVONLY, held.plan().direction());
        assertTrue(held.text().toString().contains("a=recvonly"));
        Agreed session = agreed(offer("a=inactive\nm=audio 30000 RTP/AVP 8\n"), OURS);
        assertEquals(Direction.INACTIVE, session.plan().direction());
        Agreed old = agreed(offer("m=audio 30000 RTP/AVP 8\nc=IN IP4 0.0.0.0\n"), OURS);
        assertEquals(Direction.RECVONLY, old.plan().direction());
        Agreed both = agreed(offer("m=audio 30000 RTP/AVP 8\na=sendonly\n"), OURS.with(Direction.SENDONLY));
        assertEquals(Direction.INACTIVE, both.plan().direction());
    }

    @Test
    void whatCannotBeIsRefusedWithAReason() {
        assertEquals(new Refused(488, 305, "no common codec"), refused(offer("m=audio 30000 RTP/AVP 18 9\n")));
        assertEquals(new Refused(488, 304, "no audio stream"), refused(offer("m=video 30000 RTP/AVP 31\n")));
        assertEquals(new Refused(488, 304, "audio stream is switched off"), refused(offer("m=audio 0 RTP/AVP 8\n")));
        assertEquals(
                "302 a.example \"transport RTP/SAVP is not supported\"",
                refused(offer("m=audio 3 RTP/SAVP 8\n")).warning("a.example"));
        assertEquals(
                "302 a.example \"transport RTP?AVP?8 is not supported\"",
                refused(offer("m=audio 3 RTP\u0000AVP\r8 8\n")).warning("a.example"));
        assertEquals(
                "302 a.example \"transport '/' is not supported\"",
                refused(offer("m=audio 3 \"\\\" 8\n")).warning("a.example"));
        assertEquals(
                "no numeric connection address",
                refused(offer("m=audio 3 RTP/AVP 8\nc=IN IP4 media.example\n")).reason());
        assertEquals(
                330,
                refused(offer("m=audio 3 RTP/AVP 8\nc=IN IP4 224.2.1.1/127\n")).warning());
        assertEquals(
                330, refused(offer("m=audio 3 RTP/AVP 8\nc=IN IP6 FF02::1\n")).warning());
        assertEquals(
                300,
                refused(offer("m=audio 3 RTP/AVP 8\nc=IN IP6 2001:db8::1\n")).warning());
        assertEquals("malformed session description", refused("").reason());
        assertEquals(
                "malformed session description",
                refused(offer("m=audio x RTP/AVP 8\n")).reason());
        assertEquals(
                "no common codec",
                refused(offer("m=audio 3 RTP/AVP 0\na=rtpmap:0 PCMU/16000\n")).reason());
    }

    @Test
    void theVersionGrowsOnlyWithTheContent() {
        String first = new Negotiator().offer(OURS, 77, "").toString();
        assertTrue(first.contains("o=hotswitch 77 1 IN"));
        CharSequence again = new Negotiator().offer(OURS, 77, first);
        assertEquals(first, again.toString());
        String hold =
                new Negotiator().offer(OURS.with(Direction.SENDONLY), 77, again).toString();
        assertTrue(hold.contains("o=hotswitch 77 2 IN"));
        assertTrue(hold.contains("a=sendonly"));
        assertTrue(new Negotiator().offer(OURS, 77, hold).toString().contains("o=hotswitch 77 3 IN"));
    }

    @Test
    void aLaterOfferKeepsTheStreamsAndThePayloadTypes() {
        Agreed first = agreed(offer("""
                        m=video 31000 RTP/AVP 31
                        m=audio 30000 RTP/AVP 101 97
                        a=rtpmap:101 PCMA/8000
                        a=rtpmap:97 telephone-event/8000
                        """), OURS);
        assertEquals(101, first.plan().payloadType());
        SdpSession later =
                SdpSession.parse(new Negotiator().offer(OURS, 77, first.text()).toString());
        assertEquals("video", later.media().get(0).type());
        assertEquals(0, later.media().get(0).port());
        assertEquals(List.of("101", "0", "97"), later.media().get(1).formats());
    }

    @Test
    void anAnswerMayUseOtherNumbersThanTheOffer() {
        CharSequence ours = new Negotiator().offer(OURS, 77, "");
        String answer = offer("m=audio 40000 RTP/AVP 0 96\na=rtpmap:96 telephone-event/8000\na=ptime:30\n");
        MediaPlan plan = assertInstanceOf(Agreed.class, new Negotiator().applyAnswer(ours, answer))
                .plan();
        assertEquals(Codec.PCMU, plan.codec());
        assertEquals(96, plan.telephoneEventPt());
        assertEquals(101, plan.localTelephoneEventPt());
        assertEquals(30, plan.ptimeMs());
        assertInstanceOf(Refused.class, new Negotiator().applyAnswer(ours, offer("m=audio 0 RTP/AVP 8\n")));
        assertInstanceOf(Refused.class, new Negotiator().applyAnswer(ours, offer("m=audio 4 RTP/AVP 18\n")));
        assertInstanceOf(Refused.class, new Negotiator().applyAnswer(ours, "hello"));
        MediaPlan held = assertInstanceOf(
                        Agreed.class,
                        new Negotiator()
                                .applyAnswer(
                                        new Negotiator().offer(OURS.with(Direction.SENDONLY), 77, ""),
                                        offer("m=audio 4 RTP/AVP 8\na=recvonly\n")))
                .plan();
        assertEquals(Direction.SENDONLY, held.direction());
    }

    @Test
    void theReaderForgivesWhatDoesNoHarm() {
        SdpSession session =
                SdpSession.parse("v=0\nx=what\nc=IN IP6 2001:db8::1\nm=audio 5004/2 RTP/AVP 8\n\na=rtpmap:8\n");
        assertEquals("2001:db8::1", session.media().getFirst().target());
        assertEquals(8, session.media().getFirst().payloadType(Codec.PCMA));
        assertNull(SdpSession.parse("v=1\nm=audio 5004 RTP/AVP 8\n"));
        assertNull(SdpSession.parse("v=0\n" + "m=audio 5004 RTP/AVP 8\n".repeat(17)));
    }

    /** What is left of a negotiation is its result: plan and the numbers of our description. */
    @Test
    void readingAndWritingAreDoneInWhatIsThere() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Negotiator negotiator = new Negotiator();
        String offer = offer("m=audio 30000 RTP/AVP 8 0 101\na=rtpmap:101 telephone-event/8000\na=ptime:20\n");
        long allocated = 0;
        for (int round = 0; round < 3; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                assertInstanceOf(Agreed.class, negotiator.negotiate(offer, OURS, 77, ""));
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(allocated / ROUNDS < 200, allocated / ROUNDS + " bytes");
    }

    private static final String PLAIN = "m=audio 30000 RTP/AVP 8\n";

    /** RFC 3550 §11, RFC 3605. */
    @Test
    void reportsGoOnePortAboveUnlessItIsSaidOtherwise() {
        assertEquals(30_001, agreed(offer(PLAIN), OURS).plan().rtcpPort());
        assertEquals(
                30_009,
                agreed(offer(PLAIN + "a=rtcp:30009 IN IP4 198.51.100.7\n"), OURS)
                        .plan()
                        .rtcpPort());
        assertEquals(30_001, agreed(offer(PLAIN + "a=rtcp:x\n"), OURS).plan().rtcpPort());
        assertEquals(
                30_001, agreed(offer(PLAIN + "a=rtcp-muxed\n"), OURS).plan().rtcpPort());
    }

    /** RFC 5761 §5.1.1: whoever proposes one port for both gets it; we do where we are told to, and hold to it. */
    @Test
    void oneForBothWhereBothSaySo() {
        Agreed answered = agreed(offer(PLAIN + "a=rtcp:30009\na=rtcp-mux\n"), OURS);
        assertEquals(30_000, answered.plan().rtcpPort());
        assertTrue(answered.text().toString().contains("a=rtcp-mux\r\n"), answered::toString);
        String proposed = new Negotiator().offer(OURS.withRtcpMux(true), 77, "").toString();
        assertTrue(proposed.contains("a=rtcp-mux\r\n"), proposed);
        assertEquals(30_000, taken(proposed, PLAIN + "a=rtcp-mux\n").plan().rtcpPort());
        assertEquals(30_001, taken(proposed, PLAIN).plan().rtcpPort());
        assertEquals(proposed, new Negotiator().offer(OURS, 77, proposed).toString(), "a later offer");
        CharSequence plain = new Negotiator().offer(OURS, 77, "");
        assertEquals(30_001, taken(plain, PLAIN + "a=rtcp-mux\n").plan().rtcpPort(), "nobody proposed it");
    }

    @Test
    void streamsWithTheUsualNumbersShareThem() {
        String usual = offer("m=audio 30000 RTP/AVP 8 101\na=rtpmap:101 telephone-event/8000\n");
        MediaPlan.Payloads payloads = agreed(usual, OURS).plan().payloads();
        assertEquals(new MediaPlan.Payloads(Codec.PCMA, 8, 101, 8, 101), payloads);
        assertSame(payloads, agreed(usual, OURS).plan().payloads());
        String none = offer("m=audio 30000 RTP/AVP 0\n");
        assertEquals(
                new MediaPlan.Payloads(Codec.PCMU, 0, -1, 0, -1),
                agreed(none, OURS).plan().payloads());
        String others = offer("m=audio 30000 RTP/AVP 97 96\na=rtpmap:97 PCMA/8000\na=rtpmap:96 telephone-event/8000\n");
        assertEquals(
                new MediaPlan.Payloads(Codec.PCMA, 97, 96, 97, 96),
                agreed(others, OURS).plan().payloads());
    }

    private static Agreed taken(CharSequence ours, String theirs) {
        return assertInstanceOf(Agreed.class, new Negotiator().applyAnswer(ours, offer(theirs)));
    }
}
