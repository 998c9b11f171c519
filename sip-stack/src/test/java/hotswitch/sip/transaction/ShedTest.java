package hotswitch.sip.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More new calls than can be refused with care, as the edge asks: first whether a message is shed, then the rest. */
class ShedTest {
    private static final int SECOND_MS = 1_000;
    private static final int WATCHED_MAX = 100;

    private final Exchange exchange = new Exchange(10_000);
    private final List<Integer> shed = new ArrayList<>();
    private final List<Integer> letIn = new ArrayList<>();
    private int number;

    ShedTest() {
        exchange.layer.overload().target(100_000_000);
        exchange.nowMs = 1_000_000;
        stand(3 * SECOND_MS);
        assertEquals(95, exchange.layer.overload().lossPercent());
    }

    /** So long messages wait for more than half a second. */
    private void stand(int ms) {
        for (int past = 0; past < ms; past += 10) {
            exchange.nowMs += 10;
            exchange.layer.overload().onRead(600_000_000, 32, false, exchange.nowNs());
        }
    }

    private static SipMessage request(Method method, int call, String toTag) {
        String via = "SIP/2.0/UDP 192.0.2.7:5070;rport;branch=z9hG4bK-" + call;
        String text = Exchange.requestText(method + " sip:bob@example.com", via, "<sip:bob@example.com>" + toTag, 3);
        return Exchange.message(text.replace("two@", call + "@"));
    }

    private boolean hear(SipMessage message) {
        boolean done = exchange.layer.sheds(message, Exchange.UDP, exchange.nowNs());
        if (!done) {
            exchange.layer.onMessage(message, Exchange.UDP, exchange.nowNs());
        }
        return done;
    }

    private void invite(int times) {
        for (int i = 0; i < times; i++) {
            int before = exchange.sent.size();
            if (hear(request(Method.INVITE, number, ""))) {
                shed.add(number);
            } else if (exchange.sent.size() == before || exchange.sent.getLast().status() != 503) {
                letIn.add(number);
            }
            number++;
        }
    }

    private long refusedInSight() {
        long seen = exchange.story.stream()
                .filter(line -> line.endsWith("> 503 INVITE"))
                .count();
        exchange.story.clear();
        return seen;
    }

    private String toTag(int call) {
        exchange.sent.clear();
        hear(request(Method.INVITE, call, ""));
        return exchange.sent.getLast().toTag();
    }

    @Test
    void ofSoManyASecondNothingIsKeptButTheirNumber() {
        invite(1_000);
        assertEquals(WATCHED_MAX, refusedInSight());
        assertTrue(shed.size() > 800, "shed " + shed.size());
        assertEquals(1_000, WATCHED_MAX + shed.size() + letIn.size());
        assertEquals(shed.size(), exchange.layer.overload().shed());
        assertEquals(WATCHED_MAX + shed.size(), exchange.layer.overload().refused(Method.INVITE));
        stand(SECOND_MS);
        invite(50);
        assertTrue(refusedInSight() > 40, "few in the next second: seen");
    }

    @Test
    void everyOneOfThemHearsWhenToTryAgain() {
        invite(1_000);
        for (SipMessage answer : exchange.sent) {
            if (answer.status() == 503) {
                assertTrue(Integer.parseInt(answer.value(HeaderName.RETRY_AFTER)) > 0);
                assertTrue(answer.value(HeaderName.VIA).contains("rport=5070"), answer.value(HeaderName.VIA));
            }
        }
        assertTrue(exchange.sent.size() >= WATCHED_MAX + shed.size(), "sent " + exchange.sent.size());
    }

    @Test
    void whoWasShedIsAnsweredAlikeAndHisAckIsHeardByNobody() {
        invite(1_000);
        exchange.story.clear();
        int call = shed.getFirst();
        String tag = toTag(call);
        assertEquals(16, tag.length());
        assertEquals(tag, toTag(call));
        assertTrue(hear(request(Method.ACK, call, ";tag=" + tag)));
        assertEquals(
                0, exchange.story.stream().filter(line -> line.contains("ACK")).count());
        assertFalse(tag.equals(toTag(shed.getLast())));
    }

    /** One that comes again when only few are refused, or nobody. */
    @Test
    void whoWasShedIsNotLetInLater() {
        invite(1_000);
        String tag = toTag(shed.getLast());
        exchange.nowMs += 5 * SECOND_MS;
        exchange.layer.overload().onRead(0, 32, false, exchange.nowNs());
        assertEquals(0, exchange.layer.overload().lossPercent());
        assertEquals(tag, toTag(shed.getLast()));
        assertEquals(0, exchange.layer.overload().refuses(request(Method.INVITE, ++number, ""), exchange.nowNs()));
    }

    @Test
    void whatIsUnderWayIsNotShed() {
        invite(1_000);
        for (int call : letIn) {
            assertFalse(hear(request(Method.INVITE, call, "")), "said again");
        }
        for (int call = 2_000; call < 2_100; call++) {
            assertFalse(hear(request(Method.INVITE, call, ";tag=ours")), "within a dialog");
            assertFalse(hear(request(Method.ACK, call, ";tag=ours")), "of a call");
            assertFalse(hear(request(Method.OPTIONS, call, "")));
            assertFalse(hear(request(Method.REGISTER, call, "")));
        }
    }
}
