package hotswitch.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What lies behind a file's last whole record when a writer takes it over: what a killed process had begun to write, or
 * what a machine without power left. It is cut off, for the next record goes there; what is not plainly unfinished is
 * put beside the file first. {@code place}: behind the last record. {@code cut}: what was done, "" if nothing.
 */
record Tail(long place, String cut) {

    static Tail of(LogFile file) {
        long size = file.size();
        long last = file.lastBefore(size);
        if (last < 0 && size > LogFile.FIRST && isForeign(file, LogFile.FIRST, size)) {
            throw new IllegalStateException(file.path() + " holds " + size + " bytes and no record: it is damaged from"
                    + " its first bytes on. Put a good copy there, or move it away");
        }
        long place = last < 0 ? LogFile.FIRST : Head.behind(last, file.lengthAt(last, size));
        if (size <= place) {
            return new Tail(place, "");
        }
        String what = size - place + " bytes behind the last record of " + file.path();
        if (isForeign(file, place, size)) {
            Path beside = file.path().resolveSibling(file.path().getFileName() + ".cut-" + Long.toHexString(place));
            save(file, place, size, beside);
            what += ", now in " + beside.getFileName();
        }
        file.cut(place);
        return new Tail(place, what);
    }

    /** Neither the beginning of a record nor nothing but zeros. */
    private static boolean isForeign(LogFile file, long place, long size) {
        if (place + Head.BYTES > size || file.lengthAt(place, size) > 0) {
            return false;
        }
        for (byte each : bytes(file, place, size)) {
            if (each != 0) {
                return true;
            }
        }
        return false;
    }

    private static byte[] bytes(LogFile file, long from, long to) {
        byte[] bytes = new byte[(int) Math.min(to - from, Head.LENGTH_MAX)];
        file.copy(from - Head.BYTES, bytes, bytes.length);
        return bytes;
    }

    private static void save(LogFile file, long from, long to, Path beside) {
        try {
            Files.write(beside, bytes(file, from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
