package hotswitch.server.cti;

import hotswitch.acd.Command.ExtendWrapUp;
import hotswitch.acd.Command.ForceAgentState;
import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.server.cti.Rights.Need;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** {@code /agents}: CSTA SetAgentState and the states. */
final class AgentsApi {
    private final LiveView view;
    private final Asks asks;

    AgentsApi(LiveView view, Asks asks) {
        this.view = view;
        this.asks = asks;
    }

    void addTo(Routes routes) {
        Need read = new Need("agents.read", "agents.self");
        routes.get("/agents", read, (context, caller) -> Future.succeededFuture(list(caller)));
        routes.get("/agents/:agent", read, (context, caller) -> {
            caller.require(agentId(context));
            return Future.succeededFuture(agent(agentId(context)));
        });
        routes.put("/agents/:agent/state", new Need("agents.set", "agents.self"), this::setState);
        routes.post("/agents/:agent/force", Need.of("agents.force"), this::force);
        routes.post("/agents/:agent/wrap-up", new Need("agents.set", "agents.self"), this::wrapUp);
    }

    private JsonArray list(Caller caller) {
        JsonArray shown = new JsonArray();
        for (Object row : view.agentsJson()) {
            if (caller.reaches(((JsonObject) row).getInteger("id"))) {
                shown.add(row);
            }
        }
        return shown;
    }

    private Future<?> setState(RoutingContext context, Caller caller) {
        int id = agentId(context);
        caller.require(id);
        agent(id);
        JsonObject body = Routes.body(context);
        AgentTarget target = target(Routes.name(body, "state", null));
        String reason = Routes.words(body, "reason", "");
        String device = Routes.name(body, "device", "");
        return asks.ask(
                        caller.name(),
                        Routes.key(context),
                        request -> new SetAgentState(request, id, target, reason, device))
                .map(done -> agent(id));
    }

    /** A supervisor's word: no limits of breaks; the core audits it. */
    private Future<?> force(RoutingContext context, Caller caller) {
        int id = agentId(context);
        agent(id);
        JsonObject body = Routes.body(context);
        AgentTarget target = target(Routes.name(body, "state", null));
        String reason = Routes.words(body, "reason", "");
        return asks.ask(caller.name(), Routes.key(context), request -> new ForceAgentState(request, id, target, reason))
                .map(done -> agent(id));
    }

    private Future<?> wrapUp(RoutingContext context, Caller caller) {
        int id = agentId(context);
        caller.require(id);
        agent(id);
        String action = Routes.name(Routes.body(context), "action", null);
        if (!action.equals("extend") && !action.equals("end")) {
            throw Problem.badRequest("\"action\" must be extend or end, not " + action);
        }
        if (action.equals("end") && !agent(id).getString("state").equals("acw")) {
            throw new Problem(409, "agent " + id + " does not wrap up");
        }
        return asks.ask(
                        caller.name(),
                        Routes.key(context),
                        request -> action.equals("extend")
                                ? new ExtendWrapUp(request, id)
                                : new SetAgentState(request, id, AgentTarget.READY, "", ""))
                .map(done -> agent(id));
    }

    private static AgentTarget target(String state) {
        return switch (state) {
            case "ready" -> AgentTarget.READY;
            case "notReady" -> AgentTarget.NOT_READY;
            case "loggedOff" -> AgentTarget.LOGGED_OFF;
            default -> throw Problem.badRequest("\"state\" must be ready, notReady or loggedOff, not " + state);
        };
    }

    private static int agentId(RoutingContext context) {
        long id = Routes.id(context, "agent");
        if (id < 1 || id > Integer.MAX_VALUE) {
            throw Problem.notFound("agent " + id);
        }
        return (int) id;
    }

    private JsonObject agent(int id) {
        JsonObject agent = view.agentJson(id);
        if (agent == null) {
            throw Problem.notFound("agent " + id);
        }
        return agent;
    }
}
