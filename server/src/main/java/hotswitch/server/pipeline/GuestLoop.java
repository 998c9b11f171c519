package hotswitch.server.pipeline;

import java.util.function.LongPredicate;

/** The stages of a loop, run by a thread that is not theirs: no hand-over between it and them. */
final class GuestLoop implements Guest {
    private final StageLoop stages;
    private final DeadlineWait.Sleeper sleeper;
    private final LongPredicate published;
    private long next;
    private boolean dead;

    /** {@code published}: whether what has this sequence is in the ring, whole. */
    GuestLoop(StageLoop stages, LongPredicate published) {
        this.stages = stages;
        this.published = published;
        sleeper = stages.sleeper;
        next = stages.sequence.get() + 1;
    }

    @Override
    public boolean run() {
        if (dead) {
            return false;
        }
        sleeper.getUp();
        try {
            return turn();
        } catch (StageLoop.Halted e) {
            dead = true;
        } catch (Throwable fault) {
            dead = true;
            stages.failed(fault);
        }
        return false;
    }

    private boolean turn() {
        if (sleeper.isCalled()) {
            stages.wake();
        }
        long end = next;
        while (end - next < stages.batchMax() && published.test(end)) {
            end++;
        }
        if (end == next) {
            return false;
        }
        stages.take(next, end - 1);
        next = end;
        return true;
    }

    @Override
    public long restNs() {
        if (dead) {
            return NEVER_NS;
        }
        stages.askWhen();
        sleeper.lieDown();
        if (published.test(next) || sleeper.isPoked()) {
            sleeper.getUp();
            return 0;
        }
        return sleeper.wakes ? Math.max(0, sleeper.wakeAtNano - System.nanoTime()) : NEVER_NS;
    }
}
