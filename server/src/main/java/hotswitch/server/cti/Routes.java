package hotswitch.server.cti;

import hotswitch.acd.flow.Named;
import hotswitch.server.cti.Rights.Need;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The router, with what every call of the API has in common: rights, JSON in and out, problems. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final int BODY_BYTES_MAX = 64 * 1024;
    /** What people write in a body: a reason, a cause, how somebody agreed; as long as the core keeps it. */
    private static final int WORDS_MAX = 256;
    /** Names and numbers of ours in a body. */
    private static final int NAME_MAX = 64;

    private static final int ATTRIBUTES_MAX = 32;
    static final String BASE = "/api/v1";
    final Vertx vertx;
    final Router router;
    private final Rights rights;

    /** Answers a call: a JSON value, or null where the handler writes the response itself. */
    interface Handler {
        Future<?> handle(RoutingContext context, Caller caller);
    }

    Routes(Vertx vertx, Rights rights) {
        this.vertx = vertx;
        this.rights = rights;
        this.router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX));
        for (int status : new int[] {400, 404, 405, 413, 415, 500}) {
            router.errorHandler(status, this::failed);
        }
    }

    void get(String path, Need need, Handler handler) {
        on(HttpMethod.GET, path, need, handler);
    }

    void put(String path, Need need, Handler handler) {
        on(HttpMethod.PUT, path, need, handler);
    }

    void post(String path, Need need, Handler handler) {
        on(HttpMethod.POST, path, need, handler);
    }

    private void on(HttpMethod method, String path, Need need, Handler handler) {
        router.route(method, BASE + path).handler(context -> {
            try {
                Caller caller = rights.require(context.request(), need);
                handler.handle(context, caller)
                        .onSuccess(value -> reply(context, value))
                        .onFailure(context::fail);
            } catch (Problem problem) {
                context.fail(problem);
            }
        });
    }

    /** Off the event loop: tables and files. */
    <T> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    private static void reply(RoutingContext context, Object value) {
        if (value != null && !context.response().ended()) {
            context.response().putHeader("content-type", "application/json").end(Json.encode(value));
        }
    }

    private void failed(RoutingContext context) {
        Problem problem = problem(context);
        if (problem.status >= 500) {
            LOG.warn("{} {}: {}", context.request().method(), context.request().path(), problem.getMessage());
        }
        if (context.response().headWritten()) {
            context.response().reset();
            return;
        }
        context.response()
                .setStatusCode(problem.status)
                .putHeader("content-type", "application/problem+json")
                .end(problem.json().encode());
    }

    private static Problem problem(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof Problem problem) {
            return problem;
        }
        int status = failure instanceof HttpException http ? http.getStatusCode() : context.statusCode();
        if (status >= 400 && status < 500) {
            return new Problem(
                    status, context.request().method() + " " + context.request().path());
        }
        LOG.error("{} {}", context.request().method(), context.request().path(), failure);
        return new Problem(500, "a fault of the server; its log tells more");
    }

    /** The body as an object; 400 where it is none. */
    static JsonObject body(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            if (body == null) {
                throw Problem.badRequest("a JSON object is expected as body");
            }
            return body;
        } catch (DecodeException e) {
            throw Problem.badRequest("the body is not a JSON object: " + firstLine(e));
        } catch (ClassCastException notAnObject) {
            throw Problem.badRequest("a JSON object is expected as body");
        }
    }

    /** Of the parameter {@code ended}: those that are over are asked for, not those that go on. */
    static boolean ended(RoutingContext context) {
        String ended = context.request().getParam("ended", "false");
        if (!ended.equals("true") && !ended.equals("false")) {
            throw Problem.badRequest("ended must be true or false: " + ended);
        }
        return ended.equals("true");
    }

    private static String firstLine(Exception e) {
        String text = String.valueOf(e.getMessage());
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** What people write; 400 where it is another type, too long, or absent without a default. */
    static String words(JsonObject body, String name, String absent) {
        return text(body, name, absent, WORDS_MAX);
    }

    /** The same of a name or number. */
    static String name(JsonObject body, String name, String absent) {
        return text(body, name, absent, NAME_MAX);
    }

    private static String text(JsonObject body, String name, String absent, int most) {
        Object value = body.getValue(name);
        if (value == null && absent != null) {
            return absent;
        }
        if (!(value instanceof String text)) {
            throw Problem.badRequest("\"" + name + "\" must be a string");
        }
        return bounded(name, text, most);
    }

    /** In characters as JSON Schema counts them: one for each code point. */
    private static String bounded(String name, String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            throw Problem.badRequest("\"" + name + "\" has " + length + " characters, at most " + most + " are taken");
        }
        return text;
    }

    /** The member {@code attributes}: an object of strings; none where it is absent. */
    static List<Named> attributes(JsonObject body) {
        Object value = body.getValue("attributes", new JsonObject());
        if (!(value instanceof JsonObject named)) {
            throw Problem.badRequest("\"attributes\" must be an object of strings");
        }
        if (named.size() > ATTRIBUTES_MAX) {
            throw Problem.badRequest(
                    "\"attributes\" has " + named.size() + " members, at most " + ATTRIBUTES_MAX + " are taken");
        }
        List<Named> list = new ArrayList<>();
        for (String each : named.fieldNames()) {
            list.add(new Named(bounded("attributes", each, NAME_MAX), words(named, each, null)));
        }
        return list;
    }

    static long id(RoutingContext context, String name) {
        String value = context.pathParam(name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw Problem.notFound(name + " " + value);
        }
    }

    static long number(RoutingContext context, String parameter, long absent) {
        String value = context.request().getParam(parameter);
        try {
            return value == null ? absent : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw Problem.badRequest(parameter + " must be a whole number: " + value);
        }
    }

    static long time(RoutingContext context, String parameter, long absent) {
        String value = context.request().getParam(parameter);
        return value == null ? absent : Times.parse(parameter, value);
    }

    static String key(RoutingContext context) {
        String key = context.request().getHeader("Idempotency-Key");
        if (key != null && key.length() > 200) {
            throw Problem.badRequest("Idempotency-Key is longer than 200 characters");
        }
        return key == null ? "" : key;
    }
}
