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

    /** {@code agent} talked with the caller last; 0: nobody yet. {@code gaveUpNs}: left while waiting; 0: not since. */
    private record Known(int agent, long talkedNs, long gaveUpNs) {}

    void asked(boolean byRules) {
        asked = byRules;
    }

    void talked(String ani, int agent, long nowNs) {
        note(ani, new Known(agent, nowNs, 0));
    }

    void gaveUp(String ani, long nowNs) {
        Known known = byNumber.get(ani);
        note(ani, known == null ? new Known(0, 0, nowNs) : new Known(known.agent, known.talkedNs, nowNs));
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

    private void note(String ani, Known known) {
        if (!asked || ani.isEmpty()) {
            return;
        }
        byNumber.remove(ani);
        byNumber.put(ani, known);
        if (byNumber.size() > KEPT_MAX) {
            byNumber.remove(byNumber.firstEntry().getKey());
        }
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
            byNumber.put(in.text(), new Known(in.i32(), in.i64(), in.i64()));
        }
    }
}
