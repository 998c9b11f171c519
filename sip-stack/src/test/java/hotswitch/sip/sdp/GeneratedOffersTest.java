package hotswitch.sip.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.sdp.Negotiation.Agreed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rules of RFC 3264 that hold for every offer, tried on many that nobody would write by hand. */
final class GeneratedOffersTest {
    private static final int OFFERS = 3_000;
    /** One for all: nothing of the offer before may be left. */
    private static final Negotiator NEGOTIATOR = new Negotiator();

    private static final List<String> CODECS = List.of(
            "PCMA/8000", "pcmu/8000", "G729/8000", "opus/48000/2", "telephone-event/8000", "telephone-event/48000");
    private static final List<String> PROTOS = List.of("RTP/AVP", "RTP/AVP", "RTP/AVP", "RTP/AVPF", "RTP/SAVP");
    private static final List<String> ADDRESSES = List.of("198.51.100.7", "0.0.0.0", "2001:db8::7", "phone.example");

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String offer(Random random) {
        StringBuilder text = new StringBuilder("v=0\r\no=p 1 1 IN IP4 198.51.100.7\r\ns=-\r\n");
        if (random.nextInt(4) > 0) {
            text.append("c=IN IP4 ").append(pick(random, ADDRESSES)).append("\r\n");
        }
        text.append("t=0 0\r\n");
        int streams = random.nextInt(4);
        for (int i = 0; i < streams; i++) {
            stream(random, text);
        }
        return text.toString();
    }

    private static void stream(Random random, StringBuilder text) {
        List<String> types = new ArrayList<>();
        StringBuilder maps = new StringBuilder();
        int formats = 1 + random.nextInt(5);
        for (int i = 0; i < formats; i++) {
            String type =
                    random.nextInt(3) == 0 ? pick(random, List.of("0", "8", "18")) : "" + (96 + random.nextInt(32));
            if (!types.contains(type)) {
                types.add(type);
                if (type.length() > 1 && !type.equals("18")) {
                    maps.append("a=rtpmap:")
                            .append(type)
                            .append(' ')
                            .append(pick(random, CODECS))
                            .append("\r\n");
                }
            }
        }
        text.append("m=")
                .append(pick(random, List.of("audio", "audio", "video")))
                .append(' ');
        text.append(random.nextInt(5) == 0 ? 0 : 1024 + random.nextInt(60_000)).append(' ');
        text.append(pick(random, PROTOS))
                .append(' ')
                .append(String.join(" ", types))
                .append("\r\n")
                .append(maps);
        if (random.nextInt(3) == 0) {
            text.append("a=")
                    .append(pick(random, List.of(Direction.values())).wire())
                    .append("\r\n");
        }
        if (random.nextInt(3) == 0) {
            text.append("a=ptime:").append(random.nextInt(300)).append("\r\n");
        }
    }

    @Test
    void eachAnswerFitsItsOffer() {
        Random random = new Random(3264);
        int agreed = 0;
        for (int n = 0; n < OFFERS; n++) {
            String offer = offer(random);
            LocalMedia local = LocalMedia.of("192.0.2.10", 20_000).with(pick(random, List.of(Direction.values())));
            if (NEGOTIATOR.negotiate(offer, local, n, "") instanceof Agreed(MediaPlan plan, CharSequence text)) {
                String answer = text.toString();
                agreed++;
                check(SdpSession.parse(offer), SdpSession.parse(answer), plan, offer + answer);
                laterOffer(local, n, answer);
            }
        }
        assertTrue(agreed > OFFERS / 10, agreed + " agreed");
    }

    private static void check(SdpSession offer, SdpSession answer, MediaPlan plan, String both) {
        assertEquals(offer.media().size(), answer.media().size(), both);
        int live = 0;
        for (int i = 0; i < offer.media().size(); i++) {
            SdpMedia asked = offer.media().get(i);
            SdpMedia given = answer.media().get(i);
            assertEquals(asked.type(), given.type(), both);
            assertEquals(asked.proto(), given.proto(), both);
            assertTrue(asked.formats().containsAll(given.formats()), both);
            if (given.port() != 0) {
                live++;
                assertEquals(asked.port(), plan.remotePort(), both);
                assertEquals(given.direction(), plan.direction(), both);
                assertFalse(asked.direction().reversed().and(given.direction()) != given.direction(), both);
                assertEquals(plan.telephoneEventPt(), given.telephoneEvent(), both);
                assertEquals(plan.payloadType(), given.payloadType(plan.codec()), both);
            }
        }
        assertEquals(1, live, both);
        assertTrue(plan.ptimeMs() >= 10 && plan.ptimeMs() <= 200, both);
    }

    private static void laterOffer(LocalMedia local, int sessionId, String answer) {
        String text = NEGOTIATOR.offer(local, sessionId, answer).toString();
        SdpSession later = SdpSession.parse(text);
        assertEquals(SdpSession.parse(answer).media().size(), later.media().size(), text);
        for (SdpMedia media : later.media()) {
            assertEquals(media.formats().size(), new HashSet<>(media.formats()).size(), text);
        }
        assertEquals(text, NEGOTIATOR.offer(local, sessionId, text).toString());
    }
}
