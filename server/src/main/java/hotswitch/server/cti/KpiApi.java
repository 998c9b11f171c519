package hotswitch.server.cti;

import hotswitch.acd.kpi.CallClass;
import hotswitch.acd.kpi.Cell;
import hotswitch.acd.kpi.Counter;
import hotswitch.acd.kpi.Indicator;
import hotswitch.acd.kpi.Indicator.Term;
import hotswitch.acd.kpi.Slices;
import hotswitch.acd.kpi.Slices.Group;
import hotswitch.acd.stats.DayCounters;
import hotswitch.server.config.KpiConfig.Definition;
import hotswitch.server.cti.Rights.Need;
import hotswitch.server.kpi.KpiAnswer;
import hotswitch.server.kpi.KpiDesk;
import hotswitch.server.kpi.KpiDesk.Drilled;
import hotswitch.server.kpi.KpiQuery;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code /kpi}: indicators with their numerators and denominators, and the calls behind each figure. */
final class KpiApi {
    private static final int CALLS_MAX = 10_000;
    private static final Map<String, Long> INTERVALS =
            Map.of("total", 0L, "15m", minutes(15), "30m", minutes(30), "hour", minutes(60), "day", minutes(24 * 60));

    private final KpiDesk desk;
    private final Clock clock;
    private Routes routes;

    KpiApi(KpiDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    private static long minutes(long count) {
        return TimeUnit.MINUTES.toNanos(count);
    }

    void addTo(Routes to) {
        routes = to;
        to.get("/kpi", Need.of("kpi.read"), (context, caller) -> list(context));
        to.get("/kpi/calls", Need.of("kpi.read"), this::calls);
    }

    /** All definitions where none is named; several versions side by side where several are. */
    private Future<?> list(RoutingContext context) {
        String name = context.request().getParam("definition");
        String versions = text(context, "version", "0");
        List<Integer> asked =
                Stream.of(versions.split(",", -1)).map(KpiApi::version).toList();
        KpiQuery query = query(context, name == null ? "" : name, 0);
        boolean one = name != null && asked.size() == 1;
        return blocking(() -> {
            JsonArray all = new JsonArray();
            for (KpiAnswer each : desk.answers(query, asked, nowNs())) {
                all.add(answer(query, each));
            }
            return one ? all.getJsonObject(0) : new JsonObject().put("indicators", all);
        });
    }

    private Future<?> calls(RoutingContext context, Caller caller) {
        KpiQuery query = query(context, text(context, "definition", ""), version(text(context, "version", "0")));
        String verdict = text(context, "verdict", "");
        String kind = text(context, "class", "");
        return blocking(() -> {
            JsonArray shown = new JsonArray();
            long count = 0;
            for (Drilled each : desk.calls(query, nowNs())) {
                boolean asked = (verdict.isEmpty() || verdict.equals(Words.camel(each.verdict())))
                        && (kind.isEmpty() || kind.equals(Words.camel(each.found())));
                count += asked ? 1 : 0;
                if (asked && shown.size() < CALLS_MAX) {
                    shown.add(caller.shown(EventJson.record(each.row().record())
                            .put("class", Words.camel(each.found()))
                            .put("verdict", Words.camel(each.verdict()))
                            .put("wrapUpMs", each.row().wrapUpMs())));
                }
            }
            return new JsonObject().put("count", count).put("calls", shown);
        });
    }

    private Future<?> blocking(Supplier<Object> work) {
        return routes.blocking(() -> {
            try {
                return work.get();
            } catch (KpiDesk.Unanswerable why) {
                throw Problem.badRequest(why.getMessage());
            }
        });
    }

    private static int version(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.badRequest("version must be a whole number: " + text);
        }
    }

    private KpiQuery query(RoutingContext context, String definition, int version) {
        long now = nowNs();
        long today = DayCounters.startOf(DayCounters.dayOf(now));
        String interval = text(context, "interval", "total");
        if (!INTERVALS.containsKey(interval)) {
            throw Problem.badRequest("interval must be 15m, 30m, hour, day or total: " + interval);
        }
        Slices slices = new Slices(
                Routes.time(context, "from", today),
                Routes.time(context, "to", now),
                INTERVALS.get(interval),
                group(text(context, "by", "all")));
        int agent = (int) Routes.number(context, "agent", -1);
        return new KpiQuery(definition, version, slices, text(context, "queue", ""), agent);
    }

    private static Group group(String by) {
        return switch (by) {
            case "all" -> Group.ALL;
            case "queue" -> Group.QUEUE;
            case "agent" -> Group.AGENT;
            default -> throw Problem.badRequest("by must be all, queue or agent: " + by);
        };
    }

    private static String text(RoutingContext context, String parameter, String absent) {
        String value = context.request().getParam(parameter);
        return value == null ? absent : value;
    }

    private long nowNs() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    private static JsonObject answer(KpiQuery query, KpiAnswer answer) {
        Group group = query.slices().group();
        JsonArray definitions = new JsonArray();
        answer.used().forEach(d -> definitions.add(definition(d)));
        JsonArray cells = new JsonArray();
        boolean mean = answer.used().getFirst().indicator().kind() == Counter.Kind.CALL_MS;
        answer.cells().forEach(cell -> {
            JsonObject json =
                    cell(cell, mean).put("start", Times.text(cell.startNs)).put("end", Times.text(cell.endNs));
            cells.add(group == Group.ALL ? json : json.put(group.name().toLowerCase(Locale.ROOT), cell.who));
        });
        return new JsonObject()
                .put("definition", answer.name())
                .put("from", Times.text(query.slices().fromNs()))
                .put("to", Times.text(query.slices().toNs()))
                .put("definitions", definitions)
                .put("total", cell(answer.total(), mean))
                .put("cells", cells);
    }

    private static JsonObject definition(Definition definition) {
        Indicator i = definition.indicator();
        JsonObject json = new JsonObject()
                .put("version", i.version())
                .put("validFrom", java.time.LocalDate.ofEpochDay(i.fromDay()).toString())
                .put("numerator", terms(i.numerator()))
                .put("denominator", terms(i.denominator()))
                .put("withinMs", i.thresholds().withinMs())
                .put("shortAbandonMs", i.thresholds().shortAbandonMs());
        int target = definition.target().perMille();
        return target == 0
                ? json
                : json.put("target", target / 1_000.0)
                        .put("targetPer", definition.target().per());
    }

    private static JsonArray terms(List<Term> terms) {
        JsonArray all = new JsonArray();
        terms.forEach(t -> all.add((t.sign() < 0 ? "-" : "") + t.counter().text()));
        return all;
    }

    /** {@code value}: the quotient, of a mean in ms; null where there is nothing to divide by. */
    private static JsonObject cell(Cell cell, boolean mean) {
        JsonObject classes = new JsonObject();
        for (CallClass each : CallClass.values()) {
            if (cell.calls(each) > 0) {
                classes.put(Words.camel(each), cell.calls(each));
            }
        }
        Object ratio = cell.denominator() == 0 ? null : cell.perTenThousand() / 10_000.0;
        Object meanMs = cell.denominator() == 0 ? null : cell.numerator() / cell.denominator();
        return new JsonObject()
                .put("numerator", cell.numerator())
                .put("denominator", cell.denominator())
                .put("value", mean ? meanMs : ratio)
                .put("calls", cell.calls())
                .put("classes", classes);
    }
}
