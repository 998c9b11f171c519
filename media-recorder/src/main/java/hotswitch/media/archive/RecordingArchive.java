package hotswitch.media.archive;

import hotswitch.media.codec.OggOpusWriter;
import hotswitch.media.codec.StereoWriter;
import hotswitch.media.codec.WavWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;

/**
 * The folder of finished recordings: {@code YYYY-MM-DD/CALLID.opus}, the date of the first talk segment's start in the
 * zone of the site. A file appears whole under its name or not at all. Writing the same call again gives the same
 * bytes.
 */
public final class RecordingArchive {
    private static final String PART = ".part";

    private final Path root;
    private final RecordingFormat format;
    private final ZoneId zone;
    private final RecordingDisk disk;

    public RecordingArchive(Path root, RecordingFormat format, ZoneId zone, RecordingDisk disk) {
        this.root = root.toAbsolutePath().normalize();
        this.format = format;
        this.zone = zone;
        this.disk = disk;
    }

    /**
     * A file that is in place and durable.
     *
     * @param file relative to the archive's folder
     * @param sha256 of the whole file, in lower-case hexadecimal
     */
    public record Archived(String file, String sha256) {}

    public Path root() {
        return root;
    }

    public RecordingDisk disk() {
        return disk;
    }

    /**
     * Writes, syncs, then renames.
     *
     * @param startNs epoch nanoseconds; chooses the day's folder
     * @throws IOException nothing appears under the final name; to be tried again
     */
    public Archived write(long callId, long startNs, StereoSource audio) throws IOException {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(0, startNs), zone);
        String name = Long.toUnsignedString(callId) + "." + format.key();
        Path file = root.resolve(day.toString()).resolve(name);
        Path part = file.resolveSibling(name + PART);
        String sha256;
        try (HashingChannel out = new HashingChannel(disk.create(part))) {
            encode(callId, audio, out);
            out.sync();
            sha256 = out.hex();
        }
        disk.publish(part, file);
        return new Archived(day + "/" + name, sha256);
    }

    private void encode(long callId, StereoSource audio, WritableByteChannel out) throws IOException {
        StereoWriter writer = switch (format) {
            case OPUS -> new OggOpusWriter(out, Long.hashCode(callId));
            case WAV -> new WavWriter(out, audio.frames());
        };
        try {
            audio.writeTo(writer);
            writer.finish();
        } finally {
            writer.discard();
        }
    }

    /**
     * Is the file unchanged?
     *
     * @param file relative to the archive's folder
     * @throws IOException it cannot be read; a file that is missing is not an unchanged one either
     * @throws IllegalArgumentException the name leads out of the archive
     */
    public boolean verify(String file, String sha256) throws IOException {
        MessageDigest digest = sha256();
        byte[] block = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(locate(file))) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) digest.update(block, 0, count);
        }
        return MessageDigest.isEqual(digest.digest(), HexFormat.of().parseHex(sha256));
    }

    /** @throws IllegalArgumentException the name leads out of the archive */
    public Path locate(String file) {
        Path path = root.resolve(file).normalize();
        if (!path.startsWith(root) || path.equals(root))
            throw new IllegalArgumentException("not in the archive: " + file);
        return path;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
