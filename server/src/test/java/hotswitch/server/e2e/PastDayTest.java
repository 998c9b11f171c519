package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.acd.stats.DayCounters;
import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.SwitchProcess;
import hotswitch.server.e2e.rig.SwitchProcess.Said;
import hotswitch.server.replay.DayRecorder;
import hotswitch.sim.day.DayPlan;
import hotswitch.sim.day.Demand.Load;
import hotswitch.sim.day.WorkingDay;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A switch with a busy day in its past: counted by two versions of a definition, proved, lived under other rules. */
final class PastDayTest {
    private static final String DAY = "2026-11-24";
    private static final String PERIOD = "&from=2026-11-24T00:00:00%2B08:00&to=2026-11-25T00:00:00%2B08:00";
    private static final OffsetDateTime END = OffsetDateTime.parse("2026-11-25T00:00:00+08:00");
    private static final int CALLS = 500;
    /** What {@code kpi.yaml} as shipped says of the first version, and {@link #SECOND} of the other. */
    private static final long[] WITHIN_MS = {15_000, 2_000};

    private static final long[] SHORT_MS = {5_000, 30_000};
    private static final String SECOND = "  - name: service-level\n    version: 2\n    from: 2099-01-01\n"
            + "    within-ms: " + WITHIN_MS[1] + "\n    short-abandon-ms: " + SHORT_MS[1] + "\n"
            + "    numerator: [answered-in-time]\n    denominator: [offered, -short-abandoned]\n";

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("past")
            .edit("kpi.yaml", "definitions:\n", "definitions:\n" + SECOND)
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0");

    static {
        HOTLINE.first(PastDayTest::aDay);
    }

    private static Api api;

    /** 500 calls for four people: some wait long, some leave. */
    private static void aDay() {
        if (!(ConfigLoader.load(HOTLINE.conf(), List.of()) instanceof LoadResult.Loaded loaded)) {
            throw new AssertionError("the shipped configuration is not in order");
        }
        int[] agents = IntStream.rangeClosed(1001, 1004).toArray();
        String[] seats =
                IntStream.rangeClosed(8001, 8004).mapToObj(Integer::toString).toArray(String[]::new);
        long midnightNs = DayCounters.startOf(LocalDate.parse(DAY).toEpochDay());
        DayPlan plan =
                WorkingDay.of(new Load(0, 200, 90, "12345"), new WorkingDay.Staff(agents, seats), midnightNs, CALLS, 1);
        DayRecorder.write(HOTLINE.data(), loaded.config().centre(), plan, 1);
    }

    @BeforeAll
    static void theTablesHaveIt() {
        api = HOTLINE.api("supervisor");
        Await.until("the day is in the tables", () -> records().size() > CALLS * 9 / 10);
    }

    private static List<JsonNode> records() {
        List<JsonNode> all = new ArrayList<>();
        api.get("/calls?ended=true" + PERIOD).forEach(all::add);
        return all;
    }

    private static long count(Predicate<JsonNode> which) {
        return records().stream().filter(which).count();
    }

    private static boolean answeredWithin(JsonNode record, long ms) {
        return record.hasNonNull("connected")
                && record.get("agent").asInt() > 0
                && record.get("waitMs").asLong() <= ms;
    }

    private static boolean leftBefore(JsonNode record, long ms) {
        return record.get("disposition").asText().equals("abandoned")
                && record.get("waitMs").asLong() < ms;
    }

