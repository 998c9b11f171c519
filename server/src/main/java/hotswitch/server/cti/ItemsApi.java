package hotswitch.server.cti;

import hotswitch.acd.Command.ItemSaid;
import hotswitch.acd.Command.SubmitItem;
import hotswitch.acd.ItemVerb;
import hotswitch.acd.flow.Named;
import hotswitch.server.cti.Rights.Need;
import hotswitch.server.store.ItemRecords;
import hotswitch.server.store.ItemRecords.EndedItem;
import hotswitch.server.store.ItemRecords.ItemFilter;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /items}: work that is no call (a chat, a message), sent in by the systems that carry it. */
final class ItemsApi {
    private static final int PRIORITY_MAX = 100;
    private final LiveView view;
    private final ItemRecords records;
    private final Asks asks;
    private Routes routes;

    ItemsApi(LiveView view, ItemRecords records, Asks asks) {
        this.view = view;
        this.records = records;
        this.asks = asks;
    }

    void addTo(Routes to) {
        routes = to;
        Need read = new Need("items.read", "items.self");
        routes.get("/items", read, this::list);
        routes.get("/items/:item", read, (context, caller) -> {
            long id = Routes.id(context, "item");
            JsonObject live = view.itemJson(id);
            return routes.blocking(() -> {
                JsonObject item = live == null ? ended(id) : live;
                caller.require(item.getInteger("agent"));
                return item;
            });
        });
        routes.post("/items", Need.of("items.control"), this::submit);
        Need own = new Need("items.control", "items.self");
        said(routes, "accept", own, ItemVerb.ACCEPT);
        said(routes, "refuse", own, ItemVerb.REFUSE);
        said(routes, "complete", own, ItemVerb.COMPLETE);
        said(routes, "withdraw", Need.of("items.control"), ItemVerb.WITHDRAW);
    }

    private Future<?> list(RoutingContext context, Caller caller) {
        if (!Routes.ended(context)) {
            return Future.succeededFuture(live(caller));
        }
        String queue = context.request().getParam("queue");
        ItemFilter filter = new ItemFilter(
                Routes.time(context, "from", 0),
                Routes.time(context, "to", Long.MAX_VALUE),
                queue == null ? "" : queue,
                caller.only());
        return routes.blocking(() -> {
            JsonArray all = new JsonArray();
            records.ended(filter).forEach(row -> all.add(json(row)));
            return all;
        });
    }

    private JsonObject ended(long id) {
        EndedItem row = records.ended(id);
        if (row == null) {
            throw Problem.notFound("item " + id);
        }
        return json(row);
    }

    static JsonObject json(EndedItem row) {
        return new JsonObject()
                .put("id", row.id())
                .put("state", Words.camel(row.state()))
                .put("channel", row.channel())
                .put("queue", row.queue())
                .put("agent", row.agent())
                .put("subject", row.said().subject())
                .put("customer", row.said().customer())
                .put("cause", row.said().cause())
                .put("arrived", Times.text(row.arrivedNs()))
                .put("ended", Times.text(row.endedNs()));
    }

    private JsonArray live(Caller caller) {
        JsonArray shown = new JsonArray();
        for (Object row : view.itemsJson()) {
            if (caller.reaches(((JsonObject) row).getInteger("agent"))) {
                shown.add(row);
            }
        }
        return shown;
    }

    private JsonObject item(long id) {
        JsonObject item = view.itemJson(id);
        if (item == null) {
            throw Problem.notFound("item " + id);
        }
        return item;
    }

    private Future<?> submit(RoutingContext context, Caller caller) {
        JsonObject body = Routes.body(context);
        String queue = Routes.name(body, "queue", null);
        String subject = Routes.words(body, "subject", "");
        String customer = Routes.words(body, "customer", "");
        if (!(body.getValue("priority", 0) instanceof Integer priority) || priority < 0 || priority > PRIORITY_MAX) {
            throw Problem.badRequest("\"priority\" must be a whole number, 0 to " + PRIORITY_MAX);
        }
        List<Named> attributes = Routes.attributes(body);
        return asks.ask(
                        caller.name(),
                        Routes.key(context),
                        request -> new SubmitItem(request, queue, subject, customer, priority, attributes))
                .map(done -> {
                    context.response().setStatusCode(201);
                    return new JsonObject().put("id", done.callId());
                });
    }

    private void said(Routes routes, String name, Need need, ItemVerb verb) {
        routes.post("/items/:item/" + name, need, (context, caller) -> {
            long id = Routes.id(context, "item");
            JsonObject item = item(id);
            caller.require(item.getInteger("agent"));
            int agent = caller.only();
            JsonObject body = context.body().length() <= 0 ? new JsonObject() : Routes.body(context);
            String cause = Routes.words(body, "cause", "");
            return asks.ask(
                            caller.name(),
                            Routes.key(context),
                            request -> new ItemSaid(request, id, verb, agent, cause))
                    .map(done -> new JsonObject().put("item", id).put("done", name));
        });
    }
}
