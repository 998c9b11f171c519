package hotswitch.bench.sipcall;

import hotswitch.bench.heap.Owners;
import hotswitch.bench.heap.Owners.Owner;
import hotswitch.bench.result.Result;
import hotswitch.bench.run.Child;
import hotswitch.bench.run.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench memory}: what established calls hold of the heap, by owner, from dumps of all live objects. Calls that
 * come slowly first: of what lingers after a call's beginning, and is then kept for the next one, there is little. Then
 * as many within seconds, each of whose transactions lingers beside all the others.
 */
public final class LegMemory {
    private static final int CALLS = 1_000;
    private static final int[] RATES = {10, 200};
    /** RFC 3261 §17.1.1.2: timer D and 64*T1; a transaction that is over lingers no longer. */
    private static final double LINGER_S = 34;
    /** What the first calls of all load is not a call's, nor are the places of the ring, each of which is used once. */
    private static final int WARM_UPS = 2;

    /** For the dumps, each of which stops the switch for about a second. */
    private static final double LOOK_S = 30;
    /** What was not wanted for minutes goes by halves. */
    private static final int LATER_MIN = 4;

    private static final int LEGS = 2;
    private static final long BOUND_S = 60;

    private static final String TRANSACTIONS = "transactions: 32 s";
    private static final String MEDIA = "audio port and its sockets";
    private static final String PLACES = "ring, journal, records: places used again";
    private static final String KEPT = "kept for the next calls";
    private static final Owners OWNERS = new Owners(
            List.of(
                    new Owner(
                            TRANSACTIONS,
                            List.of(
                                    "hotswitch.sip.transaction.TransactionLayer",
                                    "hotswitch.sip.transaction.InviteClient",
                                    "hotswitch.sip.transaction.InviteServer",
                                    "hotswitch.sip.transaction.NonInviteClient",
                                    "hotswitch.sip.transaction.NonInviteServer")),
                    new Owner("sessions and dialogs", List.of("hotswitch.sip.session.")),
                    new Owner("call control", List.of("hotswitch.call.Telephony")),
                    new Owner("facts for a restart", List.of("hotswitch.server.recovery.EdgeFacts")),
                    new Owner("core", List.of("hotswitch.acd.AcdCore")),
                    new Owner("live view", List.of("hotswitch.server.cti.LiveView")),
                    new Owner(MEDIA, List.of("hotswitch.media.", "io.netty.")),
                    new Owner(
                            PLACES,
                            List.of(
                                    "com.lmax.",
                                    "hotswitch.server.pipeline.",
                                    "hotswitch.server.journal.",
                                    "hotswitch.server.store."))),
            new Owner(KEPT, List.of("hotswitch.sip.timer.Spares", "hotswitch.acd.call.Spare")));

    private final Path folder;
    private final int agentPort = FreePorts.one();

    public LegMemory(Path folder) {
        this.folder = folder;
    }

    public void run(Result result) throws IOException {
        try (Hotline hotline = Hotline.start(folder, CALLS, agentPort);
                Sipp _ = Sipp.start(folder, "agent", "agent", List.of("-p", Integer.toString(agentPort)))) {
            hotline.work(CALLS);
            Map<String, Long> cold = live(hotline);
            for (int i = 0; i < WARM_UPS; i++) {
                calls(hotline, RATES[1], 1).await(BOUND_S);
                hotline.quiet();
            }
            CpuWindow.pause(LINGER_S);
            Map<String, Long> idle = live(hotline);
            for (String owner : List.of(MEDIA, KEPT)) {
                idle.put(owner, cold.get(owner));
            }
            for (int rate : RATES) {
                result.add(new Result.Table(
                        CALLS + " calls of two legs at " + rate + "/s, journal on, no recording: KB a leg",
                        rows(idle, at(hotline, rate))));
            }
        }
        result.note("Of all live objects, less those of the idle switch with its " + CALLS
                + " seats ready (what is kept and the audio's: before its first call, all else after some). A call is "
                + LEGS + " legs. An object is counted with the nearest owner without whom it could go; what several"
                + " owners share is \"" + Owners.REST + "\". What an established leg needs beyond its audio is the sum"
                + " without transactions, places, and what is kept.");
    }

    /** What lives at each moment of such calls. */
    private Map<String, Map<String, Long>> at(Hotline hotline, int rate) throws IOException {
        Map<String, Map<String, Long>> moments = new LinkedHashMap<>();
        double arrivalS = (double) CALLS / rate;
        double holdS = arrivalS + LINGER_S + LOOK_S;
        try (Sipp sipp = calls(hotline, rate, holdS)) {
            CpuWindow.pause(arrivalS + 2);
            moments.put("all established", live(hotline));
            CpuWindow.pause(LINGER_S);
            moments.put("first transactions over", live(hotline));
            sipp.await((long) (arrivalS + holdS + BOUND_S));
        }
        hotline.quiet();
        CpuWindow.pause(LINGER_S);
        moments.put("all over", live(hotline));
        if (rate == RATES[RATES.length - 1]) {
            CpuWindow.pause(60.0 * LATER_MIN);
            moments.put(LATER_MIN + " minutes later", live(hotline));
        }
        return moments;
    }

    private Sipp calls(Hotline hotline, int rate, double holdS) throws IOException {
        List<String> options = List.of(
                "-r",
                Integer.toString(rate),
                "-m",
                Integer.toString(CALLS),
                "-l",
                Integer.toString(2 * CALLS),
                "-d",
                Long.toString(Math.round(holdS * 1_000)),
                "127.0.0.1:" + hotline.sipPort());
        return Sipp.start(folder, "held-" + rate + '-' + Math.round(holdS), "caller", options);
    }

    private static List<Map<String, Object>> rows(Map<String, Long> idle, Map<String, Map<String, Long>> moments) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String owner : idle.keySet()) {
            rows.add(row(owner, idle, moments, List.of(owner)));
        }
        List<String> needed = new ArrayList<>(idle.keySet());
        needed.removeAll(List.of(TRANSACTIONS, MEDIA, PLACES, KEPT));
        rows.add(row("needed beyond audio", idle, moments, needed));
        rows.add(row("all", idle, moments, idle.keySet()));
        return rows;
    }

    private static Map<String, Object> row(
            String name, Map<String, Long> idle, Map<String, Map<String, Long>> moments, Iterable<String> owners) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("owner", name);
        moments.forEach((moment, live) -> {
            long more = 0;
            for (String owner : owners) {
                more += live.get(owner) - idle.get(owner);
            }
            row.put(moment, more / 1e3 / (LEGS * CALLS));
        });
        return row;
    }

    private Map<String, Long> live(Hotline hotline) throws IOException {
        Path dump = folder.resolve("live.hprof");
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        List<String> command = List.of(jcmd, Long.toString(hotline.pids()[0]), "GC.heap_dump", dump.toString());
        try (Child child = Child.start(command, folder, folder.resolve("jcmd.out"))) {
            child.await(BOUND_S);
        }
        Map<String, Long> bytes = OWNERS.bytes(dump);
        Files.delete(dump);
        return bytes;
    }
}
