package hotswitch.server.cti;

import hotswitch.acd.Fact;
import hotswitch.server.journal.FactReader;
import hotswitch.server.journal.FactSink;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.WriteStream;
import java.util.function.Consumer;

/** One subscriber: reads the log at the pace at which the client takes it. On one event loop. */
final class EventFeed implements FactSink {
    private static final int FACTS_PER_TURN = 64;
    private final FactReader reader;
    private final WriteStream<?> stream;
    private final Consumer<JsonObject> send;
    private boolean closed;

    EventFeed(FactReader reader, WriteStream<?> stream, Consumer<JsonObject> send) {
        this.reader = reader;
        this.stream = stream;
        this.send = send;
        stream.drainHandler(v -> pump());
    }

    void pump() {
        while (!closed && !stream.writeQueueFull() && reader.poll(FACTS_PER_TURN, this) > 0) {
            // each turn ends when the client's buffer is full or nothing is left
        }
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        send.accept(EventJson.of(seq, timeNs, fact));
    }

    void close() {
        closed = true;
        reader.close();
    }
}
