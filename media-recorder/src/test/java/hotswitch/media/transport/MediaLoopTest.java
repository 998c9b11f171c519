package hotswitch.media.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work that is in no hurry waits for a timer, a packet or a wake-up; where no timer goes it does not wait. */
class MediaLoopTest {
    private final MediaLoops loops = new MediaLoops(1, new MediaClock());
    private final MediaLoop loop = loops.loop(0);

    @AfterEach
    void end() {
        loops.close();
    }

    @Test
    void aLoopThatRestsIsWoken() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        loop.executeUnhurried(done::countDown);
        assertTrue(done.await(3, TimeUnit.SECONDS));
    }

    @Test
    void oneWithATimerIsNot() throws InterruptedException {
        loop.netty().submit(() -> loop.rests(false)).syncUninterruptibly();
        CountDownLatch done = new CountDownLatch(1);
        loop.executeUnhurried(done::countDown);
        loop.netty().submit(() -> assertEquals(1, done.getCount())).syncUninterruptibly();
        loop.wake();
        assertTrue(done.await(3, TimeUnit.SECONDS));
    }
}
