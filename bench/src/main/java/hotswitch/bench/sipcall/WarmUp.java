package hotswitch.bench.sipcall;

import hotswitch.bench.run.ProcStat;
import java.io.IOException;
import java.util.List;

/**
 * A switch runs for days: what is wanted is its cost when the compilers are through, not theirs. So the load of a
 * warm-up goes on, a piece at a time, until they have hardly anything to do and the threads have the ranks that a
 * switch gives them when it is warm (its {@code ThreadRanks}).
 */
final class WarmUp {
    private static final List<String> COMPILERS = List.of("C1 CompilerThre", "C2 CompilerThre");
    private static final double IDLE_SHARE = 0.01;
    private static final double PIECE_S = 10;
    private static final int PIECES = 18;
    private static final double RANKED_S = 130;

    private WarmUp() {}

    /** The load of a warm-up, for so many seconds. */
    interface Load {
        void run(double seconds) throws IOException;
    }

    /** Returns how it ended, for the results. */
    static String settle(Hotline hotline, Load load) throws IOException {
        long pid = hotline.pids()[0];
        double share = 1;
        for (int piece = 0; piece < PIECES && (share > IDLE_SHARE || hotline.upS() < RANKED_S); piece++) {
            long fromNs = System.nanoTime();
            long compiledNs = ProcStat.cpuNs(pid, COMPILERS);
            load.run(PIECE_S);
            share = (double) (ProcStat.cpuNs(pid, COMPILERS) - compiledNs) / (System.nanoTime() - fromNs);
        }
        return String.format(
                "Measured from the switch's second %.0f on, when the compilers had taken %.1f %% of a core in the last"
                        + " %.0f s of a warm-up under load: as after the first minutes of any day.",
                hotline.upS(), 100 * share, PIECE_S);
    }
}
