package hotswitch.media.recording;

import java.io.IOException;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads the spool record by record; one whose handling failed is given again. */
final class SpoolReader {
    private final ExcerptTailer tailer;
    private final long after;
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private final SpoolRecord spoolRecord = new SpoolRecord();

    /** Takes one record. */
    interface Handler {
        void onRecord(long index, SpoolRecord spoolRecord) throws IOException;
    }

    /** @param after index of the last record that is not wanted, or {@link WriterState#BEGINNING} */
    SpoolReader(ChronicleQueue queue, long after) {
        this.after = after;
        tailer = queue.createTailer();
        tailer.singleThreadedCheckDisabled(true);
        if (after == WriterState.BEGINNING || !tailer.moveToIndex(after)) tailer.toStart();
    }

    /** @return false: there is nothing more now */
    boolean poll(Handler handler) throws IOException {
        long index;
        try (DocumentContext document = tailer.readingDocument()) {
            if (!document.isPresent()) return false;
            index = document.index();
            if (index <= after) return true;
            Bytes<?> content = document.wire().bytes();
            bytes.wrap(content.addressForRead(content.readPosition()), (int) content.readRemaining());
            handler.onRecord(index, spoolRecord.wrap(bytes, 0));
            return true;
        } catch (IOException failure) {
            tailer.moveToIndex(tailer.lastReadIndex());
            throw failure;
        }
    }

    void close() {
        tailer.close();
    }
}
