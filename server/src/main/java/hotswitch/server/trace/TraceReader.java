package hotswitch.server.trace;

import static hotswitch.server.trace.TraceLayout.ALIGNMENT;
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
import static hotswitch.server.trace.TraceLayout.NAME;
import static hotswitch.server.trace.TraceLayout.PADDING;
import static hotswitch.server.trace.TraceLayout.POSITION;
import static hotswitch.server.trace.TraceLayout.RECEIVED;
import static hotswitch.server.trace.TraceLayout.REMOTE_LENGTH;
import static hotswitch.server.trace.TraceLayout.REMOTE_PORT;
import static hotswitch.server.trace.TraceLayout.TAIL_OFFSET;
import static hotswitch.server.trace.TraceLayout.TEXT_LENGTH;
import static hotswitch.server.trace.TraceLayout.TIME;
import static hotswitch.server.trace.TraceLayout.TRANSPORT;
import static hotswitch.server.trace.TraceLayout.WHOLE_LENGTH;

import hotswitch.sip.transaction.Transport;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.agrona.IoUtil;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads {@code data/sip.trace}, also while a switch writes it. */
public final class TraceReader {
    private static final Transport[] TRANSPORTS = Transport.values();

    private TraceReader() {}

    /** Of a ring that is sound. */
    record Span(long head, long tail) {}

    /** All there is; null: this switch keeps none. */
    public static Trace read(Path data) throws IOException {
        Path path = data.resolve(NAME);
        if (!Files.exists(path)) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            mapped.order(ByteOrder.LITTLE_ENDIAN);
            try {
                AtomicBuffer file = new UnsafeBuffer(mapped);
                return isRing(file) ? since(file, 0) : null;
            } finally {
                IoUtil.unmap(mapped);
            }
        }
    }

    private static boolean isRing(AtomicBuffer file) {
        return file.capacity() > DATA_OFFSET
                && file.getLong(MAGIC_OFFSET) == MAGIC
                && file.getLong(CAPACITY_OFFSET) == file.capacity() - DATA_OFFSET;
    }

    /** What can be gone on with after a kill, or a power cut that left some pages unwritten; null: nothing. */
    static Span whole(AtomicBuffer file) {
        if (!isRing(file)) {
            return null;
        }
        int capacity = file.capacity() - DATA_OFFSET;
        long head = file.getLong(HEAD_OFFSET);
        long tail = file.getLong(TAIL_OFFSET);
        if (head < 0 || tail < head || tail - head > capacity || head % ALIGNMENT != 0) {
            return null;
        }
        long at = head;
        while (at < tail && isRecord(file, offset(at, capacity), at)) {
            at += file.getInt(offset(at, capacity) + LENGTH);
        }
        return at <= tail ? new Span(head, at) : null;
    }

    private static boolean isRecord(AtomicBuffer bytes, int offset, long position) {
        int room = bytes.capacity() - offset;
        if (room < ALIGNMENT) {
            return false;
        }
        int length = bytes.getInt(offset + LENGTH);
        boolean fits = length >= ALIGNMENT && length % ALIGNMENT == 0 && length <= room;
        if (!fits || bytes.getByte(offset + KIND) == PADDING) {
            return fits;
        }
        if (length < HEADER) {
            return false;
        }
        int texts = HEADER + bytes.getInt(offset + TEXT_LENGTH);
        return bytes.getLong(offset + POSITION) == position && texts >= HEADER && texts <= length;
    }

    private static int offset(long position, int capacity) {
        return DATA_OFFSET + (int) (position % capacity);
    }

    /**
     * A copy is made first: the writer may come round meanwhile; what it has written over by the end is left out. It
     * may come round between two looks too, so the end is looked at last, and what is copied is no more than the ring.
     */
    static Trace since(AtomicBuffer file, long position) {
        long oldest = file.getLongVolatile(HEAD_OFFSET);
        long tail = file.getLongVolatile(TAIL_OFFSET);
        long ring = tail - (file.capacity() - DATA_OFFSET);
        long first = Math.max(position, Math.max(oldest, ring));
        UnsafeBuffer copy = copy(file, first, tail);
        VarHandle.loadLoadFence();
        long head = file.getLongVolatile(HEAD_OFFSET);
        List<Trace.Message> messages = new ArrayList<>();
        List<Trace.Link> links = new ArrayList<>();
        for (long at = Math.max(first, head); at < tail; ) {
            int offset = (int) (at - first);
            if (!isRecord(copy, offset, at)) {
                break;
            }
            byte kind = copy.getByte(offset + KIND);
            if (kind == LINK) {
                links.add(link(copy, offset));
            } else if (kind != PADDING) {
                messages.add(message(copy, offset, kind));
            }
            at += copy.getInt(offset + LENGTH);
        }
        return new Trace(messages, links, tail, head > position);
    }

    /** The records from here to there, in one piece. */
    private static UnsafeBuffer copy(AtomicBuffer file, long from, long to) {
        int capacity = file.capacity() - DATA_OFFSET;
        byte[] bytes = new byte[(int) (to - from)];
        int first = (int) Math.min(bytes.length, capacity - from % capacity);
        file.getBytes(offset(from, capacity), bytes, 0, first);
        file.getBytes(DATA_OFFSET, bytes, first, bytes.length - first);
        return new UnsafeBuffer(bytes);
    }

    private static Trace.Link link(AtomicBuffer file, int at) {
        int length = file.getInt(at + TEXT_LENGTH);
        return new Trace.Link(file.getLong(at + CALL), file.getStringWithoutLengthAscii(at + HEADER, length));
    }

    private static Trace.Message message(AtomicBuffer file, int at, byte kind) {
        int local = file.getByte(at + LOCAL_LENGTH);
        int remote = file.getByte(at + REMOTE_LENGTH);
        byte[] text = new byte[file.getInt(at + TEXT_LENGTH)];
        file.getBytes(at + HEADER + local + remote, text);
        return new Trace.Message(
                file.getLong(at + TIME),
                kind == RECEIVED,
                TRANSPORTS[file.getByte(at + TRANSPORT)],
                new Trace.Peer(
                        file.getStringWithoutLengthAscii(at + HEADER, local), file.getShort(at + LOCAL_PORT) & 0xFFFF),
                new Trace.Peer(
                        file.getStringWithoutLengthAscii(at + HEADER + local, remote),
                        file.getShort(at + REMOTE_PORT) & 0xFFFF),
                text,
                file.getInt(at + WHOLE_LENGTH));
    }
}
