package hotswitch.server.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * Parts of the switch that say more or less than usual in the log, each for so long and then as before. Only parts of
 * our own: what libraries say at the finer levels may hold secrets.
 */
public final class LogLevels {
    public static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");
    private static final Pattern PART = Pattern.compile("hotswitch(\\.\\w+)*");

    private final SortedMap<String, Changed> changed = new TreeMap<>();

    /** {@code part}: a package or class. */
    public record Changed(String part, String level, Instant until) {}

    public static boolean isPart(String part) {
        return PART.matcher(part).matches();
    }

    public synchronized List<Changed> all() {
        return List.copyOf(changed.values());
    }

    /** A former change of this part is over. */
    public synchronized Changed set(String part, String level, Duration time, Instant now) {
        Changed change = new Changed(part, level, now.plus(time));
        changed.put(part, change);
        Configurator.setLevel(part, Level.valueOf(level.toUpperCase(Locale.ROOT)));
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> end(change));
        return change;
    }

    private synchronized void end(Changed change) {
        if (changed.remove(change.part, change)) {
            Configurator.setLevel(change.part, (Level) null);
        }
    }
}
