package hotswitch.sim.world;

import hotswitch.acd.Command;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.CommandCodec;
import hotswitch.acd.snapshot.StateHash;
import java.util.ArrayList;
import java.util.List;

/** What is on disk: commands with their times, a snapshot, and what the core said to each, to be compared. */
final class Journal {
    final List<Entry> entries = new ArrayList<>();
    private final BytesWriter written = new BytesWriter();
    private byte[] snapshot;
    /** How many entries the snapshot contains. */
    private int snapshotAt;

    /** One command. {@code said} 0: the core has not seen it yet. */
    static final class Entry {
        final long timeNs;
        /** As its bytes tell it. */
        final Command command;
        /** Not empty: it threw, and is skipped. */
        String fault = "";

        boolean seen;
        /** When it came, deadlines were due. */
        boolean somethingDue = true;

        long said;
        /** Null: no checkpoint here. */
        StateHash after;

        Entry(long timeNs, Command command) {
            this.timeNs = timeNs;
            this.command = command;
        }
    }

    Entry append(Command command, long timeNs) {
        CommandCodec.write(command, written.reset());
        Entry entry = new Entry(timeNs, CommandCodec.read(new BytesReader(written.toBytes())));
        entries.add(entry);
        return entry;
    }

    void snapshot(byte[] bytes) {
        snapshot = bytes;
        snapshotAt = entries.size();
    }

    /** Null if there is none. */
    byte[] snapshot() {
        return snapshot;
    }

    int snapshotAt() {
        return snapshotAt;
    }
}
