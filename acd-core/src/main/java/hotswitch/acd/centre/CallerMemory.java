package hotswitch.acd.centre;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is remembered of callers by their number. Bounded: who was heard of longest ago gives way. */
public final class CallerMemory {
    private static final int KEPT_MAX = 50_000;

    private final LinkedHashMap<String, Known> byNumber = new LinkedHashMap<>();
    /** Whether any rule asks for it; otherwise nothing new is noted. */
    private boolean asked;

    private static final class Known {
        /** Talked with the caller last; 0: nobody yet. */
        private int agent;

        private long talkedNs;
        /** Left while waiting; 0: not since. */
        private long gaveUpNs;
    }

    void asked(boolean byRules) {
        asked = byRules;
    }

    void talked(String ani, int agent, long nowNs) {
        if (toNote(ani)) {
            Known known = heardOf(ani);
            known.agent = agent;
            known.talkedNs = nowNs;
            known.gaveUpNs = 0;
        }
    }

    void gaveUp(String ani, long nowNs) {
        if (toNote(ani)) {
            heardOf(ani).gaveUpNs = nowNs;
        }
    }

    /** With whom the caller talked last, at this time or later; 0: with nobody. */
    public int lastAgent(String ani, long sinceNs) {
        Known known = byNumber.get(ani);
        return known != null && known.talkedNs >= sinceNs ? known.agent : 0;
    }

    /** At this time or later, and has talked with nobody since. */
    public boolean gaveUpSince(String ani, long sinceNs) {
        Known known = byNumber.get(ani);
        return known != null && known.gaveUpNs != 0 && known.gaveUpNs >= sinceNs;
    }

    private boolean toNote(String ani) {
        return asked && !ani.isEmpty();
    }

    /** What is known of him, who was heard of last from now on. */
    private Known heardOf(String ani) {
        Known before = byNumber.get(ani);
        Known known = before == null ? new Known() : before;
        byNumber.putLast(ani, known);
        if (byNumber.size() > KEPT_MAX) {
            byNumber.pollFirstEntry();
        }
        return known;
    }

    public void write(BytesWriter out) {
        out.i32(byNumber.size());
        for (Map.Entry<String, Known> entry : byNumber.entrySet()) {
            Known known = entry.getValue();
            out.text(entry.getKey()).i32(known.agent).i64(known.talkedNs).i64(known.gaveUpNs);
        }
    }

    public void read(BytesReader in) {
        byNumber.clear();
        for (int n = in.i32(); n > 0; n--) {
            Known known = heardOf(in.text());
            known.agent = in.i32();
            known.talkedNs = in.i64();
            known.gaveUpNs = in.i64();
        }
    }
}
