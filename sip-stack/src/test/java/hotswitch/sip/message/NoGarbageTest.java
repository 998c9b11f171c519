package hotswitch.sip.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Indexing and matching a message allocate nothing (the JVM's own count of this thread's bytes). */
final class NoGarbageTest {
    private static final int MESSAGES = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final SipMessage message = SipMessage.lasting();
    private final UnsafeBuffer bytes = new UnsafeBuffer(Wire.bytes(Wire.INVITE));
    private long seen;

    private long allocated() {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MESSAGES; i++) {
            Malformed fault = message.index(bytes, 0, bytes.capacity());
            seen += fault.ordinal() + message.branchHash() + message.callIdHash() + message.cseq();
            seen += message.branchEquals("z9hG4bK-776a") && message.isSentBy("192.0.2.4", 5_070) ? 1 : 0;
            seen += StreamFrame.length(bytes.byteArray(), 0, bytes.capacity());
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void anInviteIsIndexedWithoutGarbage() {
        allocated();
        allocated();
        // What the JVM itself makes once, whenever it gets to it, is in one round and not in the next.
        long first = allocated();
        long bytesInAll = Math.min(first, allocated());
        assertTrue(seen != 0);
        assertEquals(0, bytesInAll / MESSAGES, bytesInAll + " bytes for " + MESSAGES + " messages");
    }
}
