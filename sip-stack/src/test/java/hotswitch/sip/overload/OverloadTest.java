package hotswitch.sip.overload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Steps a line of messages and looks at what is let in. */
final class OverloadTest {
    private static final long MS = 1_000_000;
    private final Overload overload = new Overload();
    private long nowNs = 1_000_000 * MS;
    private int number;

    OverloadTest() {
        overload.target(100 * MS);
    }

    private SipMessage request(String method, String to) {
        return request(method, to, number++, "z9hG4bK1");
    }

    private static SipMessage request(String method, String to, int call, String branch) {
        String text = method + " sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9:5062;branch=" + branch
                + ";oc;oc-algo=\"loss\"\r\n"
                + "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>" + to + "\r\nCall-ID: call-" + call
                + "\r\nCSeq: 1 " + method
                + "\r\nContent-Length: 0\r\n\r\n";
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        SipMessage message = new SipMessage();
        message.index(new UnsafeBuffer(bytes), 0, bytes.length);
        return message;
    }

    /** So many hundredths of a second in which messages wait so long. */
    private void stand(long waitMs, int times) {
        for (int i = 0; i < times; i++) {
            nowNs += 10 * MS;
            overload.onRead(waitMs * MS, 32, false, nowNs);
        }
    }

    /** Of a thousand. */
    private int refused(String method, String to) {
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            refused += overload.refuses(request(method, to), nowNs) > 0 ? 1 : 0;
        }
        return refused;
    }

    @Test
    void aStandingLineLetsFewerIn() {
        stand(150, 15);
        assertEquals(0, refused("INVITE", ""), "one bad moment is none");
        stand(150, 60);
        int some = refused("INVITE", "");
        assertTrue(some > 20 && some < 500, "refused " + some);
        stand(600, 300);
        assertTrue(refused("INVITE", "") > 900, "refused " + refused("INVITE", ""));
        assertEquals(950, overload.lossPercent() * 10, 10);
    }

    @Test
    void whoWasRefusedIsNotLetInWhenHeIsHeardOnceMore() {
        stand(600, 300);
        List<Integer> refused = IntStream.range(0, 500)
                .filter(call -> overload.refuses(request("INVITE", "", call, "z9hG4bKa"), nowNs) > 0)
                .boxed()
                .toList();
        long counted = overload.refused(Method.INVITE);
        assertTrue(refused.size() > 400, "refused " + refused.size());
        nowNs += 5_000 * MS;
        stand(0, 100);
        assertEquals(0, refused("INVITE", ""), "the load is over");
        for (int call : refused) {
            assertTrue(overload.refuses(request("INVITE", "", call, "z9hG4bKa"), nowNs) > 0, "call " + call);
            assertEquals(0, overload.refuses(request("INVITE", "", call, "z9hG4bKb"), nowNs), "he tries again");
        }
        assertEquals(counted, overload.refused(Method.INVITE), "each counts once");
        nowNs += 32_000 * MS;
        assertEquals(0, overload.refuses(request("INVITE", "", refused.getFirst(), "z9hG4bKa"), nowNs));
    }

    @Test
    void atThreeTimesTheLoadItDoesNineTenthsOfItsBest() {
        Server server = new Server(overload);
        double best = server.answeredPerSecond(Server.CAPACITY);
        for (double times : new double[] {1.2, 1.5, 2, 3}) {
            double answered = server.answeredPerSecond((int) (times * Server.CAPACITY));
            String told =
                    times + " times: " + answered + " of " + best + "/s, waits up to " + server.longestMs() + " ms";
            assertTrue(answered > 0.9 * best, told);
            assertTrue(server.longestMs() < 500, told);
            assertEquals(0, server.lossAfterASecondOf(Server.CAPACITY / 2), told);
        }
    }

    @Test
    void inDialogRequestsAndOptionsAreNeverRefusedAndPhonesHaveMorePatience() {
        stand(200, 300);
        assertTrue(refused("INVITE", "") > 200);
        assertEquals(0, refused("INVITE", ";tag=ours"), "a re-INVITE");
        assertEquals(0, refused("BYE", ";tag=ours"));
        assertEquals(0, refused("OPTIONS", ""));
        assertEquals(0, refused("REGISTER", ""), "200 ms are no reason for phones");
        stand(900, 300);
        assertTrue(refused("REGISTER", "") > 500);
        assertTrue(refused("INVITE", "") > 900);
        assertEquals(0, refused("BYE", ";tag=ours"));
        assertTrue(overload.refused(Method.INVITE) > 900);
    }

    @Test
    void whenNobodyWaitsEveryCallerIsLetInWithinASecond() {
        stand(600, 300);
        assertTrue(refused("INVITE", "") > 900);
        stand(1, 100);
        assertEquals(0, refused("INVITE", ""));
    }

    @Test
    void silenceIsNoOverload() {
        stand(400, 300);
        nowNs += 2_000 * MS;
        assertEquals(0, refused("INVITE", ""));
    }

    @Test
    void turnsOfSecondsAreNoSilence() {
        for (int i = 0; i < 20; i++) {
            nowNs += 2_000 * MS;
            overload.onStreams(2_000 * MS, 32, nowNs);
        }
        assertTrue(refused("INVITE", "") > 500, "refused " + refused("INVITE", ""));
    }

    @Test
    void aPauseOfTheProcessIsNoOverload() {
        stand(1, 50);
        nowNs += 500 * MS;
        overload.onRead(500 * MS, 32, false, nowNs);
        stand(1, 50);
        assertEquals(0, overload.lossPercent());
        for (int i = 0; i < 100; i++) {
            nowNs += 20 * MS;
            overload.onRead(300 * MS, 1, false, nowNs);
        }
        assertEquals(0, overload.lossPercent(), "a few messages that are late are none either");
    }

    @Test
    void whatTheKernelHasNoRoomForCountsAsALine() {
        for (int i = 0; i < 100; i++) {
            nowNs += 10 * MS;
            overload.onRead(20 * MS, 32, true, nowNs);
        }
        assertTrue(overload.lossPercent() > 10);
    }

    @Test
    void theSameCallIsJudgedAlike() {
        stand(150, 80);
        int first = number;
        int refused = refused("INVITE", "");
        number = first;
        assertEquals(refused, refused("INVITE", ""));
    }

    /** Load that comes by streams only: no datagram tells of it. */
    @Test
    void turnsThatTakeTooLongCountLikeALine() {
        turns(40, 100);
        assertEquals(0, refused("INVITE", ""));
        turns(250, 100);
        assertTrue(refused("INVITE", "") > 100, "refused " + refused("INVITE", ""));
        stand(1, 3);
        turns(250, 2);
        assertTrue(refused("INVITE", "") > 100, "that datagrams are served does not help streams");
        turns(1, 100);
        assertEquals(0, refused("INVITE", ""));
        turns(40, 5);
        stand(300, 300);
        assertTrue(refused("INVITE", "") > 100, "nor that streams are served datagrams");
    }

    /** So many messages of streams, whose turns take so long. */
    private void turns(long turnMs, int times) {
        for (int i = 0; i < times; i++) {
            nowNs += Math.max(10, turnMs) * MS;
            overload.onStreams(turnMs * MS, 32, nowNs);
        }
    }

    @Test
    void byStreamsTooItDoesNineTenthsOfItsBestAtThreeTimesTheLoad() {
        Server server = new Server(overload);
        server.streams = true;
        double best = server.answeredPerSecond(Server.CAPACITY);
        for (double times : new double[] {1.5, 3}) {
            double answered = server.answeredPerSecond((int) (times * Server.CAPACITY));
            String told =
                    times + " times: " + answered + " of " + best + "/s, waits up to " + server.longestMs() + " ms";
            assertTrue(answered > 0.9 * best, told);
            assertTrue(server.longestMs() < 800, told);
            assertEquals(0, server.lossAfterASecondOf(Server.CAPACITY / 2), told);
        }
    }

    @Test
    void aNeighbourThatOffersControlHearsTheShare() {
        stand(150, 300);
        SipWriter writer = new SipWriter();
        writer.overload(overload.lossPercent(), 1_282_321_615_782L * MS);
        writer.startResponse(503)
                .copyDialogHeaders(request("INVITE", ""), "192.0.2.9", 5062, "t")
                .end();
        assertTrue(
                writer.toString()
                        .contains("Via: SIP/2.0/UDP 192.0.2.9:5062;branch=z9hG4bK1;oc=" + overload.lossPercent()
                                + ";oc-algo=\"loss\";oc-validity=500;oc-seq=1282321615.782\r\n"),
                writer.toString());
        writer.overload(0, 1_282_321_616_007L * MS);
        writer.startResponse(200)
                .copyDialogHeaders(request("INVITE", ""), "192.0.2.9", 5062, "t")
                .end();
        assertTrue(writer.toString().contains(";oc=0;oc-algo=\"loss\";oc-validity=0;oc-seq=1282321616.007\r\n"));
    }
}
