package hotswitch.acd.item;

import hotswitch.acd.ItemState;
import hotswitch.acd.call.Row;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.queue.Place;
import hotswitch.acd.time.Deadline;
import hotswitch.acd.time.Deadline.Kind;
import java.util.Map;
import java.util.TreeMap;

/** A piece of work that waits in a queue, is offered to an agent and kept by one until it is done. */
public final class WorkItem extends Row {
    private static final ItemState[] STATES = ItemState.values();

    public final String queue;
    public final String channel;
    /** What it is to those who sent it: their number of it. */
    public final String subject;
    /** Who wants it. */
    public final String customer;

    public final int priority;
    /** By which it asks for skills, as a call does. */
    public final Map<String, String> attributes = new TreeMap<>();

    public final Place place;
    /** First into the queue: the wait by which it is rated. */
    public long arrivedNs;
    /** Of the present stay in the queue: its day in the counters. */
    public long enteredNs;

    private ItemState state = ItemState.WAITING;
    /** To whom it is offered, or who has it; 0 nobody. */
    public int agent;
    /** How far the queue's asks are relaxed for it. */
    public int step;

    /** The offer is over, or the longest wait. */
    public final Deadline wait;
    /** It should be done by then. */
    public final Deadline due;
    /** More agents may take it then. */
    public final Deadline relaxing;

    /** What it is about. */
    public record About(String queue, String channel, String subject, String customer, int priority) {}

    public WorkItem(long id, About about, long seq) {
        this.id = id;
        this.queue = about.queue();
        this.channel = about.channel();
        this.subject = about.subject();
        this.customer = about.customer();
        this.priority = about.priority();
        this.place = new Place().begin(id, seq);
        this.wait = new Deadline(Kind.ITEM_WAIT, id);
        this.due = new Deadline(Kind.ITEM_DUE, id);
        this.relaxing = new Deadline(Kind.ITEM_RELAX, id);
    }

    public ItemState state() {
        return state;
    }

    public boolean is(ItemState asked) {
        return state == asked;
    }

    public void become(ItemState next) {
        boolean legal = switch (next) {
            case WAITING, OPEN -> state == ItemState.OFFERED || state == ItemState.OPEN;
            case OFFERED -> state == ItemState.WAITING;
            case DONE -> state == ItemState.OPEN;
            case WITHDRAWN, EXPIRED ->
                state == ItemState.WAITING || state == ItemState.OFFERED || state == ItemState.OPEN;
        };
        if (!legal) {
            throw new IllegalStateException("item " + id + ": " + state + " -> " + next);
        }
        state = next;
    }

    void write(BytesWriter out) {
        out.i64(id)
                .text(queue)
                .text(channel)
                .text(subject)
                .text(customer)
                .i32(priority)
                .i64(place.seq);
        out.i32(place.overtaken())
                .i64(arrivedNs)
                .i64(enteredNs)
                .i8(state.ordinal())
                .i32(agent)
                .i32(step);
        out.i32(attributes.size());
        attributes.forEach((name, value) -> out.text(name).text(value));
    }

    static WorkItem read(BytesReader in) {
        WorkItem item =
                new WorkItem(in.i64(), new About(in.text(), in.text(), in.text(), in.text(), in.i32()), in.i64());
        item.place.overtaken(in.i32());
        item.arrivedNs = in.i64();
        item.enteredNs = in.i64();
        item.state = STATES[in.i8()];
        item.agent = in.i32();
        item.step = in.i32();
        for (int n = in.i32(); n > 0; n--) {
            item.attributes.put(in.text(), in.text());
        }
        return item;
    }
}
