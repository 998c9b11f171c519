package hotswitch.media.recording;

import hotswitch.disk.DiskLog;
import hotswitch.disk.LogCursor;
import java.io.IOException;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads the spool record by record; one whose handling failed is given again. */
final class SpoolReader {
    private final LogCursor cursor;
    private final long after;
    private final byte[] taken = new byte[SpoolRecord.HEADER_BYTES + SpoolRecord.PAYLOAD_BYTES_MAX];
    private final LogCursor.Room room = this::room;
    private final SpoolRecord spoolRecord = new SpoolRecord();

    /** Takes one record. */
    interface Handler {
        void onRecord(long index, SpoolRecord spoolRecord) throws IOException;
    }

    /** @param after index of the last record that is not wanted, or {@link WriterState#BEGINNING} */
    SpoolReader(DiskLog log, long after) {
        this.after = after;
        spoolRecord.wrap(new UnsafeBuffer(taken), 0);
        cursor = log.cursor();
        if (after == WriterState.BEGINNING || !cursor.moveTo(after)) cursor.toStart();
    }

    private byte[] room(int length) {
        if (length > taken.length) throw new IllegalStateException("spool record of " + length + " bytes");
        return taken;
    }

    /** @return false: there is nothing more now */
    boolean poll(Handler handler) throws IOException {
        if (cursor.next(room) < 0) return false;
        long index = cursor.position();
        if (index <= after) return true;
        try {
            handler.onRecord(index, spoolRecord);
        } catch (IOException failure) {
            cursor.moveTo(index);
            throw failure;
        }
        return true;
    }

    void close() {
        cursor.close();
    }
}
