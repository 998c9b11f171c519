package hotswitch.server.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Fact;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.FactCodec;
import hotswitch.server.journal.FactLog;
import hotswitch.server.journal.FactSink;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When facts are written. */
final class EffectDispatcherTest {
    @TempDir
    private Path folder;

    private final Told told = new Told();
    private FactLog log;
    private EffectDispatcher effects;
    private long nowNano = Long.MAX_VALUE - EffectDispatcher.GATHER_NS / 2; // it overflows on the way
    private long seq;

    private static final class Told implements FactSink {
        private int batches;
        private boolean asked;

        @Override
        public boolean takes(int type) {
            return false;
        }

        @Override
        public void fact(long seq, long timeNs, Fact fact) {}

        @Override
        public boolean hurries() {
            return asked;
        }

        @Override
        public void endOfBatch() {
            batches++;
        }
    }

    @BeforeEach
    void open() {
        log = FactLog.open(folder);
        effects = new EffectDispatcher(Node.NOWHERE, log, told, () -> nowNano);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private void state() {
        BytesWriter page = effects.page(null);
        FactCodec.write(new Fact.BreakOver(1001, "lunch", 1), page);
        effects.stated(++seq, seq, page);
        effects.commit();
    }

    @Test
    void factsGoOutAtOnceWhereNoneDidJustBefore() {
        state();
        assertTrue(effects.gathers());
        effects.rest();
        assertEquals(1, log.last());
        assertEquals(1, told.batches);
        assertFalse(effects.gathers());
    }

    @Test
    void factsThatFollowSoonAreGathered() {
        state();
        effects.rest();
        nowNano += EffectDispatcher.GATHER_NS - 1;
        state();
        effects.rest();
        state();
        effects.rest();
        assertEquals(1, log.last());
        assertTrue(effects.gathers());
        assertEquals(1, effects.dueNano() - nowNano);
        nowNano = effects.dueNano();
        effects.rest();
        assertEquals(3, log.last());
        assertEquals(2, told.batches);
    }

    @Test
    void whoWaitsForAnAnswerWaitsForNothingElse() {
        state();
        effects.rest();
        state();
        told.asked = true;
        effects.rest();
        assertEquals(2, log.last());
    }
}
