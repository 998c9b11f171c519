package hotswitch.bench.demo;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.bench.run.SwitchApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The table at the end: what the callers and agents saw beside what the switch recorded. */
final class Report {
    /** Callers let the agent speak first; what is shorter was given up in the moment of the answer. */
    private static final long CONVERSATION_MS = 5_000;

    private final SwitchApi api;
    private final Path data;
    private final List<String> faults = new ArrayList<>();

    Report(SwitchApi api, Path data) {
        this.api = api;
        this.data = data;
    }

    /** True when everything is as it should be. */
    boolean print(List<Caller> callers, List<Seat> seats) throws IOException {
        Path folder = data.resolve("recordings");
        Proof proof = new Proof(api, folder);
        JsonNode records = proof.records(callers.size());
        Map<String, Integer> dispositions = new TreeMap<>();
        List<Long> waitsMs = new ArrayList<>();
        List<Long> talksMs = new ArrayList<>();
        for (JsonNode record : records) {
            String disposition = record.get("disposition").asText();
            dispositions.merge(disposition, 1, Integer::sum);
            if (disposition.equals("answered")) {
                waitsMs.add(record.get("waitMs").asLong());
                talksMs.add(record.get("talkMs").asLong());
            }
        }
        row("calls", callers.size() + ", records " + records.size());
        dispositions.forEach((disposition, n) -> row("  " + disposition, Integer.toString(n)));
        row("wait of the answered", spread(waitsMs));
        row("talk", spread(talksMs));
        long conversations =
                talksMs.stream().filter(ms -> ms >= CONVERSATION_MS).count();
        voices(callers, seats, conversations);
        expect(callers.size() == records.size(), "each call has a record");
        recordings(proof.recordings(), talksMs.size());
        faults.forEach(fault -> System.out.println("  NOT SO: " + fault));
        where(folder);
        return faults.isEmpty();
    }

    private void voices(List<Caller> callers, List<Seat> seats, long conversations) {
        long heardAgent = callers.stream().filter(Caller::heardAgent).count();
        int heardCaller = seats.stream().mapToInt(Seat::heard).sum();
        row("callers who heard an agent speak", heardAgent + " of " + conversations);
        row("agents who heard their caller speak", heardCaller + " of " + conversations);
        expect(heardAgent >= conversations, "every connected caller heard an agent");
        expect(heardCaller >= conversations, "every agent heard the caller");
        long unfinished = callers.stream().filter(c -> c.why() == null).count();
        expect(unfinished == 0, "every call came to an end: " + unfinished + " did not");
    }

    private void recordings(Proof.Recordings recordings, int answered) {
        row(
                "recordings checked",
                recordings.kept() + " of " + answered + ": file, SHA-256 and length right; "
                        + recordings.lengthMs() / 1_000 + " s of speech in " + recordings.bytes() / 1_024 + " KiB");
        faults.addAll(recordings.faults());
        expect(recordings.kept() == answered, "every answered call is recorded");
    }

    private void expect(boolean holds, String what) {
        if (!holds) {
            faults.add(what);
        }
    }

    private static void where(Path folder) {
        System.out.println();
        System.out.println(
                "Listen: " + folder + "/YYYY-MM-DD/ (caller left, agent right; any browser or player of Ogg Opus)");
        System.out.println("Ask:    ./hotswitch recordings verify --data " + folder.getParent());
        System.out.println("        ./hotswitch journal verify --data " + folder.getParent());
    }

    private static void row(String name, String value) {
        System.out.printf("%-38s %s%n", name, value);
    }

    private static String spread(List<Long> ms) {
        if (ms.isEmpty()) {
            return "none";
        }
        Collections.sort(ms);
        return String.format(
                Locale.ROOT,
                "p50 %.1f s   p90 %.1f s   max %.1f s",
                ms.get(ms.size() / 2) / 1e3,
                ms.get(ms.size() * 9 / 10) / 1e3,
                ms.getLast() / 1e3);
    }
}
