package hotswitch.server.pipeline;

import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/** The stages of a loop, run by a thread that is not theirs: no hand-over between it and them. */
final class GuestLoop implements Guest {
    private final StageLoop stages;
    private final DeadlineWait.Sleeper sleeper;
    private final LongPredicate published;
    private final BooleanSupplier turn = this::turn;
    private final BooleanSupplier rest = this::rest;
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
        sleeper.getUp();
        return lives(turn);
    }

    /** False also if it fails, once and for all. */
    private boolean lives(BooleanSupplier part) {
        if (dead) {
            return false;
        }
        try {
            return part.getAsBoolean();
        } catch (StageLoop.Halted e) {
            dead = true;
        } catch (Throwable fault) {
            dead = true;
            stages.failed(fault);
        }
        return false;
    }

    private boolean rest() {
        stages.rest();
        return true;
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
        if (!lives(rest)) {
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
