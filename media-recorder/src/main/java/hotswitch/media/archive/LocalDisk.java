package hotswitch.media.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file system of this machine. */
final class LocalDisk implements RecordingDisk {
    /** Of the folder that was asked for last: to find it all mounts are read, to ask it is one call. */
    private Path asked;

    private FileStore store;

    @Override
    public FileChannel create(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    @Override
    public void publish(Path part, Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public synchronized long usableBytes(Path folder) throws IOException {
        if (!folder.equals(asked)) {
            store = Files.getFileStore(folder);
            asked = folder;
        }
        return store.getUsableSpace();
    }
}
