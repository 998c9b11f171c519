package hotswitch.disk;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** What one file holds, in UTC. Periods are numbered from 1970. */
public enum Period {
    DAY("yyyyMMdd", "0000", 86_400_000_000_000L),
    HOUR("yyyyMMdd-HH", "00", 3_600_000_000_000L);

    static final String SUFFIX = ".dlog";
    private static final int NONE = -1;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm");

    private final DateTimeFormatter name;
    /** What makes a name without its suffix one of {@link #WHOLE}. */
    private final String rest;

    private final long ns;

    Period(String pattern, String rest, long ns) {
        name = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
        this.rest = rest;
        this.ns = ns;
    }

    /** The number of the period that this moment lies in; {@code timeNs} since 1970. */
    public int at(long timeNs) {
        return Math.toIntExact(Math.floorDiv(timeNs, ns));
    }

    String fileName(int period) {
        return name.format(Instant.ofEpochSecond(period * (ns / NS_PER_S))) + SUFFIX;
    }

    /** −1 if the file is none of a log. */
    int of(String fileName) {
        if (!fileName.endsWith(SUFFIX)) {
            return NONE;
        }
        String base = fileName.substring(0, fileName.length() - SUFFIX.length());
        String whole = this == DAY ? base + "-" + rest : base + rest;
        try {
            long seconds = LocalDateTime.parse(whole, WHOLE).toEpochSecond(ZoneOffset.UTC);
            return at(seconds * NS_PER_S);
        } catch (DateTimeParseException foreign) {
            return NONE;
        }
    }
}
