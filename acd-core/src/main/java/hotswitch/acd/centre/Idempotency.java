package hotswitch.acd.centre;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/** Answers by idempotency key, as long as the configuration says: the same key again is answered, not applied. */
public final class Idempotency {
    private static final int KEPT_MAX = 200_000;
    private final Map<String, Kept> byKey = new TreeMap<>();
    private final ArrayDeque<Kept> inOrder = new ArrayDeque<>();

    /** What was answered. {@code untilNs}: epoch ns. */
    public record Kept(String key, int status, String detail, long callId, long untilNs) {}

    /** Null if the key is new or expired. */
    public Kept find(String key, long nowNs) {
        while (!inOrder.isEmpty() && inOrder.peekFirst().untilNs() <= nowNs) {
            forgetOldest();
        }
        return byKey.get(key);
    }

    public void keep(Kept kept) {
        if (inOrder.size() == KEPT_MAX) {
            forgetOldest();
        }
        byKey.put(kept.key(), kept);
        inOrder.addLast(kept);
    }

    public int size() {
        return inOrder.size();
    }

    public void write(BytesWriter out) {
        out.i32(inOrder.size());
        for (Kept kept : inOrder) {
            out.text(kept.key()).i32(kept.status()).text(kept.detail());
            out.i64(kept.callId()).i64(kept.untilNs());
        }
    }

    public void read(BytesReader in) {
        byKey.clear();
        inOrder.clear();
        for (int n = in.i32(); n > 0; n--) {
            Kept kept = new Kept(in.text(), in.i32(), in.text(), in.i64(), in.i64());
            byKey.put(kept.key(), kept);
            inOrder.addLast(kept);
        }
    }

    private void forgetOldest() {
        byKey.remove(inOrder.removeFirst().key());
    }
}
