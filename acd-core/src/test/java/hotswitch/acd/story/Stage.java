package hotswitch.acd.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Command.ConfigApplied;
import hotswitch.acd.Command.DeviceUp;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Effects;
import hotswitch.acd.Limits;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.CommandCodec;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.acd.snapshot.StateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A core on trial. Before every command a second core is made from a snapshot of the first; both must then say the
 * same and have the same hash. In the end a third one takes the whole journal and must come to the same state.
 */
final class Stage {
    /** 2026-11-24 08:00 in China. */
    static final long START_NS = 1_795_478_400_000_000_000L;

    private static final Limits LIMITS = new Limits(20, 50, 10, 50, 5, 20);
    private final Map<String, byte[]> blobs = new TreeMap<>();
    private final List<byte[]> journal = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final AcdCore core = newCore();
    private long lastSeq;

    Stage(CentreConfig config) {
        configure(config, START_NS);
        for (CentreConfig.DeviceConfig device : config.devices()) {
            apply(new DeviceUp(device.name()), START_NS);
        }
    }

    StateView view() {
        return core.view();
    }

    StateHash hash() {
        return core.hash();
    }

    AcdCore core() {
        return core;
    }

    List<String> configure(CentreConfig config, long timeNs) {
        byte[] bytes = ConfigCodec.toBytes(config);
        String hash = "rules-%016x".formatted(java.util.Arrays.hashCode(bytes) & 0xFFFFFFFFL);
        blobs.put(hash, bytes);
        return apply(new ConfigApplied(Request.unasked("node"), hash), timeNs);
    }

    List<String> apply(Command command, long timeNs) {
        AcdCore twin = newCore();
        BytesWriter snapshot = new BytesWriter();
        core.writeSnapshot(snapshot);
        twin.readSnapshot(new BytesReader(snapshot.toBytes()));
        assertEquals(core.hash(), twin.hash(), "snapshot");
        EffectText said = new EffectText(START_NS);
        EffectText twinSaid = new EffectText(START_NS);
        said.lastSeq = lastSeq;
        twinSaid.lastSeq = lastSeq;
        BytesWriter bytes = new BytesWriter();
        CommandCodec.write(command, bytes);
        journal.add(bytes.toBytes());
        times.add(timeNs);
        core.onCommand(command, timeNs, said);
        twin.onCommand(CommandCodec.read(new BytesReader(bytes.toBytes())), timeNs, twinSaid);
        lastSeq = said.lastSeq;
        assertEquals(String.join("\n", said.lines), String.join("\n", twinSaid.lines), "after the snapshot");
        assertEquals(core.hash(), twin.hash(), "snapshot and one command");
        assertEquals(core.view(), twin.view());
        assertEquals(lastSeq, core.eventSeq());
        assertEquals(List.of(), core.violations());
        assertNull(core.idleWhileQueued());
        return said.lines;
    }

    List<String> skip(Command command, String fault, long timeNs) {
        EffectText said = new EffectText(START_NS);
        said.lastSeq = lastSeq;
        core.skip(command, fault, timeNs, said);
        lastSeq = said.lastSeq;
        assertEquals(List.of(), core.violations());
        journal.clear();
        return said.lines;
    }

    /** The journal from its beginning leads to the same state. */
    void replay() {
        if (journal.isEmpty()) {
            return;
        }
        AcdCore again = newCore();
        Effects nothing = new EffectText(START_NS);
        for (int i = 0; i < journal.size(); i++) {
            again.onCommand(CommandCodec.read(new BytesReader(journal.get(i))), times.get(i), nothing);
        }
        assertEquals(core.hash(), again.hash(), "replay");
        assertEquals(core.view(), again.view());
    }

    private AcdCore newCore() {
        return new AcdCore(LIMITS, new ScriptFlow(), sha -> {
            byte[] bytes = blobs.get(sha);
            if (bytes == null) {
                throw new IllegalStateException("no blob " + sha);
            }
            return bytes;
        });
    }
}
