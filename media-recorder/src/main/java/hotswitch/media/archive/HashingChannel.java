package hotswitch.media.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Takes the SHA-256 of what passes on its way into the file, so that the file need not be read again. */
final class HashingChannel implements WritableByteChannel {
    private final FileChannel file;
    private final MessageDigest digest = RecordingArchive.sha256();

    HashingChannel(FileChannel file) {
        this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        ByteBuffer passed = bytes.duplicate();
        int count = file.write(bytes);
        digest.update(passed.limit(passed.position() + count));
        return count;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    void sync() throws IOException {
        file.force(true);
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
