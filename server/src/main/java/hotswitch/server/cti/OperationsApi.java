package hotswitch.server.cti;

import hotswitch.acd.Command.Audit;
import hotswitch.acd.Command.Drain;
import hotswitch.acd.Command.FaultDrill;
import hotswitch.acd.Command.SetEmergency;
import hotswitch.acd.Command.SetSurge;
import hotswitch.server.cti.Rights.Need;
import hotswitch.server.trace.LogLevels;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/** {@code /queues}, {@code /trunks}, {@code /phones}, {@code /backup-lines} and {@code /admin}. */
final class OperationsApi {
    private static final int LOG_MINUTES_MAX = 1_440;

    private final Cti.Sources sources;
    private final LiveView view;
    private final Cti.Operator operator;
    private final Asks asks;

    OperationsApi(Cti.Sources sources, Cti.Operator operator, Asks asks) {
        this.sources = sources;
        this.view = sources.view();
        this.operator = operator;
        this.asks = asks;
    }

    void addTo(Routes routes) {
        routes.get(
                "/queues",
                Need.of("queues.read"),
                (context, caller) -> Future.succeededFuture(view.queuesJson(nowNs())));
        routes.get("/queues/:queue", Need.of("queues.read"), (context, caller) -> queue(context.pathParam("queue")));
        routes.get("/queues/:queue/days", Need.of("queues.read"), (context, caller) -> days(routes, context));
        routes.get("/trunks", Need.of("trunks.read"), (context, caller) -> routes.blocking(this::trunksJson));
        routes.get("/phones", Need.of("agents.read"), (context, caller) -> routes.blocking(this::phonesJson));
        routes.get(
                "/admin/inventory",
                Need.of("queues.read"),
                (context, caller) ->
                        routes.blocking(() -> new JsonObject(sources.inventory().get())));
        routes.get(
                "/backup-lines", Need.of("trunks.read"), (context, caller) -> Future.succeededFuture(view.linesJson()));
        routes.get("/situation", Need.of("queues.read"), (context, caller) -> Future.succeededFuture(view.situation()));
        routes.post("/admin/emergency", Need.of("admin.emergency"), this::emergency);
        routes.post("/admin/surge", Need.of("admin.surge"), this::surge);
        routes.post(
                "/admin/drain",
                Need.of("admin.drain"),
                (context, caller) -> asks.ask(caller.name(), Routes.key(context), Drain::new)
                        .map(done -> new JsonObject().put("draining", true)));
        routes.post("/admin/fault-drill", Need.of("admin.drill"), this::drill);
        routes.get("/admin/log", Need.of("admin.log"), (context, caller) -> Future.succeededFuture(logJson()));
        routes.post("/admin/log", Need.of("admin.log"), this::log);
        routes.post("/admin/reload", Need.of("admin.reload"), (context, caller) -> reload(routes, caller));
    }

    private long nowNs() {
        return TimeUnit.MILLISECONDS.toNanos(operator.clock().millis());
    }

    private Future<?> queue(String name) {
        JsonObject queue = view.queueJson(name, nowNs());
        if (queue == null) {
            throw Problem.notFound("queue " + name);
        }
        return Future.succeededFuture(queue);
    }

    /** By how much expected waits were wrong, day by day. */
    private Future<?> days(Routes routes, RoutingContext context) {
        String name = context.pathParam("queue");
        long fromNs = Routes.time(context, "from", 0);
        long toNs = Routes.time(context, "to", Long.MAX_VALUE);
        return routes.blocking(() -> {
            JsonArray days = new JsonArray();
            sources.records()
                    .waitErrors(name, fromNs, toNs)
                    .forEach((day, errors) -> days.add(new JsonObject()
                            .put("day", LocalDate.ofEpochDay(day).toString())
                            .put("expectedWaitError", LiveQueue.json(errors))));
            if (days.isEmpty() && view.queueJson(name, nowNs()) == null) {
                throw Problem.notFound("queue " + name);
            }
            return new JsonObject().put("queue", name).put("days", days);
        });
    }

    private JsonArray trunksJson() {
        JsonArray all = new JsonArray();
        sources.trunks().get().forEach(row -> all.add(row.json()));
        return all;
    }

    private JsonArray phonesJson() {
        JsonArray all = new JsonArray();
        sources.phones().get().forEach(row -> all.add(row.json()));
        return all;
    }

    /** {@code {"on":true}}; without a body: on. */
    private Future<?> emergency(RoutingContext context, Caller caller) {
        boolean on = context.body().length() <= 0 || on(Routes.body(context));
        return asks.ask(caller.name(), Routes.key(context), request -> new SetEmergency(request, on))
                .map(done -> new JsonObject().put("emergency", on));
    }

    /** {@code {"on":true}}; without a body: on. */
    private Future<?> surge(RoutingContext context, Caller caller) {
        boolean on = context.body().length() <= 0 || on(Routes.body(context));
        return asks.ask(caller.name(), Routes.key(context), request -> new SetSurge(request, on))
                .map(done -> new JsonObject().put("surge", on));
    }

    private static boolean on(JsonObject body) {
        Object on = body.getValue("on", true);
        if (!(on instanceof Boolean value)) {
            throw Problem.badRequest("\"on\" must be true or false");
        }
        return value;
    }

    private JsonArray logJson() {
        JsonArray all = new JsonArray();
        operator.logs().all().forEach(change -> all.add(json(change)));
        return all;
    }

    private static JsonObject json(LogLevels.Changed change) {
        return new JsonObject()
                .put("part", change.part())
                .put("level", change.level())
                .put("until", change.until().toString());
    }

    /** {@code {"part":"hotswitch.sip","level":"debug","minutes":10}}: audited, and over by itself. */
    private Future<?> log(RoutingContext context, Caller caller) {
        JsonObject body = Routes.body(context);
        String part = Routes.words(body, "part", "hotswitch");
        String level = Routes.name(body, "level", null);
        boolean bounded = body.getValue("minutes", 15) instanceof Integer n && n >= 1 && n <= LOG_MINUTES_MAX;
        if (!LogLevels.isPart(part) || !LogLevels.LEVELS.contains(level) || !bounded) {
            throw Problem.badRequest("\"part\" must be hotswitch or a part of it, \"level\" one of " + LogLevels.LEVELS
                    + ", \"minutes\" 1 to " + LOG_MINUTES_MAX);
        }
        int minutes = body.getInteger("minutes", 15);
        String detail = level + " for " + minutes + " min";
        return asks.ask(caller.name(), Routes.key(context), r -> new Audit(r, "admin.log", part, true, detail))
                .map(done -> json(operator.logs()
                        .set(
                                part,
                                level,
                                Duration.ofMinutes(minutes),
                                operator.clock().instant())));
    }

    private Future<?> drill(RoutingContext context, Caller caller) {
        Object call = Routes.body(context).getValue("call");
        if (!(call instanceof Number id)) {
            throw Problem.badRequest("\"call\" must be the number of a call");
        }
        return asks.ask(caller.name(), Routes.key(context), request -> new FaultDrill(request, id.longValue()))
                .map(done -> new JsonObject());
    }

    private Future<?> reload(Routes routes, Caller caller) {
        return routes.blocking(() -> operator.reload().reload(caller.name())).compose(faults -> {
            if (!faults.isEmpty()) {
                return Future.failedFuture(new Problem(422, String.join("\n", faults)));
            }
            return asks.ask(caller.name(), "", request -> new Audit(request, "admin.reload", "conf", true, ""))
                    .map(done -> new JsonObject().put("reloaded", true));
        });
    }
}
