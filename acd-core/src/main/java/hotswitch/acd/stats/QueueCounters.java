package hotswitch.acd.stats;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.ListCodec;
import java.util.ArrayList;
import java.util.List;

/** The counters of a queue by day. A call counts on the day of its entry, so that each day balances. */
public final class QueueCounters {
    /** A day with calls still there is kept longer. */
    private static final int DAYS_KEPT = 3;

    private final List<DayCounters> days = new ArrayList<>();

    /** The counters of the day to which this time belongs. */
    public DayCounters of(long timeNs) {
        long day = DayCounters.dayOf(timeNs);
        DayCounters known = known(day);
        return known == null ? add(new DayCounters(day)) : known;
    }

    /** The same to look at: zeros where nothing was counted that day. */
    public DayCounters seen(long timeNs) {
        long day = DayCounters.dayOf(timeNs);
        DayCounters known = known(day);
        return known == null ? new DayCounters(day) : known;
    }

    private DayCounters known(long day) {
        for (int i = 0; i < days.size(); i++) {
            if (days.get(i).day == day) {
                return days.get(i);
            }
        }
        return null;
    }

    public List<DayCounters> days() {
        return days;
    }

    /** Calls that are still in the queue, all days. */
    public long stillThere() {
        long sum = 0;
        for (DayCounters counters : days) {
            sum += counters.stillThere();
        }
        return sum;
    }

    public void write(BytesWriter out) {
        ListCodec.write(out, days, (o, d) -> d.write(o));
    }

    public static QueueCounters read(BytesReader in) {
        QueueCounters counters = new QueueCounters();
        counters.days.addAll(ListCodec.read(in, DayCounters::read));
        return counters;
    }

    private DayCounters add(DayCounters added) {
        days.add(added);
        if (days.size() > DAYS_KEPT && days.getFirst().stillThere() == 0) {
            days.removeFirst();
        }
        return added;
    }
}
