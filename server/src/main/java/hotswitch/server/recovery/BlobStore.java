package hotswitch.server.recovery;

import hotswitch.acd.Blobs;
import hotswitch.server.journal.DurableFile;
import hotswitch.server.journal.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Payloads too large for a ring slot, each a file named by its SHA-256, on the disk before any command names it. */
public final class BlobStore implements Blobs {
    private static final int SHA256_HEX = 64;
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

    /** Stores the bytes as {@link #write} does, and notes that they are in use at this time (epoch ns). */
    public String write(byte[] bytes, long nowNs) {
        String sha256 = write(bytes);
        try {
            Files.setLastModifiedTime(directory.resolve(sha256), FileTime.from(nowNs, TimeUnit.NANOSECONDS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256;
    }

    /** Removes those that were last in use before this time and that nothing needs; returns their names. */
    List<String> removeUnused(long beforeNs, Predicate<String> needed) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<String> removed = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                long usedNs = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
                if (name.length() == SHA256_HEX && usedNs < beforeNs && !needed.test(name)) {
                    Files.delete(file);
                    removed.add(name);
                }
            }
        }
        return removed;
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
