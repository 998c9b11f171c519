package hotswitch.server.cti;

import hotswitch.server.journal.CentreTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;

/** Epoch nanoseconds as RFC 3339 with milliseconds, UTC. */
public final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter CHINA =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(CentreTime.ZONE);

    private Times() {}

    /** Null for 0: it did not happen. */
    public static String text(long epochNs) {
        return epochNs == 0 ? null : FORMAT.format(Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(epochNs)));
    }

    /** As days are counted: 2026-11-24T00:00:00+08:00. */
    public static String inChina(long epochNs) {
        return CHINA.format(Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(epochNs)));
    }

    /** Any RFC 3339 time; throws {@link Problem} 400 naming the parameter. */
    static long parse(String parameter, String value) {
        try {
            Instant at = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value, Instant::from);
            return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
        } catch (DateTimeParseException e) {
            throw Problem.badRequest(parameter + " is no RFC 3339 time such as 2026-11-24T08:00:00.000Z: " + value);
        }
    }
}
