package hotswitch.server.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.RingBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stage that wants to be woken is woken, once, not before its time, without anything coming through the ring. */
@Timeout(30)
final class DeadlineTest {
    private static final long IN_NS = 30_000_000;

    private static final class Alarmed implements StageLoop.Stage {
        private final long dueNano = System.nanoTime() + IN_NS;
        private final CompletableFuture<Long> woken = new CompletableFuture<>();
        private int times;

        @Override
        public void onBatch(long first, long last) {
            throw new IllegalStateException("nothing was published");
        }

        @Override
        public void onWake() {
            times++;
            woken.complete(System.nanoTime());
        }

        @Override
        public boolean wakes(DeadlineWait.Sleeper sleeper) {
            sleeper.wakeAtNano = dueNano;
            return !woken.isDone();
        }
    }

    @ParameterizedTest
    @EnumSource(PipelineConfig.Waiting.class)
    void comesOnceAndNotEarly(PipelineConfig.Waiting waiting) {
        DeadlineWait wait = new DeadlineWait(waiting);
        RingBuffer<Slot> ring = RingBuffer.createMultiProducer(Slot::new, 8, wait);
        Alarmed stage = new Alarmed();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        StageLoop loop = new StageLoop(
                "test", List.of(stage), ring.newBarrier(), wait, new StageLoop.Rules(8, failure::complete));
        loop.start();
        assertTrue(stage.woken.join() >= stage.dueNano);
        loop.stop();
        assertTrue(stage.times <= 2, "woken " + stage.times + " times"); // the stop is one
        assertEquals(false, failure.isDone());
    }
}
