package hotswitch.server.pipeline;

import hotswitch.acd.Command;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.server.journal.Journal;
import org.agrona.ExpandableArrayBuffer;

/** A place in the ring, reused for ever: what goes to the journal, and what the journaller says of it. */
final class Slot {
    /** Enough for every command and almost every dialog's edge fact; a larger one makes it grow. */
    private static final int BYTES_AT_FIRST = 2048;

    /** Larger payloads go by their hash to the blob store. */
    static final int BYTES_MAX = 64 * 1024;

    final BytesWriter bytes = new BytesWriter().wrap(new ExpandableArrayBuffer(BYTES_AT_FIRST), 0);
    Journal.Kind kind;
    /** What the bytes say, if whoever wrote them gave it along and no reader could take them for anything else. */
    Command command;

    long sequence;
    long timeNs;
    /** Of the batch that ends here; null in the midst of one. */
    Journal.Mark mark;
}
