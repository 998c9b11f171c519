package hotswitch.server.cti;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Command;
import hotswitch.acd.Command.ClearCall;
import hotswitch.acd.Command.HoldCall;
import hotswitch.acd.Command.MakeCall;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.RetrieveCall;
import hotswitch.server.cti.Rights.Need;
import hotswitch.server.journal.CentreTime;
import hotswitch.server.store.IntervalRow;
import hotswitch.server.store.Records;
import hotswitch.server.store.Records.CallFilter;
import hotswitch.server.store.Records.ReceiptRow;
import hotswitch.server.why.WhyText;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.LanguageHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** {@code /calls}, live and ended, and the CSTA services upon them; {@code /why}. */
final class CallsApi {
    private final LiveView view;
    private final Records records;
    private final LongFunction<List<Records.QualityRow>> audio;
    private final Asks asks;
    private final Supplier<Boolean> serving;
    private Routes routes;

    CallsApi(Cti.Sources sources, Asks asks, Supplier<Boolean> serving) {
        this.view = sources.view();
        this.records = sources.records();
        this.audio = sources.audio();
        this.asks = asks;
        this.serving = serving;
    }

    void addTo(Routes to) {
        routes = to;
        Need read = new Need("calls.read", "calls.self");
        to.get("/calls", read, this::list);
        to.get(
                "/calls/:call",
                read,
                (context, caller) -> call(Routes.id(context, "call")).map(json -> {
                    caller.require(json.getInteger("agent"));
                    return caller.shown(json);
                }));
        to.post("/calls", new Need("calls.control", "calls.self"), this::make);
        service("clear", ClearCall::new);
        service("hold", HoldCall::new);
        service("retrieve", RetrieveCall::new);
        to.get("/why/:call", Need.of("why.read"), (context, caller) -> why(context));
    }

    private Future<?> list(RoutingContext context, Caller caller) {
        if (!Routes.ended(context)) {
            return Future.succeededFuture(caller.shown(view.callsJson()));
        }
        String ani = context.request().getParam("ani");
        CallFilter filter = new CallFilter(
                Routes.time(context, "from", 0),
                Routes.time(context, "to", Long.MAX_VALUE),
                ani == null ? "" : ani,
                (int) Routes.number(context, "agent", 0));
        return routes.blocking(() -> {
            JsonArray all = new JsonArray();
            records.calls(filter).forEach(record -> all.add(EventJson.record(record)));
            return caller.shown(all);
        });
    }

    private Future<JsonObject> call(long id) {
        JsonObject live = view.callJson(id);
        return routes.blocking(() -> {
            JsonObject json = live == null ? ended(id) : live.put("quality", quality(audio.apply(id)));
            JsonObject notes = new JsonObject();
            records.notes(id).forEach(notes::put);
            return json.put("notes", notes).put("flows", EventJson.flows(records.flows(id)));
        });
    }

    private JsonObject ended(long id) {
        CallRecord record = records.call(id);
        if (record == null) {
            throw Problem.notFound("call " + id);
        }
        JsonArray intervals = new JsonArray();
        records.intervals(id).forEach(row -> intervals.add(interval(row)));
        return EventJson.record(record)
                .put("state", "ended")
                .put("intervals", intervals)
                .put("quality", quality(records.quality(id)));
    }

    private static JsonArray quality(List<Records.QualityRow> rows) {
        JsonArray quality = new JsonArray();
        rows.forEach(row -> quality.add(EventJson.quality(row.trunk(), row.device(), row.quality())));
        return quality;
    }

    private static JsonObject interval(IntervalRow row) {
        return new JsonObject()
                .put("role", row.role())
                .put("device", row.device())
                .put("agent", row.agent())
                .put("kind", row.kind().toLowerCase(Locale.ROOT))
                .put("from", Times.text(row.fromNs()))
                .put("to", Times.text(row.toNs()));
    }

    private Future<?> make(RoutingContext context, Caller caller) {
        JsonObject body = Routes.body(context);
        if (!(body.getValue("agent") instanceof Integer agent)) {
            throw Problem.badRequest("\"agent\" must be the number of an agent");
        }
        caller.require(agent);
        if (!serving.get()) {
            throw new Problem(503, "new calls are refused at present");
        }
        String to = Routes.name(body, "to", null);
        if (!to.matches("[+*#0-9A-Za-z._-]{1,40}")) {
            throw Problem.badRequest("\"to\" must be a number or a seat, without spaces");
        }
        String displayed = Routes.name(body, "displayed", "");
        return asks.ask(caller.name(), Routes.key(context), request -> new MakeCall(request, agent, to, displayed))
                .map(done -> {
                    context.response().setStatusCode(201);
                    return new JsonObject().put("id", done.callId()).put("call", done.callId());
                });
    }

    private void service(String name, BiFunction<Request, Long, Command> command) {
        routes.post("/calls/:call/" + name, new Need("calls.control", "calls.self"), (context, caller) -> {
            long id = Routes.id(context, "call");
            if (view.callJson(id) == null) {
                throw Problem.notFound("call " + id + " (going on)");
            }
            caller.require(view.agentOf(id));
            return asks.ask(caller.name(), Routes.key(context), request -> command.apply(request, id))
                    .map(done -> new JsonObject().put("call", id).put("done", name));
        });
    }

    /** The first of the two languages that is asked for; English where neither is. */
    static boolean prefersChinese(List<LanguageHeader> best) {
        for (LanguageHeader each : best) {
            boolean zh = each.tag().equalsIgnoreCase("zh");
            if (zh || each.tag().equalsIgnoreCase("en")) {
                return zh;
            }
        }
        return false;
    }

    /** Also in words, in the language that is asked for (RFC 9110 §12.5.4). */
    private Future<?> why(RoutingContext context) {
        long id = Routes.id(context, "call");
        boolean zh = prefersChinese(context.acceptableLanguages());
        WhyText words = new WhyText(zh);
        context.response().putHeader("content-language", zh ? "zh" : "en").putHeader("vary", "accept-language");
        return routes.blocking(() -> {
            JsonArray offers = new JsonArray();
            for (ReceiptRow row : records.receipts(id)) {
                String time = Times.text(row.timeNs());
                JsonArray text = new JsonArray(words.lines(CentreTime.text(row.timeNs()), row.receipt()));
                offers.add(EventJson.receipt(row.receipt()).put("time", time).put("text", text));
            }
            if (offers.isEmpty() && records.call(id) == null && view.callJson(id) == null) {
                throw Problem.notFound("call " + id);
            }
            JsonArray flows = EventJson.flows(records.flows(id));
            return new JsonObject().put("call", id).put("flows", flows).put("offers", offers);
        });
    }
}
