package hotswitch.server.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.rig.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A part says more for a while, and then what it said before. */
final class LogLevelsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final Logger LOG = LoggerFactory.getLogger("hotswitch.log-levels-test.part");

    @Test
    void forAWhile() {
        LogLevels levels = new LogLevels();
        assertFalse(LOG.isTraceEnabled());
        levels.set("hotswitch.log-levels-test", "debug", Duration.ofMinutes(1), NOW);
        LogLevels.Changed change = levels.set("hotswitch.log-levels-test", "trace", Duration.ofMillis(300), NOW);
        assertTrue(LOG.isTraceEnabled());
        assertEquals(List.of(change), levels.all());
        assertEquals(NOW.plusMillis(300), change.until());
        Await.until("it is over", () -> levels.all().isEmpty());
        assertFalse(LOG.isTraceEnabled() || LOG.isDebugEnabled());
    }

    @Test
    void onlyPartsOfOurOwn() {
        assertTrue(LogLevels.isPart("hotswitch") && LogLevels.isPart("hotswitch.sip.transport.Inbox"));
        assertFalse(LogLevels.isPart("") || LogLevels.isPart("io.netty") || LogLevels.isPart("hotswitch."));
        assertFalse(LogLevels.isPart("hotswitchX"));
    }
}
