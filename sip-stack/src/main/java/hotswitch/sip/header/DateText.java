package hotswitch.sip.header;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of Date (RFC 3261 §20.17, §25.1), made once a second. Not for two threads. */
public final class DateText {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final long NS_PER_S = 1_000_000_000;

    private long second = Long.MIN_VALUE;
    private String text = "";

    /** {@code nowNs}: epoch ns. */
    public String at(long nowNs) {
        long now = Math.floorDiv(nowNs, NS_PER_S);
        if (now != second) {
            second = now;
            text = FORM.format(Instant.ofEpochSecond(now));
        }
        return text;
    }
}
