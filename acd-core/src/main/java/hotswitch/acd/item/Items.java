package hotswitch.acd.item;

import hotswitch.acd.call.Table;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.time.Deadlines;

/** The work items that are not done yet. */
public final class Items {
    public final Table<WorkItem> items = new Table<>();

    /** Null if there is none. */
    public WorkItem get(long id) {
        return items.get(id);
    }

    public void write(BytesWriter out) {
        out.i32(items.size());
        for (WorkItem item : items.inIdOrder()) {
            item.write(out);
        }
    }

    public void read(BytesReader in) {
        items.clear();
        for (int n = in.i32(); n > 0; n--) {
            items.add(WorkItem.read(in));
        }
    }

    public void writeDeadlines(Deadlines deadlines, BytesWriter out) {
        for (WorkItem item : items.inIdOrder()) {
            deadlines.write(item.wait, out);
            deadlines.write(item.due, out);
            deadlines.write(item.relaxing, out);
        }
    }

    public void readDeadlines(Deadlines deadlines, BytesReader in) {
        for (WorkItem item : items.inIdOrder()) {
            deadlines.read(item.wait, in);
            deadlines.read(item.due, in);
            deadlines.read(item.relaxing, in);
        }
    }
}