    @Test
    void twoVersionsOfADefinitionSideBySide() {
        JsonNode both =
                api.get("/kpi?definition=service-level&version=1,2" + PERIOD).get("indicators");
        assertEquals(2, both.size());
        long asked = count(record -> record.hasNonNull("queued"));
        for (int i = 0; i < 2; i++) {
            JsonNode each = both.get(i);
            long within = WITHIN_MS[i];
            long shortly = SHORT_MS[i];
            assertEquals(i + 1, each.get("definitions").get(0).get("version").asInt());
            assertEquals(within, each.get("definitions").get(0).get("withinMs").asLong());
            JsonNode total = each.get("total");
            assertEquals(
                    count(r -> answeredWithin(r, within)),
                    total.get("numerator").asLong(),
                    total::toString);
            long offered = asked - count(r -> leftBefore(r, shortly));
            assertEquals(offered, total.get("denominator").asLong(), total::toString);
            assertEquals(records().size(), total.get("calls").asInt(), "no call is unexplained");
            addsUp(i + 1, total);
        }
        assertTrue(total(both, 0, "numerator") > total(both, 1, "numerator"), "the stricter time is met less often");
        assertTrue(total(both, 0, "denominator") > total(both, 1, "denominator"), "more are left out");
        JsonNode then = api.get("/kpi?definition=service-level" + PERIOD);
        assertEquals(1, then.get("definitions").get(0).get("version").asInt(), "as it was valid then");
        assertEquals(both.get(0).get("total"), then.get("total"));
    }

    private static long total(JsonNode both, int which, String sum) {
        return both.get(which).get("total").get(sum).asLong();
    }

    /** The calls behind both sums, and every way to cut the day. */
    private static void addsUp(int version, JsonNode total) {
        String asked = "definition=service-level&version=" + version + PERIOD;
        JsonNode drilled = api.get("/kpi/calls?" + asked);
        long met = api.get("/kpi/calls?" + asked + "&verdict=met").get("count").asLong();
        long missed =
                api.get("/kpi/calls?" + asked + "&verdict=missed").get("count").asLong();
        assertEquals(total.get("calls").asLong(), drilled.get("count").asLong());
        assertEquals(total.get("numerator").asLong(), met, "the numerator's calls");
        assertEquals(total.get("denominator").asLong(), met + missed, "the denominator's calls");
        for (Map.Entry<String, JsonNode> kind : total.get("classes").properties()) {
            JsonNode calls = api.get("/kpi/calls?" + asked + "&class=" + kind.getKey());
            assertEquals(kind.getValue().asLong(), calls.get("count").asLong(), kind.getKey());
        }
        for (String cut : List.of("&interval=hour", "&interval=15m&by=queue", "&by=agent")) {
            long[] sums = new long[3];
            for (JsonNode cell : api.get("/kpi?" + asked + cut).get("cells")) {
                sums[0] += cell.get("numerator").asLong();
                sums[1] += cell.get("denominator").asLong();
                sums[2] += cell.get("calls").asLong();
            }
            assertEquals(total.get("numerator").asLong(), sums[0], cut);
            assertEquals(total.get("denominator").asLong(), sums[1], cut);
            assertEquals(total.get("calls").asLong(), sums[2], cut);
        }
    }

    @Test
    void theCommandSaysTheSame() {
        Said said = run("kpi", "--conf", HOTLINE.conf().toString(), "--from", DAY, "--version", "1,2", "--csv");
        assertEquals(0, said.status(), said.err());
        List<String> rows =
                said.out().lines().filter(l -> l.startsWith("service-level,")).toList();
        JsonNode both =
                api.get("/kpi?definition=service-level&version=1,2" + PERIOD).get("indicators");
        assertEquals(2, rows.size(), said.out());
        for (int i = 0; i < 2; i++) {
            String[] cells = rows.get(i).split(",");
            assertEquals(i + 1, Integer.parseInt(cells[1]));
            assertEquals(total(both, i, "numerator"), Long.parseLong(cells[4]), rows.get(i));
            assertEquals(total(both, i, "denominator"), Long.parseLong(cells[5]), rows.get(i));
            assertEquals(total(both, i, "calls"), Long.parseLong(cells[7]), rows.get(i));
        }
        assertTrue(said.out().lines().anyMatch(l -> l.startsWith("asa,1,")), "the others have one: " + said.out());
    }

