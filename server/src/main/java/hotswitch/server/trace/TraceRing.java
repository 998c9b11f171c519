package hotswitch.server.trace;

import static hotswitch.server.trace.TraceLayout.CALL;
import static hotswitch.server.trace.TraceLayout.CAPACITY_OFFSET;
import static hotswitch.server.trace.TraceLayout.DATA_OFFSET;
import static hotswitch.server.trace.TraceLayout.HEADER;
import static hotswitch.server.trace.TraceLayout.HEAD_OFFSET;
import static hotswitch.server.trace.TraceLayout.KIND;
import static hotswitch.server.trace.TraceLayout.LENGTH;
import static hotswitch.server.trace.TraceLayout.LINK;
import static hotswitch.server.trace.TraceLayout.LOCAL_LENGTH;
import static hotswitch.server.trace.TraceLayout.LOCAL_PORT;
import static hotswitch.server.trace.TraceLayout.MAGIC;
import static hotswitch.server.trace.TraceLayout.MAGIC_OFFSET;
import static hotswitch.server.trace.TraceLayout.MESSAGE_MAX;
import static hotswitch.server.trace.TraceLayout.NAME;
import static hotswitch.server.trace.TraceLayout.PADDING;
import static hotswitch.server.trace.TraceLayout.POSITION;
import static hotswitch.server.trace.TraceLayout.RECEIVED;
import static hotswitch.server.trace.TraceLayout.REMOTE_LENGTH;
import static hotswitch.server.trace.TraceLayout.REMOTE_PORT;
import static hotswitch.server.trace.TraceLayout.SENT;
import static hotswitch.server.trace.TraceLayout.TAIL_OFFSET;
import static hotswitch.server.trace.TraceLayout.TEXT_LENGTH;
import static hotswitch.server.trace.TraceLayout.TIME;
import static hotswitch.server.trace.TraceLayout.TRANSPORT;
import static hotswitch.server.trace.TraceLayout.WHOLE_LENGTH;
import static hotswitch.server.trace.TraceLayout.aligned;

import hotswitch.sip.message.Mask;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The last so many MiB of signalling, in a mapped file: what a killed process wrote is there for the next one and for
 * who looks. One writer, the signalling loop; a message costs a copy and no object, and is masked before it is here.
 */
public final class TraceRing implements AutoCloseable {
    /** Where this side is, by transport. */
    public record Local(String address, Map<Transport, Integer> ports) {
        public Local {
            ports = Map.copyOf(ports);
        }
    }

    /** Behind a star, and followed by a PIN: the code of {@code FeatureCodes} to log on. */
    private static final String LOG_ON = "50";

    private static final int MIB_BITS = 20;
    private static final int PIECE_BYTES = 16 * 1024;

    private final MappedByteBuffer mapped;
    private final UnsafeBuffer file;
    private final int capacity;
    private final byte[] message = new byte[MESSAGE_MAX];
    private final Mask mask = new Mask(message, LOG_ON);
    private final byte[] address = new byte[64];
    private String here = "127.0.0.1";
    /** By transport's place. */
    private final short[] ports = new short[Transport.values().length];

    private long head;
    private long tail;

    private TraceRing(MappedByteBuffer mapped) {
        this.mapped = mapped;
        file = new UnsafeBuffer(mapped);
        capacity = file.capacity() - DATA_OFFSET;
    }

    /** Goes on where a former process left off; begins anew with another size, or where the file is no such ring. */
    public static TraceRing open(Path data, int mib) throws IOException {
        Path path = data.resolve(NAME);
        long bytes = DATA_OFFSET + ((long) mib << MIB_BITS);
        if (!Files.exists(path) || Files.size(path) != bytes) {
            allot(path, mib);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
            mapped.order(ByteOrder.LITTLE_ENDIAN);
            TraceRing ring = new TraceRing(mapped);
            ring.resume();
            return ring;
        }
    }

