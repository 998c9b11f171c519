package hotswitch.server.cti;

import hotswitch.acd.Command.ItemSaid;
import hotswitch.acd.Command.SubmitItem;
import hotswitch.acd.ItemVerb;
import hotswitch.acd.flow.Named;
import hotswitch.server.cti.Rights.Need;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** {@code /items}: work that is no call (a chat, a message), sent in by the systems that carry it. */
final class ItemsApi {
    private static final int PRIORITY_MAX = 100;
    private final LiveView view;
    private final Asks asks;

    ItemsApi(LiveView view, Asks asks) {
        this.view = view;
        this.asks = asks;
    }

    void addTo(Routes routes) {
        Need read = new Need("items.read", "items.self");
        routes.get("/items", read, (context, caller) -> Future.succeededFuture(list(caller)));
        routes.get("/items/:item", read, (context, caller) -> {
            JsonObject item = item(Routes.id(context, "item"));
            caller.require(item.getInteger("agent"));
            return Future.succeededFuture(item);
        });
        routes.post("/items", Need.of("items.control"), this::submit);
        Need own = new Need("items.control", "items.self");
        said(routes, "accept", own, ItemVerb.ACCEPT);
        said(routes, "refuse", own, ItemVerb.REFUSE);
        said(routes, "complete", own, ItemVerb.COMPLETE);
        said(routes, "withdraw", Need.of("items.control"), ItemVerb.WITHDRAW);
    }

    private JsonArray list(Caller caller) {
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
        String queue = Routes.text(body, "queue", null);
        String subject = Routes.text(body, "subject", "");
        String customer = Routes.text(body, "customer", "");
        int priority = body.getValue("priority") instanceof Integer p ? p : 0;
        if (priority < 0 || priority > PRIORITY_MAX) {
            throw Problem.badRequest("\"priority\" must be 0 to " + PRIORITY_MAX);
        }
        List<Named> attributes = attributes(body);
        return asks.ask(
                        caller.name(),
                        Routes.key(context),
                        request -> new SubmitItem(request, queue, subject, customer, priority, attributes))
                .map(done -> {
                    context.response().setStatusCode(201);
                    return new JsonObject().put("id", done.callId());
                });
    }

    private static List<Named> attributes(JsonObject body) {
        List<Named> list = new ArrayList<>();
        if (body.getValue("attributes") instanceof JsonObject named) {
            for (String name : named.fieldNames()) {
                list.add(new Named(name, String.valueOf(named.getValue(name))));
            }
        }
        return list;
    }

    private void said(Routes routes, String name, Need need, ItemVerb verb) {
        routes.post("/items/:item/" + name, need, (context, caller) -> {
            long id = Routes.id(context, "item");
            JsonObject item = item(id);
            caller.require(item.getInteger("agent"));
            int agent = caller.only();
            JsonObject body = context.body().length() <= 0 ? new JsonObject() : Routes.body(context);
            String cause = Routes.text(body, "cause", "");
            return asks.ask(
                            caller.name(),
                            Routes.key(context),
                            request -> new ItemSaid(request, id, verb, agent, cause))
                    .map(done -> new JsonObject().put("item", id).put("done", name));
        });
    }
}
