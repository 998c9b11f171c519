package hotswitch.media.archive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes recordings whose day lies more than {@code recording.days} days back. It looks only into folders that are
 * named as days, follows no link, touches only files that are named as recordings, and spares the calls on hold.
 */
public final class Retention {
    private static final Pattern RECORDING = Pattern.compile("(\\d{1,20})\\.(opus|wav)(\\.part)?");

    private final Path root;
    private final int days;
    private final ZoneId zone;
    private final Holds holds;

    /** Calls whose recording must stay: complaints, courts. */
    public interface Holds {
        boolean held(long callId);
    }

    /** A recording that is gone. {@code file} is relative to the archive's folder; the date is its day's. */
    public record Removed(long callId, LocalDate day, String file, long bytes) {}

    /** What one sweep did, for the audit; {@code failures} say which file could not be removed and why. */
    public record Sweep(List<Removed> removed, List<String> failures) {}

    /** @param days whole days that a recording is kept after the day it was made; at least 1 */
    public Retention(Path root, int days, ZoneId zone, Holds holds) {
        if (days < 1) throw new IllegalArgumentException("recording.days: " + days);
        this.root = root.toAbsolutePath().normalize();
        this.days = days;
        this.zone = zone;
        this.holds = holds;
    }

    /** @throws IOException the archive's folder itself cannot be listed */
    public Sweep sweep(long nowNs) throws IOException {
        LocalDate oldestKept =
                LocalDate.ofInstant(Instant.ofEpochSecond(0, nowNs), zone).minusDays(days);
        Sweep sweep = new Sweep(new ArrayList<>(), new ArrayList<>());
        for (Path folder : sorted(root)) {
            LocalDate day = dayOf(folder);
            if (day != null && day.isBefore(oldestKept)) sweepDay(folder, day, sweep);
        }
        return sweep;
    }

    private static LocalDate dayOf(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) return null;
        try {
            return LocalDate.parse(folder.getFileName().toString());
        } catch (DateTimeParseException notADay) {
            return null;
        }
    }

    private void sweepDay(Path folder, LocalDate day, Sweep sweep) {
        try {
            for (Path file : sorted(folder)) sweepFile(file, day, sweep);
            if (sorted(folder).isEmpty()) Files.delete(folder);
        } catch (IOException failure) {
            sweep.failures().add(root.relativize(folder) + ": " + failure);
        }
    }

    private void sweepFile(Path file, LocalDate day, Sweep sweep) {
        Matcher name = RECORDING.matcher(file.getFileName().toString());
        if (!name.matches() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) return;
        String relative = root.relativize(file).toString();
        try {
            long callId = Long.parseUnsignedLong(name.group(1));
            if (holds.held(callId)) return;
            long bytes = Files.size(file);
            Files.delete(file);
            if (name.group(3) == null) sweep.removed().add(new Removed(callId, day, relative, bytes));
        } catch (IOException | NumberFormatException failure) {
            sweep.failures().add(relative + ": " + failure);
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        }
        entries.sort(null);
        return entries;
    }
}
