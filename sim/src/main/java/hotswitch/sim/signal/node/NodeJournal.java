package hotswitch.sim.signal.node;

import hotswitch.acd.Command;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.CommandCodec;
import hotswitch.call.Brain;
import hotswitch.call.FactKind;
import hotswitch.call.Telephony;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is on disk: commands with their times and what the core said to each, and edge facts, in one order. */
final class NodeJournal {
    final List<Entry> entries = new ArrayList<>();
    private final BytesWriter written = new BytesWriter();
    private final Map<FactKind, SortedMap<String, byte[]>> facts = new EnumMap<>(FactKind.class);

    /** {@code said} 0: the core has not seen it. */
    static final class Entry {
        final long timeNs;
        final Command command;
        long said;

        Entry(long timeNs, Command command) {
            this.timeNs = timeNs;
            this.command = command;
        }
    }

    NodeJournal() {
        for (FactKind kind : FactKind.values()) {
            facts.put(kind, new TreeMap<>());
        }
    }

    Entry append(Command command, long timeNs) {
        CommandCodec.write(command, written.reset());
        Entry entry = new Entry(timeNs, CommandCodec.read(new BytesReader(written.toBytes())));
        entries.add(entry);
        return entry;
    }

    void keep(FactKind kind, String key, byte[] value) {
        if (value.length == 0) {
            facts.get(kind).remove(key);
        } else {
            facts.get(kind).put(key, value);
        }
    }

    void add(FactKind kind, String key, byte[] more) {
        facts.get(kind).compute(key, (k, kept) -> Brain.joined(kept, more));
    }

    int legs() {
        return facts.get(FactKind.LEG).size();
    }

    /** What a new process finds. */
    Telephony.Kept kept() {
        return new Telephony.Kept(
                new TreeMap<>(facts.get(FactKind.REGISTRATION)),
                new TreeMap<>(facts.get(FactKind.TRUNK)),
                new ArrayList<>(facts.get(FactKind.LEG).values()),
                new ArrayList<>(facts.get(FactKind.SUBSCRIPTION).values()),
                new TreeMap<>(facts.get(FactKind.TOLL)));
    }
}
