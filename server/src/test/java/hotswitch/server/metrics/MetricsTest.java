package hotswitch.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.rig.Await;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What others count is shown for as long as the process lives. */
final class MetricsTest {
    @Test
    void aCounterOutlivesACollection() {
        Metrics metrics = new Metrics();
        AtomicLong count = new AtomicLong(1);
        metrics.counts("hotswitch.sip.requests", () -> count.get(), "method", "INVITE");
        assertEquals(1, shown(metrics));
        collect();
        count.set(7);
        assertEquals(7, shown(metrics));
    }

    private static void collect() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        Await.until("a collection", () -> {
            System.gc();
            return garbage.get() == null;
        });
        assertTrue(garbage.refersTo(null));
    }

    private static double shown(Metrics metrics) {
        String line = metrics.scrape()
                .lines()
                .filter(l -> l.startsWith("hotswitch_sip_requests_total{"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
