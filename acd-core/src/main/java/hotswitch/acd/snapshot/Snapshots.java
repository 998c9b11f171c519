package hotswitch.acd.snapshot;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Configuring;
import hotswitch.acd.centre.Surge;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.codec.ListCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.item.WorkItem;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.routing.AudioRoom;
import hotswitch.acd.routing.ItemOffers;
import hotswitch.acd.routing.Placing;
import hotswitch.acd.stats.QueueCounters;
import java.util.List;

/**
 * All tables as bytes and back. Configurations are named by hash and come from the blobs; what follows from others
 * is made anew.
 */
public final class Snapshots {
    private static final int FORMAT = 10;

    private Snapshots() {}

    /** {@code scratch}: where the bytes are put that are hashed. */
    public static StateHash hash(Centre centre, BytesWriter scratch) {
        return Sections.hash(centre, scratch);
    }

    public static void write(Centre centre, BytesWriter out) {
        out.i32(FORMAT);
        ListCodec.writeTexts(out, List.copyOf(Configuring.versionsInUse(centre)));
        Sections.config(centre, out);
        Sections.agents(centre, out);
        Sections.calls(centre, out);
        Sections.lines(centre, out);
        Sections.counters(centre, out);
        Sections.flows(centre, out);
        Sections.clocks(centre, out);
    }

    /** Throws {@link IllegalArgumentException} on a format of another version. */
    public static void read(Centre centre, BytesReader in) {
        int format = in.i32();
        if (format != FORMAT) {
            throw new IllegalArgumentException("snapshot format " + format + " is not of this version");
        }
        clear(centre);
        for (String version : ListCodec.readTexts(in)) {
            centre.flow.load(version, config(centre, version).flows());
        }
        readConfig(centre, in);
        centre.agents.read(in);
        centre.devices.read(in);
        centre.calls.read(in);
        centre.items.read(in);
        centre.lines.read(in);
        for (AcdQueue queue : centre.queues.all()) {
            queue.counters = QueueCounters.read(in);
            queue.pace.read(in);
        }
        centre.calls.readRuns(in);
        readClocks(centre, in);
        follow(centre);
    }

    private static void clear(Centre centre) {
        centre.deadlines.clear();
        centre.agents.clear();
        centre.devices.clear();
        centre.queues.clear();
        centre.lines.clear();
        centre.calls.clear();
    }

    private static void readConfig(Centre centre, BytesReader in) {
        String hash = in.text();
        CentreConfig config = hash.isEmpty() ? Configuring.NONE : config(centre, hash);
        Configuring.apply(centre, config, hash);
        if (hash.isEmpty()) {
            centre.queues.clear();
        }
        centre.emergency = in.flag();
        centre.draining = in.flag();
        centre.surge = Surge.values()[in.i8()];
        centre.audioRoom = AudioRoom.State.values()[in.i8()];
        for (int n = in.i32(); n > 0; n--) {
            String name = in.text();
            String version = in.text();
            CentreConfig closed = config(centre, version);
            for (QueueConfig queue : Configuring.queues(closed)) {
                if (queue.name().equals(name)) {
                    centre.queues.addClosed(queue, closed.routing().of(name), version);
                }
            }
        }
    }

    private static void readClocks(Centre centre, BytesReader in) {
        centre.counts.read(in);
        centre.lines.readMemory(in);
        centre.idempotency.read(in);
        centre.callers.read(in);
        centre.deadlines.readCount(in);
        centre.deadlines.read(centre.rest, in);
        centre.deadlines.read(centre.audioAgain, in);
        for (Agent agent : centre.agents.all()) {
            centre.deadlines.read(agent.wrapUp, in);
            centre.deadlines.read(agent.overstay, in);
        }
        centre.calls.readDeadlines(centre.deadlines, in);
        centre.items.readDeadlines(centre.deadlines, in);
    }

    private static void follow(Centre centre) {
        for (WorkItem item : centre.items.items.inIdOrder()) {
            if (item.agent != 0) {
                centre.agents.get(item.agent).items.add(item);
            }
        }
        Configuring.enterAgents(centre);
        new Placing(centre).everybodyIn();
        new ItemOffers(new Turn(centre)).everybodyIn();
        centre.queues.untouch();
    }

    private static CentreConfig config(Centre centre, String hash) {
        return ConfigCodec.fromBytes(centre.blobs.read(hash));
    }
}
