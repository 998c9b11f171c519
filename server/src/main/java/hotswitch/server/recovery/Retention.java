package hotswitch.server.recovery;

import hotswitch.server.journal.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Removes what is older than it has to be kept: whole days of the journal that every snapshot kept has behind it, whole
 * days of facts that every projection has taken, and configurations that nothing names any more. What a start needs is
 * never touched.
 */
public final class Retention {
    /** The audit that says in the journal what was removed from it. */
    public static final String ACTION = "journal.removed";

    private static final long DAY_NS = 86_400_000_000_000L;
    private final StateDir state;

    /** {@code begin}: what the journal follows now; {@code firstFact}: the oldest fact kept. */
    public record Kept(Journal.Mark begin, long firstFact, List<String> removedBlobs) {}

    public Retention(StateDir state) {
        this.state = state;
    }

    /** {@code beforeNs}: what is older may go; {@code taken}: the last fact that every projection has. */
    public Kept sweep(long beforeNs, long taken) throws IOException {
        List<Snapshot> snapshots = state.snapshots().whole();
        if (snapshots.isEmpty()) {
            return new Kept(state.journal().begin(), state.facts().first(), List.of());
        }
        Snapshot oldest = snapshots.getLast();
        Journal.Mark begin = state.journal().removeBefore(beforeNs, oldest.at().mark());
        long firstFact = state.facts().removeBefore(beforeNs, Math.min(taken, oldest.eventSeq()));
        // A day's room: the time of a use is noted a moment before the entry that names it is stamped.
        List<String> blobs = state.blobs()
                .removeUnused(
                        begin.timeNs() - DAY_NS, name -> snapshots.stream().anyMatch(each -> names(each.core(), name)));
        return new Kept(begin, firstFact, blobs);
    }

    /** Of the audit: the last entry removed and its hash. */
    public static String detail(Journal.Mark begin) {
        return "up to entry " + begin.sequence() + " hash " + HexFormat.of().formatHex(begin.hash());
    }

    private static boolean names(byte[] core, String sha256) {
        byte[] wanted = sha256.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + wanted.length <= core.length; at++) {
            int same = 0;
            while (same < wanted.length && core[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
