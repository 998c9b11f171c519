package hotswitch.bench.demo;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.bench.run.SwitchApi;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One line that tells what the switch says is going on; rewritten in place on a terminal, else one line now and then.
 */
final class Progress {
    private static final long TERMINAL_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOG_NS = TimeUnit.SECONDS.toNanos(5);
    private final SwitchApi api;
    private final List<Caller> callers;
    private final boolean terminal = isTerminal();
    private final long startNs = System.nanoTime();
    private long nextNs = startNs;

    Progress(SwitchApi api, List<Caller> callers) {
        this.api = api;
        this.callers = callers;
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where standard output is no terminal
    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    void show() {
        long nowNs = System.nanoTime();
        if (nowNs < nextNs) {
            return;
        }
        nextNs = nowNs + (terminal ? TERMINAL_NS : LOG_NS);
        int flow = 0;
        int waiting = 0;
        int talking = 0;
        for (JsonNode call : api.get("/calls")) {
            switch (call.get("state").asText()) {
                case "queued", "offered" -> waiting++;
                case "connected", "held" -> talking++;
                default -> flow++;
            }
        }
        long done = callers.stream().filter(c -> c.state() == Caller.State.DONE).count();
        double wait = api.metric("hotswitch_queue_wait_seconds_sum")
                / Math.max(1, api.metric("hotswitch_queue_wait_seconds_count"));
        String line = String.format(
                Locale.ROOT,
                "%4d s   in flow %3d   waiting %3d   talking %3d   done %3d of %d   mean wait %.1f s",
                (nowNs - startNs) / 1_000_000_000L,
                flow,
                waiting,
                talking,
                done,
                callers.size(),
                wait);
        System.out.print(terminal ? "\r" + line + "  " : line + "\n");
        System.out.flush();
    }

    void end() {
        nextNs = 0;
        show();
        System.out.println();
    }
}
