package hotswitch.server.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ring keeps the newest messages in order, whatever their lengths, over restarts and while it is read. */
final class TraceRingTest {
    /** What the measuring itself may make. */
    private static final long FEW_BYTES = 4_096;

    private static final Hop PHONE = Hop.udp("192.0.2.81", 5080);

    @TempDir
    private Path data;

    private static TraceRing ring(Path data) throws IOException {
        TraceRing ring = TraceRing.open(data, 1);
        ring.at(new TraceRing.Local("192.0.2.1", Map.of(Transport.UDP, 5060, Transport.TCP, 5070)));
        return ring;
    }

    private static String message(int number, int length) {
        String head = "OPTIONS sip:a@b SIP/2.0\r\nCall-ID: " + number + "\r\nSubject: ";
        return head + "z".repeat(Math.max(0, length - head.length() - 4)) + "\r\n\r\n";
    }

    private static void receive(TraceRing ring, String text, long nowNs) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ring.received(PHONE, new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
    }

    private static int number(Trace.Message message) {
        return Integer.parseInt(Glance.at(message).callId());
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        try (TraceRing ring = ring(data)) {
            receive(ring, message(1, 300), 11);
            byte[] answer = "..SIP/2.0 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            ring.sent(Hop.tcp("2001:db8::1", 65_535), new UnsafeBuffer(answer), 2, answer.length - 2, 12);
            ring.link(77, "1", 13);
            Trace trace = TraceReader.read(data);
            Trace.Message first = trace.messages().getFirst();
            assertEquals(message(1, 300), new String(first.text(), StandardCharsets.US_ASCII));
            assertEquals("192.0.2.81:5080 192.0.2.1:5060", first.from() + " " + first.to());
            assertEquals(11, first.timeNs());
            Trace.Message second = trace.messages().getLast();
            assertEquals("192.0.2.1:5070 [2001:db8::1]:65535", second.from() + " " + second.to());
            assertEquals(Transport.TCP, second.transport());
            assertEquals(List.of(new Trace.Link(77, "1")), trace.links());
            assertEquals(1, trace.of(77).size());
            assertEquals(0, trace.of(78).size());
        }
    }

    /** What a call's way costs in objects: none. */
    @Test
    void aMessageMakesNoObject() throws IOException {
        byte[] text = "REGISTER sip:a.b SIP/2.0\r\nAuthorization: Digest nonce=\"abc\", response=\"ff\"\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        UnsafeBuffer buffer = new UnsafeBuffer(text);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (TraceRing ring = ring(data)) {
            long bytes = Long.MAX_VALUE;
            for (int round = 0; round < 5 && bytes > FEW_BYTES; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 20_000; i++) {
                    ring.received(PHONE, buffer, 0, text.length, i);
                    ring.sent(PHONE, buffer, 0, text.length, i);
                }
                bytes = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertTrue(bytes <= FEW_BYTES, "40,000 messages made " + bytes + " bytes of garbage");
        }
    }

    @Test
    void whatIsTooLongIsCut() throws IOException {
        try (TraceRing ring = ring(data)) {
            receive(ring, message(1, 20_000), 1);
            Trace.Message only = TraceReader.read(data).messages().getFirst();
            assertEquals(TraceLayout.MESSAGE_MAX, only.text().length);
            assertEquals(20_000, only.length());
            assertEquals("1", Glance.at(only).callId());
        }
    }

    /** Many times round, with a kill now and then: always the newest, without a gap, and most of the room is used. */
    @Test
    void theNewestAreThere() throws IOException {
        Random random = new Random(7);
        TraceRing ring = ring(data);
        int number = 0;
        for (int life = 0; life < 6; life++) {
            for (int i = 0; i < 2_000; i++) {
                receive(ring, message(++number, 60 + random.nextInt(3_000)), number);
                if (random.nextInt(5) == 0) {
                    ring.link(number, Integer.toString(number), number);
                }
            }
            List<Trace.Message> kept = TraceReader.read(data).messages();
            assertEquals(number, number(kept.getLast()));
            for (int i = 0; i < kept.size(); i++) {
                assertEquals(number - kept.size() + 1 + i, number(kept.get(i)));
            }
            long bytes = kept.stream().mapToLong(m -> m.text().length).sum();
            assertTrue(bytes > 900_000, "kept " + bytes);
            ring.close();
            ring = ring(data);
        }
        ring.close();
    }

    @Test
    void aFileThatIsNoRingOrHasAnotherSizeIsBegunAnew() throws IOException {
        Path file = data.resolve(TraceLayout.NAME);
        assertNull(TraceReader.read(data));
        byte[] junk = new byte[TraceLayout.DATA_OFFSET + (1 << 20)];
        new Random(1).nextBytes(junk);
        Files.write(file, junk);
        assertNull(TraceReader.read(data));
        try (TraceRing ring = ring(data)) {
            receive(ring, message(5, 100), 1);
        }
        TraceRing.open(data, 2).close();
        assertEquals(0, TraceReader.read(data).messages().size());
    }

    /** A page that never reached the disk: what lies before it is kept, and the ring goes on from there. */
    @Test
    void aHoleAfterAPowerCut() throws IOException {
        try (TraceRing ring = ring(data)) {
            for (int i = 1; i <= 100; i++) {
                receive(ring, message(i, 500), i);
            }
        }
        Path file = data.resolve(TraceLayout.NAME);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, TraceLayout.DATA_OFFSET + 20_480, TraceLayout.DATA_OFFSET + 24_576, (byte) 0);
        Files.write(file, bytes);
        try (TraceRing ring = ring(data)) {
            int before = TraceReader.read(data).messages().size();
            assertTrue(before > 30 && before < 45, "kept " + before);
            receive(ring, message(200, 500), 200);
            List<Trace.Message> kept = TraceReader.read(data).messages();
            assertEquals(before + 1, kept.size());
            assertEquals(200, number(kept.getLast()));
        }
    }

    /** Read without a pause while it is written: what is read is whole and in order. */
    @Test
    void aReaderBesideTheWriter() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Throwable> faults = new ArrayList<>();
        try (TraceRing ring = ring(data)) {
            Thread reader = Thread.ofPlatform().start(() -> {
                try {
                    readsAll(ring, done);
                } catch (Throwable fault) {
                    faults.add(fault);
                }
            });
            Random random = new Random(3);
            for (int i = 1; i <= 60_000; i++) {
                receive(ring, message(i, 60 + random.nextInt(1_500)), i);
            }
            done.set(true);
            reader.join();
        }
        assertEquals(List.of(), faults);
    }

    private static void readsAll(TraceRing ring, AtomicBoolean done) {
        long position = 0;
        int last = 0;
        boolean ended;
        do {
            ended = done.get();
            Trace trace = ring.since(position);
            position = trace.next();
            for (Trace.Message message : trace.messages()) {
                int number = number(message);
                assertTrue(number == last + 1 || (trace.lost() && number > last), number + " after " + last);
                String text = new String(message.text(), StandardCharsets.US_ASCII);
                assertTrue(text.endsWith("\r\n\r\n"), text);
                last = number;
            }
        } while (!ended);
        assertEquals(60_000, last);
    }
}
