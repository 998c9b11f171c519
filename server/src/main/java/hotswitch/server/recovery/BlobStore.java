package hotswitch.server.recovery;

import hotswitch.acd.Blobs;
import hotswitch.server.journal.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Payloads too large for a ring slot, each a file named by its SHA-256, on the disk before any command names it. */
public final class BlobStore implements Blobs {
    private final Path directory;

    public BlobStore(Path directory) {
        this.directory = directory;
    }

    /** Stores the bytes and returns their SHA-256 in hex. */
    public String write(byte[] bytes) {
        String sha256 = sha256(bytes);
        Path file = directory.resolve(sha256);
        if (!Files.exists(file)) {
            DurableFile.write(file, bytes);
        }
        return sha256;
    }

    @Override
    public byte[] read(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 in hex: " + sha256);
        }
        Path file = directory.resolve(sha256);
        if (!Files.exists(file)) {
            throw new IllegalStateException("blob " + sha256 + " is missing");
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (!sha256(bytes).equals(sha256)) {
                throw new IllegalStateException("blob " + sha256 + " is damaged");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes, bytes.length));
    }
}
