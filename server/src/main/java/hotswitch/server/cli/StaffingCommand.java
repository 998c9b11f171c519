package hotswitch.server.cli;

import hotswitch.acd.kpi.CallRow;
import hotswitch.acd.stats.DayCounters;
import hotswitch.server.replay.RecordedTime;
import hotswitch.sim.Staffing;
import hotswitch.sim.Staffing.Outcome;
import hotswitch.sim.Staffing.Question;
import hotswitch.sim.day.Impatience;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code staffing}: what so many seats answer of so many calls, by the core itself and by theory. */
@Command(name = "staffing", description = "what-if staffing: the production core on generated arrivals")
public final class StaffingCommand implements Callable<Integer> {
    private static final double[] HOTLINE = {700, 820, 1000, 2400};
    private static final int ROUGH = 40_000;
    private static final int SEED = 1;
    private static final int SEATS_MAX = 5_000;

    @Option(
            names = "--calls-per-hour",
            description = "several with commas; the hotline's table by default",
            split = ",")
    private List<Double> callsPerHour = List.of();

    @Option(names = "--seats", defaultValue = "58", description = "seats that are staffed")
    private int seats;

    @Option(names = "--aht", defaultValue = "240", description = "handling time, s")
    private double handlingS;

    @Option(names = "--patience", defaultValue = "90", description = "mean patience, s; 0: nobody leaves (Erlang C)")
    private double patienceS;

    @Option(names = "--within", defaultValue = "15", description = "answered in time means within, s")
    private double withinS;

    @Option(names = "--target", defaultValue = "0.9", description = "share to be answered")
    private double target;

    @Option(names = "--calls", defaultValue = "100000", description = "simulated calls for each row")
    private int calls;

    @Option(names = "--from-journal", description = "data folder: busiest hour, handling time and patience of its day")
    private Path journal;

    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        String fault = fault();
        if (!fault.isEmpty()) {
            System.err.println(fault);
            return 2;
        }
        if (journal != null && !Files.isDirectory(journal.resolve("journal"))) {
            System.err.println("no journal under " + journal);
            return 2;
        }
        if (journal != null && !measure()) {
            System.err.println("no answered call on the last day of " + journal);
            return 1;
        }
        out.printf(
                "%d seats, handling time %.0f s, mean patience %s, %,d calls a row (share of all calls)%n%n",
                seats, handlingS, patienceS == 0 ? "without end" : "%.0f s".formatted(patienceS), calls);
        out.printf(
                "%9s | %21s | %21s | %21s | %12s | %12s%n",
                "calls/h",
                "answered core/Erlang",
                "within " + (int) withinS + " s core/Erl.",
                "occupancy core/Erl.",
                "seats for " + Math.round(target * 100) + " %",
                "self-service");
        List<Double> rows = callsPerHour.isEmpty() ? hotline() : callsPerHour;
        List<Question> questions = rows.stream()
                .map(rate -> new Question(rate, seats, handlingS, patienceS, withinS))
                .toList();
        questions.forEach(this::row);
        out.printf(
                "%nself-service: the least share of callers that must be served without a human for %d %% effective"
                        + " connection with these seats. Erlang %s, exact.%n",
                Math.round(target * 100), patienceS == 0 ? "C" : "A");
        questions.stream().filter(q -> !q.steady()).forEach(this::withoutEnd);
        return 0;
    }

    /** What cannot be asked, and why; "" if nothing is wrong. */
    private String fault() {
        if (seats < 1 || seats > SEATS_MAX) {
            return "--seats must be 1 to " + SEATS_MAX + ": " + seats;
        }
        if (!(handlingS > 0) || !(patienceS >= 0) || !(withinS >= 0)) {
            return "--aht must be more than 0 s, --patience and --within 0 s or more";
        }
        if (!(target > 0 && target < 1)) {
            return "--target must be more than 0 and less than 1, as 0.9: " + target;
        }
        if (calls < 1 || callsPerHour.stream().anyMatch(rate -> !(rate > 0))) {
            return "--calls and --calls-per-hour must be more than 0";
        }
        return "";
    }

    private void withoutEnd(Question q) {
        double load = q.callsPerHour() * handlingS / TimeUnit.HOURS.toSeconds(1);
        out.printf(
                "%.0f calls/h keep %.1f seats busy; with %d, and nobody who leaves, more and more wait: Erlang C has no"
                        + " answer, and what the core says depends on how many calls are simulated. At least %d seats,"
                        + " or a --patience.%n",
                q.callsPerHour(), load, seats, (int) Math.floor(load) + 1);
    }

    private static List<Double> hotline() {
        return Arrays.stream(HOTLINE).boxed().toList();
    }

    private void row(Question question) {
        Outcome ours = new Staffing(calls, SEED).ours(question);
        Outcome theory = question.steady() ? Staffing.theory(question) : null;
        Staffing rough = new Staffing(Math.min(calls, ROUGH), SEED);
        boolean leaves = patienceS > 0;
        out.printf(
                "%9.0f | %21s | %21s | %21s | %12s | %12s%n",
                question.callsPerHour(),
                pair(ours.answered(), theory == null ? Double.NaN : theory.answered()),
                pair(ours.inTime(), theory == null ? Double.NaN : theory.inTime()),
                pair(ours.occupancy(), theory == null ? Double.NaN : theory.occupancy()),
                leaves ? Integer.toString(rough.fewestSeats(question, target)) : "-",
                leaves ? rough.selfServicePercent(question, target) + " %" : "-");
    }

    private static String pair(double ours, double theory) {
        return "%.1f %% / %s".formatted(ours * 100, Double.isNaN(theory) ? "-" : "%.1f %%".formatted(theory * 100));
    }

    /** The busiest hour of the record's last day, its mean handling time, its mean patience. */
    private boolean measure() {
        long fromNs = DayCounters.startOf(DayCounters.dayOf(RecordedTime.end(journal)));
        RecordedTime record = RecordedTime.read(journal, fromNs, Long.MAX_VALUE);
        int[] byHour = new int[25];
        long handledMs = 0;
        int answered = 0;
        for (CallRow row : record.folded().rows()) {
            long hour = (row.record().times().arrivedNs() - fromNs) / TimeUnit.HOURS.toNanos(1);
            byHour[Math.clamp(hour, 0, 24)]++;
            handledMs += row.connected() ? row.handledMs() : 0;
            answered += row.connected() ? 1 : 0;
        }
        if (answered == 0) {
            return false;
        }
        handlingS = handledMs / 1_000.0 / answered;
        patienceS = new Impatience(record.plan().arrivals()).meanS();
        int busiest = Arrays.stream(byHour).max().orElse(0);
        callsPerHour = callsPerHour.isEmpty() ? List.of((double) busiest, busiest * 3.0) : callsPerHour;
        return true;
    }
}
