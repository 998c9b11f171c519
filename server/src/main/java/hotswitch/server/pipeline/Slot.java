package hotswitch.server.pipeline;

import hotswitch.acd.Command;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.server.journal.Journal;
import org.agrona.ExpandableArrayBuffer;

/** A place in the ring, reused for ever: what goes to the journal, and what the journaller says of it. */
final class Slot {
    /** Enough for most commands; a dialog's edge fact makes it grow, once. */
    private static final int BYTES_AT_FIRST = 64;

    /** Larger payloads go by their hash to the blob store. */
    static final int BYTES_MAX = 64 * 1024;

    private BytesWriter bytes;
    Journal.Kind kind;
    /** What the bytes say, if whoever wrote them gave it along and no reader could take them for anything else. */
    Command command;

    long sequence;
    long timeNs;
    /** A batch ends here. */
    boolean ends;

    private Journal.End end;

    /** Room made at the first use: that of 16,384 slots would be a good part of the time that a start takes. */
    BytesWriter bytes() {
        if (bytes == null) {
            bytes = new BytesWriter(new ExpandableArrayBuffer(BYTES_AT_FIRST), 0);
        }
        return bytes;
    }

    /** The end of the batch that ends here; made at the first use as well. */
    Journal.End end() {
        if (end == null) {
            end = new Journal.End();
        }
        return end;
    }
}
