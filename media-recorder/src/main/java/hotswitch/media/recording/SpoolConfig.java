package hotswitch.media.recording;

import java.nio.file.Path;

/**
 * @param folder of the spool's files alone
 * @param ringBytes memory between media loops and disk, a power of two; 200 recorded calls fill about 5 MB a second
 * @param freeBytesMin below so much free space no more audio is taken: the rest belongs to the journal and to
 *     calls, and the journal cannot go on without
 */
public record SpoolConfig(Path folder, int ringBytes, long freeBytesMin) {
    public static final int RING_BYTES = 8 << 20;
    /** The default. */
    public static final long FREE_BYTES_MIN = 512L << 20;

    private static final long FREE_BYTES_LEAST = 1 << 20;

    public SpoolConfig {
        if (Integer.bitCount(ringBytes) != 1 || ringBytes < 64 * 1024) {
            throw new IllegalArgumentException("ring of " + ringBytes + " bytes: a power of two from 64 KiB");
        }
        if (freeBytesMin < FREE_BYTES_LEAST) throw new IllegalArgumentException("free bytes " + freeBytesMin);
    }

    public SpoolConfig(Path folder) {
        this(folder, RING_BYTES, FREE_BYTES_MIN);
    }
}
