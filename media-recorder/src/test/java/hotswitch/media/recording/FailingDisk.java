package hotswitch.media.recording;

import hotswitch.media.archive.RecordingDisk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A disk that is full, or refuses to write, for as long as the test wants. */
final class FailingDisk implements RecordingDisk {
    private final RecordingDisk disk = RecordingDisk.local();
    String refused = "nothing";
    boolean full;

    @Override
    public FileChannel create(Path file) throws IOException {
        if (file.toString().contains(refused)) throw new IOException("No space left on device");
        return disk.create(file);
    }

    @Override
    public void publish(Path part, Path file) throws IOException {
        disk.publish(part, file);
    }

    @Override
    public long usableBytes(Path folder) throws IOException {
        return full ? 4_096 : disk.usableBytes(folder);
    }
}
