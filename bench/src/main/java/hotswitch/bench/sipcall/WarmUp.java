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
    private static final double IDLE_SHARE = 0.02;
    private static final double PIECE_S = 10;
    private static final int PIECES = 18;
    private static final int PIECES_AT_RATE = 9;
    private static final double RANKED_S = 130;

    /** Said in the results of who does so. */
    static final String AT_RATE = String.format(
            "Before each rate that rate goes on until they take less than %.0f %%, for %.0f s at most: more calls at a"
                    + " time are other paths through the code, some of which are compiled anew.",
            100 * IDLE_SHARE, PIECES_AT_RATE * PIECE_S);

    private WarmUp() {}

    /** The load of a warm-up, for so many seconds. */
    interface Load {
        void run(double seconds) throws IOException;
    }

    /** The first one after its start. Returns how it ended, for the results. */
    static String settle(Hotline hotline, Load load) throws IOException {
        double share = 1;
        for (int piece = 0; piece < PIECES && (share > IDLE_SHARE || hotline.upS() < RANKED_S); piece++) {
            share = share(hotline, load);
        }
        return String.format(
                "Warmed up until the switch's second %.0f, when the compilers had taken %.1f %% of a core in %.0f s: as"
                        + " after the first minutes of any day.",
                hotline.upS(), 100 * share, PIECE_S);
    }

    /** The load of one rate, before it is measured. */
    static void settleAtRate(Hotline hotline, Load load) throws IOException {
        double share = 1;
        for (int piece = 0; piece < PIECES_AT_RATE && share > IDLE_SHARE; piece++) {
            share = share(hotline, load);
        }
    }

    /** Of a core, that the compilers take under this load. */
    private static double share(Hotline hotline, Load load) throws IOException {
        long fromNs = System.nanoTime();
        long compiledNs = compiledNs(hotline);
        load.run(PIECE_S);
        return (double) (compiledNs(hotline) - compiledNs) / (System.nanoTime() - fromNs);
    }

    /** What the compilers took so far. */
    static long compiledNs(Hotline hotline) {
        return ProcStat.cpuNs(hotline.pids()[0], COMPILERS);
    }
}
