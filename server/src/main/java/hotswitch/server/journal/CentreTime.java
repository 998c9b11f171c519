package hotswitch.server.journal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Epoch nanoseconds as the people of the centre read them: China's time, its offset beside it (RFC 3339). */
public final class CentreTime {
    /** China has one zone without summer time since 1991. */
    public static final ZoneId ZONE = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter MILLIS = format("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");
    private static final DateTimeFormatter NANOS = format("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSxxx");

    private CentreTime() {}

    /** 2026-11-24T08:00:00.000+08:00. */
    public static String text(long epochNs) {
        return MILLIS.format(at(epochNs));
    }

    /** With nine places. */
    static String toTheNanosecond(long epochNs) {
        return NANOS.format(at(epochNs));
    }

    private static Instant at(long epochNs) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(epochNs);
        return Instant.ofEpochSecond(seconds, epochNs - TimeUnit.SECONDS.toNanos(seconds));
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZONE);
    }
}
