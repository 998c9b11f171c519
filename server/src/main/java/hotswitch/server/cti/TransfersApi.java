package hotswitch.server.cti;

import hotswitch.acd.Command;
import hotswitch.acd.Command.CallBack;
import hotswitch.acd.Command.ConferenceCall;
import hotswitch.acd.Command.ConsultCall;
import hotswitch.acd.Command.DeflectCall;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.RetrieveParked;
import hotswitch.acd.Command.TransferCall;
import hotswitch.server.cti.Rights.Need;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.Function;

/** Other parties in a call: {@code transfer}, {@code consult}, {@code conference}, {@code deflect},
 * {@code park}; and {@code callback}. */
final class TransfersApi {
    private static final Set<String> KINDS = Set.of("queue", "agent", "device", "park", "number", "flow");
    private final LiveView view;
    private final Asks asks;

    TransfersApi(LiveView view, Asks asks) {
        this.view = view;
        this.asks = asks;
    }

    void addTo(Routes routes) {
        service(routes, "transfer", this::transfer);
        service(routes, "consult", this::consult);
        service(routes, "deflect", this::deflect);
        service(routes, "park", this::park);
        routes.post("/parked/:slot/retrieve", new Need("calls.control", "calls.self"), this::retrieve);
        service(routes, "callback", this::callBack);
        service(routes, "conference", (context, id) -> request -> new ConferenceCall(request, id));
    }

    private interface Service {
        Function<Request, Command> of(RoutingContext context, long callId);
    }

    private void service(Routes routes, String name, Service service) {
        Need need = new Need("calls.control", "calls.self");
        routes.post("/calls/:call/" + name, need, (context, caller) -> {
            long id = Routes.id(context, "call");
            if (view.callJson(id) == null) {
                throw Problem.notFound("call " + id + " (going on)");
            }
            caller.require(view.agentOf(id));
            return ask(context, caller, name, service.of(context, id), id);
        });
    }

    private Future<?> ask(
            RoutingContext context, Caller caller, String name, Function<Request, Command> command, long id) {
        return asks.ask(caller.name(), Routes.key(context), command)
                .map(done -> new JsonObject().put("call", id).put("done", name));
    }

    /** Without a destination a consultation is put through. */
    private Function<Request, Command> transfer(RoutingContext context, long id) {
        JsonObject body = context.body().length() <= 0 ? new JsonObject() : Routes.body(context);
        String to = body.containsKey("to") ? destination(body) : "";
        String displayed = Routes.name(body, "displayed", "");
        return request -> new TransferCall(request, id, to, displayed);
    }

    private Function<Request, Command> consult(RoutingContext context, long id) {
        JsonObject body = Routes.body(context);
        String to = destination(body);
        String displayed = Routes.name(body, "displayed", "");
        return request -> new ConsultCall(request, id, to, displayed);
    }

    private Function<Request, Command> deflect(RoutingContext context, long id) {
        JsonObject body = Routes.body(context);
        String to = destination(body);
        String displayed = Routes.name(body, "displayed", "");
        return request -> new DeflectCall(request, id, to, displayed);
    }

    /** {@code {"slot":"701"}}; without: the first that is free. */
    private Function<Request, Command> park(RoutingContext context, long id) {
        JsonObject body = context.body().length() <= 0 ? new JsonObject() : Routes.body(context);
        String slot = Routes.name(body, "slot", "");
        return request -> new TransferCall(request, id, "park:" + slot, "");
    }

    /** {@code {"agent":1001}}: whose phone rings for who is parked there. */
    private Future<?> retrieve(RoutingContext context, Caller caller) {
        if (!(Routes.body(context).getValue("agent") instanceof Integer agent)) {
            throw Problem.badRequest("\"agent\" must be the number of an agent");
        }
        caller.require(agent);
        String slot = Routes.name(new JsonObject().put("slot", context.pathParam("slot")), "slot", null);
        return asks.ask(caller.name(), Routes.key(context), request -> new RetrieveParked(request, agent, slot))
                .map(done -> new JsonObject().put("call", done.callId()).put("done", "retrieve"));
    }

    /** {@code {"consent":"…","number","from","to"}}: to whom, between which times. */
    private Function<Request, Command> callBack(RoutingContext context, long id) {
        JsonObject body = Routes.body(context);
        String number = Routes.name(body, "number", "");
        String consent = Routes.words(body, "consent", "");
        long fromNs = time(body, "from");
        long untilNs = time(body, "to");
        return request -> new CallBack(request, id, number, fromNs, untilNs, consent);
    }

    private static long time(JsonObject body, String name) {
        String text = Routes.name(body, name, "");
        return text.isEmpty() ? 0 : Times.parse(name, text);
    }

    /** {@code "appeals"}, or with its kind {@code {"queue":"appeals"}}. */
    static String destination(JsonObject body) {
        Object to = body.getValue("to");
        String kind = "";
        if (to instanceof JsonObject object && object.size() == 1) {
            String only = object.fieldNames().iterator().next();
            if (KINDS.contains(only)) {
                kind = only + ":";
                to = String.valueOf(object.getValue(only));
            }
        }
        if (!(to instanceof String name) || !name.matches("[+*#0-9A-Za-z._:-]{1,64}")) {
            throw Problem.badRequest(
                    "\"to\" must be a name or number, or an object with one of queue, agent, device, park, number,"
                            + " flow");
        }
        return kind + name;
    }
}
