package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a call costs in garbage: one outgoing and one incoming leg, INVITE to BYE, as a back-to-back call has. */
class GarbageTest {
    private static final long MS = 1_000_000;
    private static final int BYTES_MAX = 12_000;
    private static final String SDP = """
            v=0
            o=- 1 1 IN IP4 192.0.2.1
            s=-
            c=IN IP4 192.0.2.1
            t=0 0
            m=audio 20000 RTP/AVP 8 0 101
            a=rtpmap:101 telephone-event/8000
            a=ptime:20
            """.replace("\n", "\r\n");

    /** Where a sent message waits; slots are used again, so that the wire itself makes no garbage. */
    private static final class Slot {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[4_096]);
        int length;
        boolean toB;
    }

    private final ArrayDeque<Slot> wire = new ArrayDeque<>(64);
    private final ArrayDeque<Slot> free = new ArrayDeque<>(64);
    private final SipMessage message = new SipMessage();
    private final Hop hopA = Hop.udp("192.0.2.1", 5060);
    private final Hop hopB = Hop.udp("192.0.2.2", 5060);
    private final SilentUser callee = new SilentUser();
    private final UserAgent a = agent("192.0.2.1", new SilentUser(), true);
    private final UserAgent b = agent("192.0.2.2", callee, false);
    private long nowNs = 1_000 * MS;

    private UserAgent agent(String host, SessionUser user, boolean toB) {
        UserAgentConfig config = UserAgentConfig.standard(new LocalAddress(host, 5060, 5060, "hotswitch"), "Hotswitch");
        Names names = new Names("a node's secret key".getBytes(StandardCharsets.UTF_8));
        return new UserAgent(config, names, (to, buffer, offset, length) -> keep(buffer, offset, length, toB), user);
    }

    private void keep(DirectBuffer buffer, int offset, int length, boolean toB) {
        Slot slot = free.isEmpty() ? new Slot() : free.poll();
        slot.bytes.putBytes(0, buffer, offset, length);
        slot.length = length;
        slot.toB = toB;
        wire.add(slot);
    }

    private void deliver() {
        while (!wire.isEmpty()) {
            Slot slot = wire.poll();
            assertEquals(Malformed.NONE, message.index(slot.bytes, 0, slot.length));
            (slot.toB ? b : a).onMessage(message, slot.toB ? hopA : hopB, nowNs);
            free.add(slot);
        }
    }

    private void call(long legId) {
        Connect.Parties parties = new Connect.Parties("sip:8001@192.0.2.2:5060", "<sip:12345@a>", "<sip:8001@b>");
        Session caller = a.connect(new Connect(legId, 0, hopB, parties, Connect.Content.sdp(SDP)), nowNs);
        deliver();
        callee.session.ring(nowNs);
        deliver();
        callee.session.accept(SDP, nowNs);
        deliver();
        caller.bye("", nowNs);
        deliver();
        nowNs += 33_000 * MS;
        a.onTime(nowNs);
        b.onTime(nowNs);
    }

    @Test
    void aCallOfTwoLegsMakesFewKilobytes() {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int leg = 1; leg <= 2_000; leg++) {
            call(leg);
        }
        long before = thread.getCurrentThreadAllocatedBytes();
        long startNs = thread.getCurrentThreadCpuTime();
        int calls = 2_000;
        for (int leg = 1; leg <= calls; leg++) {
            call(10_000 + leg);
        }
        long bytes = (thread.getCurrentThreadAllocatedBytes() - before) / calls;
        long ns = (thread.getCurrentThreadCpuTime() - startNs) / calls;
        assertTrue(bytes < BYTES_MAX, bytes + " bytes and " + ns + " ns per call");
        assertEquals(0, a.transactions() + b.transactions() + a.sessions() + b.sessions());
    }
}
