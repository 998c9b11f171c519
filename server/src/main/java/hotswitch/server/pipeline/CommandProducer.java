package hotswitch.server.pipeline;

import hotswitch.acd.Command;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.CommandCodec;
import hotswitch.server.journal.Journal;
import hotswitch.server.recovery.EdgeFacts;
import hotswitch.server.recovery.EdgeKind;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One edge's way into the ring. Never waits: new calls are refused when the ring is three quarters full,
 * everything else is held back here while it is full, and goes in before anything later of the same thread.
 */
public final class CommandProducer {
    private final String name;
    private final CommandRing ring;
    private final int heldMax;
    private final Queue<Held> line = new ArrayDeque<>();
    /** Size of the line; zero only when all that was in it is in the ring. */
    private volatile int held;

    @SuppressWarnings("ArrayRecordComponent") // bytes, never compared and never changed
    private record Held(Journal.Kind kind, byte[] bytes) {}

    @SuppressWarnings("ArrayRecordComponent") // bytes, never compared and never changed
    private record Edge(EdgeKind kind, String key, byte[] value) {}

    private record EdgeBytes(EdgeKind kind, String key, long legId, BytesWriter value, EdgeEncoding encoding) {}

    /** A fact that is kept, by its key or its leg, or more of one. */
    private interface EdgeEncoding {
        void write(EdgeKind kind, String key, long legId, BytesWriter value, BytesWriter out);
    }

    /** Writes a value's bytes; not capturing anything, so that it costs nothing. */
    interface Encoding<T> {
        void write(T value, BytesWriter out);
    }

    CommandProducer(String name, CommandRing ring, int heldMax) {
        this.name = name;
        this.ring = ring;
        this.heldMax = heldMax;
    }

    /** False: refuse the call, 503. */
    public boolean hasRoomForNewCalls() {
        return held == 0 && ring.hasRoomForNewCalls();
    }

    /**
     * A command of a call, a device or the API. Throws {@link IllegalStateException} beyond the configured
     * bound.
     */
    public void publishInside(Command command) {
        publish(Journal.Kind.COMMAND, command, CommandCodec::write);
    }

    /** What this edge wants back after a restart; empty bytes remove the key. */
    public void publishEdge(EdgeKind kind, String key, byte[] value) {
        publish(
                Journal.Kind.EDGE,
                new Edge(kind, key, value),
                (e, out) -> EdgeFacts.encode(e.kind, e.key, e.value, out));
    }

    /** The same; the bytes are taken before this returns. */
    public void publishEdge(EdgeKind kind, String key, BytesWriter value) {
        publishEdge(kind, key, 0, value, (k, text, none, bytes, out) -> EdgeFacts.encode(k, text, bytes, out));
    }

    /** The same of a leg, of whose id no text is made. */
    public void publishDialog(long legId, BytesWriter value) {
        publishEdge(
                EdgeKind.DIALOG,
                "",
                legId,
                value,
                (k, none, leg, bytes, out) -> EdgeFacts.encodeDialog(leg, bytes, out));
    }

    /** Bytes that come behind what is kept of this leg; they are taken before this returns. */
    public void publishMore(long legId, BytesWriter more) {
        publishEdge(
                EdgeKind.DIALOG, "", legId, more, (k, none, leg, bytes, out) -> EdgeFacts.encodeMore(leg, bytes, out));
    }

    private void publishEdge(EdgeKind kind, String key, long legId, BytesWriter value, EdgeEncoding encoding) {
        if (held > 0 || !tryPublishEdge(kind, key, legId, value, encoding)) {
            EdgeBytes edge = new EdgeBytes(kind, key, legId, value, encoding);
            publishOrHold(Journal.Kind.EDGE, edge, (e, out) -> e.encoding.write(e.kind, e.key, e.legId, e.value, out));
        }
    }

    /** Has the state's hash journaled. */
    public void publishCheckpoint() {
        publishMark(0);
    }

    /** A mark with a number by which its publisher knows it again; it has no meaning in replay. */
    void publishMark(long number) {
        publish(Journal.Kind.MARK, number, (n, out) -> out.i64(n));
    }

    /** How many commands wait for room. */
    public int held() {
        return held;
    }

    <T> void publish(Journal.Kind kind, T value, Encoding<T> encoding) {
        if (held > 0 || !tryPublish(kind, value, encoding)) {
            publishOrHold(kind, value, encoding);
        }
    }

    /** False if the ring is full. */
    <T> boolean tryPublish(Journal.Kind kind, T value, Encoding<T> encoding) {
        long at = ring.claim();
        if (at == CommandRing.FULL) {
            return false;
        }
        Slot slot = ring.slot(at);
        slot.kind = null; // a slot whose writing fails is passed over
        try {
            encoding.write(value, slot.bytes().reset());
            written(slot, kind, value instanceof Command command ? command : null);
        } finally {
            ring.publish(at);
        }
        return true;
    }

    /** The same with what would otherwise have to be one value. */
    private boolean tryPublishEdge(EdgeKind kind, String key, long legId, BytesWriter value, EdgeEncoding encoding) {
        long at = ring.claim();
        if (at == CommandRing.FULL) {
            return false;
        }
        Slot slot = ring.slot(at);
        slot.kind = null;
        try {
            encoding.write(kind, key, legId, value, slot.bytes().reset());
            written(slot, Journal.Kind.EDGE, null);
        } finally {
            ring.publish(at);
        }
        return true;
    }

    private static void written(Slot slot, Journal.Kind kind, Command command) {
        checkLength(slot.bytes());
        slot.command = command != null && slot.bytes().isPlain() ? command : null;
        slot.kind = kind;
    }

    private synchronized <T> void publishOrHold(Journal.Kind kind, T value, Encoding<T> encoding) {
        if (line.isEmpty() && tryPublish(kind, value, encoding)) {
            return;
        }
        if (line.size() == heldMax) {
            throw new IllegalStateException(name + " holds " + heldMax + " commands back, its bound");
        }
        BytesWriter out = new BytesWriter();
        encoding.write(value, out);
        checkLength(out);
        if (line.isEmpty()) {
            ring.holdingBegins();
        }
        line.add(new Held(kind, out.toBytes()));
        held = line.size();
    }

    /** On the consumer's thread. */
    synchronized void release() {
        if (line.isEmpty()) {
            return;
        }
        for (Held first = line.peek();
                first != null && tryPublish(first.kind, first.bytes, CommandProducer::copy);
                first = line.peek()) {
            line.remove();
            held = line.size();
        }
        if (line.isEmpty()) {
            ring.holdingEnds();
        }
    }

    private static void copy(byte[] bytes, BytesWriter out) {
        for (byte b : bytes) {
            out.i8(b);
        }
    }

    private static void checkLength(BytesWriter bytes) {
        if (bytes.length() > Slot.BYTES_MAX) {
            throw new IllegalArgumentException(bytes.length() + " bytes: larger payloads go to the blob store");
        }
    }
}
