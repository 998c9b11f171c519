package hotswitch.server.cti;

import hotswitch.acd.Command.Audit;
import hotswitch.acd.RecordingState;
import hotswitch.server.cti.Rights.Need;
import hotswitch.server.store.RecordBatch;
import hotswitch.server.store.Records;
import hotswitch.server.store.Records.RecordingFilter;
import hotswitch.server.store.Records.RecordingRow;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code /recordings}: what was recorded, and its audio; each playback is audited. */
final class RecordingsApi {
    private final Records records;
    private final Asks asks;
    private final Path folder;
    private Routes routes;

    RecordingsApi(Records records, Asks asks, Path folder) {
        this.records = records;
        this.asks = asks;
        this.folder = folder;
    }

    void addTo(Routes to) {
        routes = to;
        to.get("/recordings", Need.of("recordings.read"), this::list);
        to.get(
                "/recordings/:recording",
                Need.of("recordings.read"),
                (context, caller) -> to.blocking(() -> caller.shown(EventJson.recording(row(context)))));
        to.get("/recordings/:recording/audio", Need.of("recordings.listen"), this::audio);
        to.post("/recordings/:recording/hold", Need.of("recordings.hold"), this::hold);
    }

    /** {@code {"on":true,"reason":"…"}}: legal hold of the whole call, journaled as an audited action. */
    private Future<?> hold(RoutingContext context, Caller caller) {
        JsonObject body = Routes.body(context);
        if (!(body.getValue("on", true) instanceof Boolean on)) {
            throw Problem.badRequest("\"on\" must be true or false");
        }
        String detail = (on ? "on " : "off ") + Routes.words(body, "reason", null);
        return routes.blocking(() -> row(context))
                .compose(row -> asks.ask(
                        caller.name(),
                        Routes.key(context),
                        request -> new Audit(request, RecordBatch.HOLD, Long.toString(row.callId()), true, detail)))
                .map(done -> new JsonObject().put("held", on));
    }

    private Future<?> list(RoutingContext context, Caller caller) {
        RecordingFilter filter = new RecordingFilter(
                Routes.time(context, "from", 0),
                Routes.time(context, "to", Long.MAX_VALUE),
                Routes.number(context, "call", 0),
                (int) Routes.number(context, "agent", 0));
        return routes.blocking(() -> {
            JsonArray all = new JsonArray();
            records.recordings(filter).forEach(row -> all.add(EventJson.recording(row)));
            return caller.shown(all);
        });
    }

    /** {@code CALL-SEGMENT}, or {@code CALL} alone for its first segment. */
    private RecordingRow row(RoutingContext context) {
        String id = context.pathParam("recording");
        String[] parts = id.split("-", -1);
        try {
            int segment = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
            RecordingRow row = records.recording(Long.parseLong(parts[0]), segment);
            if (row != null) {
                return row;
            }
        } catch (NumberFormatException e) {
            throw Problem.notFound("recording " + id);
        }
        throw Problem.notFound("recording " + id);
    }

    private Future<?> audio(RoutingContext context, Caller caller) {
        return routes.blocking(() -> file(row(context)))
                .compose(file -> asks.ask(
                                caller.name(),
                                "",
                                request ->
                                        new Audit(request, "recording.audio", context.pathParam("recording"), true, ""))
                        .map(file))
                .compose(file -> {
                    context.response().putHeader("content-type", type(file));
                    return context.response().sendFile(file.toString());
                })
                .mapEmpty();
    }

    private Path file(RecordingRow row) {
        if (row.state() != RecordingState.KEPT) {
            throw Problem.notFound(
                    "audio of recording " + row.callId() + "-" + row.segment() + " (" + row.state() + ")");
        }
        Path file = folder.resolve(row.file()).normalize();
        if (!file.startsWith(folder) || !Files.exists(file)) {
            throw new Problem(410, "the file " + row.file() + " is no longer kept");
        }
        return file;
    }

    private static String type(Path file) {
        return file.toString().endsWith(".wav") ? "audio/wav" : "audio/ogg";
    }
}