    /**
     * All of it is on the disk before it is mapped: on a full one a write to a page that is not would be a fault. In
     * small pieces, for the kernel keeps together what was written together, and whenever a page has been carried to
     * the disk the next write to it walks over all that is kept with it: 1.5 µs a page, and 6.5 with pieces of 1 MiB.
     */
    private static void allot(Path path, int mib) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(PIECE_BYTES);
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            fill(channel, zeros.limit(DATA_OFFSET));
            for (long at = 0; at < (long) mib << MIB_BITS; at += PIECE_BYTES) {
                fill(channel, zeros.clear());
            }
        } catch (IOException noRoom) {
            Files.deleteIfExists(path);
            throw noRoom;
        }
    }

    private static void fill(FileChannel channel, ByteBuffer zeros) throws IOException {
        while (zeros.hasRemaining()) {
            channel.write(zeros);
        }
    }

    private void resume() {
        TraceReader.Span span = TraceReader.whole(file);
        if (span == null) {
            file.setMemory(0, DATA_OFFSET, (byte) 0);
            file.putLong(CAPACITY_OFFSET, capacity);
            file.putLong(MAGIC_OFFSET, MAGIC);
        } else {
            head = span.head();
            tail = span.tail();
            file.putLong(TAIL_OFFSET, tail);
        }
    }

    /** Before the first message. */
    public void at(Local local) {
        here = local.address;
        local.ports.forEach((transport, port) -> ports[transport.ordinal()] = port.shortValue());
    }

    public void received(Hop from, DirectBuffer buffer, int offset, int length, long nowNs) {
        message(RECEIVED, from, buffer, offset, length, nowNs);
    }

    public void sent(Hop to, DirectBuffer buffer, int offset, int length, long nowNs) {
        message(SENT, to, buffer, offset, length, nowNs);
    }

    private void message(byte kind, Hop hop, DirectBuffer buffer, int offset, int whole, long nowNs) {
        int length = Math.min(whole, MESSAGE_MAX);
        buffer.getBytes(offset, message, 0, length);
        mask.hide(length);
        String there = hop.address();
        int text = HEADER + here.length() + there.length();
        int at = claim(text + length, kind, nowNs);
        file.putByte(at + TRANSPORT, (byte) hop.transport().ordinal());
        file.putShort(at + LOCAL_PORT, ports[hop.transport().ordinal()]);
        file.putShort(at + REMOTE_PORT, (short) hop.port());
        file.putByte(at + LOCAL_LENGTH, (byte) here.length());
        file.putByte(at + REMOTE_LENGTH, (byte) there.length());
        file.putInt(at + TEXT_LENGTH, length);
        file.putInt(at + WHOLE_LENGTH, whole);
        putAddress(at + HEADER, here);
        putAddress(at + HEADER + here.length(), there);
        file.putBytes(at + text, message, 0, length);
        commit(text + length);
    }

    /** Numeric, so ASCII. */
    @SuppressWarnings("deprecation") // ASCII characters to bytes without an encoder
    private void putAddress(int at, String text) {
        if (text.length() <= address.length) {
            text.getBytes(0, text.length(), address, 0);
            file.putBytes(at, address, 0, text.length());
        } else {
            file.putStringWithoutLengthAscii(at, text);
        }
    }

    /** The first line of the last message, masked. */
    String lastLine() {
        return Glance.firstLine(message);
    }

    /** Messages with this Call-ID are a leg's of this call. */
    public void link(long callId, CharSequence sipCallId, long nowNs) {
        int length = Math.min(sipCallId.length(), MESSAGE_MAX);
        int at = claim(HEADER + length, LINK, nowNs);
        file.putLong(at + CALL, callId);
        file.putInt(at + TEXT_LENGTH, length);
        file.putStringWithoutLengthAscii(at + HEADER, sipCallId, 0, length);
        commit(HEADER + length);
    }

    /** Where the record begins in the file. */
    private int claim(int bytes, byte kind, long nowNs) {
        int length = aligned(bytes);
        int rest = capacity - (int) (tail % capacity);
        if (rest < length) {
            free(rest);
            int at = offset(tail);
            file.putInt(at + LENGTH, rest);
            file.putByte(at + KIND, PADDING);
            tail += rest;
            file.putLongOrdered(TAIL_OFFSET, tail);
        }
        free(length);
        int at = offset(tail);
        file.putInt(at + LENGTH, length);
        file.putByte(at + KIND, kind);
        file.putLong(at + POSITION, tail);
        file.putLong(at + TIME, nowNs);
        return at;
    }

    /** The oldest go, before anything is written over them. */
    private void free(int length) {
        long first = head;
        while (tail + length - head > capacity) {
            head += file.getInt(offset(head) + LENGTH);
        }
        if (head != first) {
            file.putLongOrdered(HEAD_OFFSET, head);
            VarHandle.storeStoreFence();
        }
    }

    private void commit(int bytes) {
        tail += aligned(bytes);
        file.putLongOrdered(TAIL_OFFSET, tail);
    }

    private int offset(long position) {
        return DATA_OFFSET + (int) (position % capacity);
    }

    /** Behind the last record; any thread. */
    public long position() {
        return file.getLongVolatile(TAIL_OFFSET);
    }

    /** What came after this position, as far as it is still there; any thread. */
    public Trace since(long position) {
        return TraceReader.since(file, position);
    }

    /** Unmapped: nothing may be written or read any more. */
    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }
}
