package hotswitch.acd.snapshot;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.queue.AcdQueue;
import java.util.function.BiConsumer;

/** The state in parts, each as canonical bytes: what snapshots hold and what is hashed. */
final class Sections {
    private Sections() {}

    static StateHash hash(Centre centre, BytesWriter out) {
        return new StateHash(
                hash(centre, out, Sections::calls),
                hash(centre, out, Sections::agents),
                hash(centre, out, Sections::clocks),
                hash(centre, out, Sections::lines),
                hash(centre, out, Sections::counters),
                hash(centre, out, Sections::config),
                hash(centre, out, Sections::flows));
    }

    static void config(Centre centre, BytesWriter out) {
        out.text(centre.configHash).flag(centre.emergency).flag(centre.draining).i8(centre.surge.ordinal());
        out.i8(centre.audioRoom.ordinal());
        int closed = 0;
        for (AcdQueue queue : centre.queues.all()) {
            closed += queue.closed ? 1 : 0;
        }
        out.i32(closed);
        for (AcdQueue queue : centre.queues.all()) {
            if (queue.closed) {
                out.text(queue.name).text(queue.version);
            }
        }
    }

    static void agents(Centre centre, BytesWriter out) {
        centre.agents.write(out);
        centre.devices.write(out);
    }

    static void calls(Centre centre, BytesWriter out) {
        centre.calls.write(out);
        centre.items.write(out);
    }

    static void lines(Centre centre, BytesWriter out) {
        centre.lines.write(out);
    }

    static void counters(Centre centre, BytesWriter out) {
        for (AcdQueue queue : centre.queues.all()) {
            queue.counters.write(out);
            queue.pace.write(out);
        }
    }

    static void flows(Centre centre, BytesWriter out) {
        centre.calls.writeRuns(out);
    }

    static void clocks(Centre centre, BytesWriter out) {
        centre.counts.write(out);
        centre.lines.writeMemory(out);
        centre.idempotency.write(out);
        centre.callers.write(out);
        centre.deadlines.writeCount(out);
        centre.deadlines.write(centre.rest, out);
        centre.deadlines.write(centre.audioAgain, out);
        for (Agent agent : centre.agents.all()) {
            centre.deadlines.write(agent.wrapUp, out);
            centre.deadlines.write(agent.overstay, out);
        }
        centre.calls.writeDeadlines(centre.deadlines, out);
        centre.items.writeDeadlines(centre.deadlines, out);
    }

    private static long hash(Centre centre, BytesWriter out, BiConsumer<Centre, BytesWriter> section) {
        out.reset();
        section.accept(centre, out);
        return XxHash64.of(out.buffer(), out.offset(), out.length());
    }
}
