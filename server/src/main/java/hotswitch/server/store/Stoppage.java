package hotswitch.server.store;

import hotswitch.acd.Command;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.server.journal.FactReader;
import hotswitch.server.metrics.Metrics;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done about a projection that fails: everybody is told, and where it can go on that is tried. */
public final class Stoppage {
    private static final Logger LOG = LoggerFactory.getLogger(Stoppage.class);
    private final String alarm;
    private final Consumer<Command> core;
    private final Supplier<FactReader> again;
    private volatile boolean stands;

    /** {@code again}: a reader from where the projection stands, null when it cannot go on before the next start. */
    public Stoppage(String alarm, Consumer<Command> core, Supplier<FactReader> again) {
        this.alarm = alarm;
        this.core = core;
        this.again = again;
    }

    /** {@code projection}: its name among the figures. {@code raised}: alarms of a former process. */
    public void begin(String projection, Predicate<String> raised, Metrics metrics) {
        metrics.gauges("hotswitch.projection.stopped", this::stands, "projection", projection);
        if (raised.test(alarm)) {
            core.accept(new RaiseAlarm(alarm, "a new start", false));
        }
    }

    long stands() {
        return stands ? 1 : 0;
    }

    /** Told once, however often it fails again. */
    void failed(long seq, RuntimeException why) {
        if (stands) {
            return;
        }
        stands = true;
        LOG.error("{} raised: it stopped at fact {}", alarm, seq, why);
        Throwable cause = why.getCause() == null ? why : why.getCause();
        core.accept(new RaiseAlarm(alarm, "stopped at fact " + seq + ": " + cause.getMessage(), true));
    }

    /** Throws where it still fails. */
    FactReader again() {
        return again.get();
    }

    void over(long seq) {
        stands = false;
        LOG.warn("{} cleared: it goes on from fact {}", alarm, seq);
        core.accept(new RaiseAlarm(alarm, "it goes on", false));
    }
}