    /** Under its own rules the same, entry by entry; under others both side by side, with what is assumed. */
    @Test
    void theDayIsProvedAndLivedUnderOtherRules() {
        String[] day = {"--from", DAY + "T00:00:00+08:00", "--to", "2026-11-25T00:00:00+08:00"};
        Said said = run(
                "replay",
                day[0],
                day[1],
                day[2],
                day[3],
                "--lives",
                "3",
                "--conf",
                HOTLINE.conf().toString());
        assertEquals(0, said.status(), said.err());
        assertTrue(said.out().contains("the same decisions, the same state"), said.out());
        assertTrue(said.out().matches("(?s).*hash at every 1,000th entry \\([1-9][0-9]*\\).*"), said.out());
        String completion = said.out()
                .lines()
                .filter(l -> l.startsWith("completion-24h"))
                .findFirst()
                .orElseThrow();
        String band = "-?[0-9.]+ % \\[-?[0-9.]+ % to -?[0-9.]+ %]";
        assertTrue(completion.matches("completion-24h +[0-9.]+ %( +" + band + "){3}"), completion);
        assertTrue(completion.endsWith("0.00 % [0.00 % to 0.00 %]"), "the other rules are these: " + completion);
        for (String limit : List.of("does not depend on the agent", "censored", "repeat dialling is not\nmodelled")) {
            assertTrue(said.out().contains(limit), limit);
        }
    }

    @Test
    void howWrongExpectedWaitsWereIsToldByDay() {
        try (Events events = api.events(1)) {
            long last = records().getLast().get("id").asLong();
            events.await(
                    "the end of the day's last call",
                    e -> e.get("type").asText().equals("CallEnded")
                            && e.path("call").asLong() == last);
            List<Long> errors = events.all().stream()
                    .filter(e -> e.get("type").asText().equals("WaitMeasured"))
                    .filter(e -> e.get("queue").asText().equals("appeals"))
                    .filter(e -> OffsetDateTime.parse(e.get("time").asText()).isBefore(END))
                    .map(e -> Math.abs(
                            e.get("waitedMs").asLong() - e.get("expectedMs").asLong()))
                    .sorted()
                    .toList();
            JsonNode days = api.get("/queues/appeals/days?to=2026-11-25T00:00:00%2B08:00")
                    .get("days");
            assertEquals(1, days.size(), days::toString);
            assertEquals(DAY, days.get(0).get("day").asText());
            JsonNode told = days.get(0).get("expectedWaitError");
            assertTrue(errors.size() > CALLS / 20, "so many waited: " + errors.size());
            assertEquals(errors.size(), told.get("calls").asInt());
            near(errors.get(errors.size() / 2), told.get("medianMs").asLong());
            near(errors.get(errors.size() * 9 / 10), told.get("p90Ms").asLong());
            api.send("GET", "/api/v1/queues/apeals/days", null).problem(404);
        }
    }

    /** Today: whoever waits while the only agent talks is told how long, and how wrong that was is counted. */
    @Test
    void whoReallyWaitsCountsToday() {
        try (Desk desk = Desk.open(HOTLINE, 1001);
                Phone first = Phone.caller(HOTLINE.sip(), "13900154001");
                Phone second = Phone.caller(HOTLINE.sip(), "13900154002")) {
            Speaker talking = Speaker.citizen(first);
            Speaker agent = Speaker.at(desk);
            Speaker waiting = Speaker.citizen(second);
            Await.until(
                    "he waits",
                    () -> "queued".equals(api.callOf("13900154002").get("state").asText()));
            talking.call().hangUp();
            agent.call().awaitBye();
            Speaker.together(waiting, Speaker.at(desk));
            waiting.call().hangUp();
            JsonNode record = api.awaitRecord("13900154002");
            JsonNode days = Await.value("counted", () -> {
                JsonNode all = api.get("/queues/appeals/days?from=2026-11-25T00:00:00%2B08:00")
                        .get("days");
                return all.isEmpty() ? null : all;
            });
            JsonNode told = days.get(0).get("expectedWaitError");
            assertEquals(1, told.get("calls").asInt(), days::toString);
            assertTrue(told.get("medianMs").asLong() <= told.get("p90Ms").asLong(), days::toString);
            assertTrue(record.get("waitMs").asLong() > 0, record::toString);
        }
    }

    /** It is told by a histogram. */
    private static void near(long truly, long told) {
        assertEquals((double) truly, (double) told, 1_000 + truly * 0.2);
    }

    private static Said run(String command, String... args) {
        List<String> all =
                new ArrayList<>(List.of(command, "--data", HOTLINE.data().toString()));
        all.addAll(List.of(args));
        return HOTLINE.run(all.toArray(String[]::new));
    }
}
