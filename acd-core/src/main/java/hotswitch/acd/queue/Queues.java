package hotswitch.acd.queue;

import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.QueueRouting;
import hotswitch.acd.config.RoutingConfig;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Object2ObjectHashMap;

/** All queues in the order of the configuration, the backup lines last. */
public final class Queues {
    private final List<AcdQueue> inOrder = new ArrayList<>();
    /** The same, to find one; never walked through. */
    private final Object2ObjectHashMap<String, AcdQueue> byName = new Object2ObjectHashMap<>();

    private final List<Lane> touched = new ArrayList<>();
    private AcdQueue lines;
    private int waiting;
    private boolean someClosed;

    public List<AcdQueue> all() {
        return inOrder;
    }

    /** Null if there is none. */
    public AcdQueue get(String name) {
        return byName.get(name);
    }

    public AcdQueue lines() {
        return lines;
    }

    /** Callers who wait for an agent, in all queues; whoever is to be called back does not. */
    public int waiting() {
        return waiting;
    }

    private static int callers(Place place, AcdQueue queue) {
        return queue.isLines() || queue.isItems() || place.promised ? 0 : 1;
    }

    /** Who stands there has hung up, and keeps his place. */
    public void promise(Place place) {
        waiting -= callers(place, place.lane().queue);
        place.promised = true;
    }

    /** A rated place enters the line of a queue. */
    public void enter(Place place, Lane lane, int step) {
        lane.queue.add(place, lane, step);
        waiting += callers(place, lane.queue);
    }

    /** Out of its line. */
    public void leave(Place place) {
        AcdQueue queue = place.lane().queue;
        queue.remove(place);
        waiting -= callers(place, queue);
    }

    /** Something changed for all of its calls. */
    public void touch(AcdQueue queue) {
        for (Lane lane : queue.lanes()) {
            touch(lane);
        }
    }

    public void touch(Lane lane) {
        if (!lane.touched) {
            lane.touched = true;
            touched.add(lane);
        }
    }

    /** Touched in this turn, in the order in which they were. */
    public List<Lane> touched() {
        return touched;
    }

    /** The touched lane at this index. */
    public void settled(int index) {
        touched.remove(index).touched = false;
    }

    /**
     * Keeps waiting lines and counters by name, touches all. A queue that is no more is closed, and gone once it
     * is empty.
     */
    public void configure(List<QueueConfig> configs, RoutingConfig routings, String version) {
        List<AcdQueue> former = List.copyOf(inOrder);
        untouch();
        inOrder.clear();
        for (QueueConfig config : configs) {
            QueueRouting routing = routings.of(config.name());
            AcdQueue queue = byName.get(config.name());
            if (queue == null) {
                queue = new AcdQueue(config, routing, version);
                byName.put(config.name(), queue);
            } else {
                queue.configure(config, routing, version);
            }
            inOrder.add(queue);
        }
        for (AcdQueue queue : former) {
            closeUnlessNamed(queue);
        }
        lines = get(AcdQueue.LINES);
        for (AcdQueue queue : inOrder) {
            touch(queue);
        }
    }

    /** One of an earlier configuration that is not empty yet. */
    public void addClosed(QueueConfig config, QueueRouting routing, String version) {
        AcdQueue queue = new AcdQueue(config, routing, version);
        queue.close();
        someClosed = true;
        byName.put(config.name(), queue);
        inOrder.add(queue);
    }

    /** Nothing is to be matched: the state is that of the end of a turn. */
    public void untouch() {
        for (Lane lane : touched) {
            lane.touched = false;
        }
        touched.clear();
    }

    public void clear() {
        untouch();
        inOrder.clear();
        byName.clear();
        lines = null;
        waiting = 0;
        someClosed = false;
    }

    /** A queue of an earlier configuration goes with its last call. */
    public void sweep() {
        if (!someClosed) {
            return;
        }
        someClosed = false;
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            AcdQueue queue = inOrder.get(i);
            if (queue.closed && queue.counters.stillThere() == 0) {
                inOrder.remove(i);
                byName.remove(queue.name);
            } else {
                someClosed |= queue.closed;
            }
        }
    }

    private void closeUnlessNamed(AcdQueue queue) {
        if (!inOrder.contains(queue)) {
            queue.close();
            someClosed = true;
            inOrder.add(queue);
        }
    }
}
