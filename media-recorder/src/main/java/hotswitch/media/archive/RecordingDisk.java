package hotswitch.media.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** What recording asks of the file system: a port, so that a full or failing disk can be played in a test. */
public interface RecordingDisk {
    /** Opens a file for reading and writing, empty, with its folders. */
    FileChannel create(Path file) throws IOException;

    /** Gives a file that was synced its final name in one step, and makes the name durable. */
    void publish(Path part, Path file) throws IOException;

    /** Bytes that may still be written where the folder lies. */
    long usableBytes(Path folder) throws IOException;

    static RecordingDisk local() {
        return new LocalDisk();
    }
}
