package hotswitch.call.watch;

import hotswitch.acd.ItemState;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Mailboxes (RFC 3842): the work items of a queue that nobody has taken are its new messages, those that somebody works
 * on its old ones. The mailbox {@link #ALL} has those of all queues.
 */
public final class Mailboxes {
    public static final String TYPE = "application/simple-message-summary";
    /** What a phone watches that watches its own seat. */
    public static final String ALL = "";

    private record Item(String queue, boolean taken) {}

    private final Long2ObjectHashMap<Item> items = new Long2ObjectHashMap<>();
    private final Map<String, int[]> counts = new TreeMap<>();

    /** True if the numbers of its queue are others than before. */
    public boolean changed(String queue, long itemId, ItemState state) {
        boolean kept = state == ItemState.WAITING || state == ItemState.OFFERED || state == ItemState.OPEN;
        Item next = kept ? new Item(queue, state == ItemState.OPEN) : null;
        Item former = next == null ? items.remove(itemId) : items.put(itemId, next);
        if (former == null ? next == null : former.equals(next)) {
            return false;
        }
        count(former, -1);
        count(next, 1);
        return true;
    }

    private void count(Item item, int by) {
        if (item != null) {
            counts.computeIfAbsent(item.queue, fresh -> new int[2])[item.taken ? 1 : 0] += by;
        }
    }

    /** The summary (RFC 3842 §5.2); {@code account}: the mailbox as a URI. */
    public String summary(String queue, String account) {
        int[] sum = new int[2];
        counts.forEach((name, each) -> {
            if (queue.equals(ALL) || queue.equals(name)) {
                sum[0] += each[0];
                sum[1] += each[1];
            }
        });
        return "Messages-Waiting: " + (sum[0] > 0 ? "yes" : "no") + "\r\nMessage-Account: " + account
                + "\r\nVoice-Message: " + sum[0] + "/" + sum[1] + " (0/0)\r\n";
    }
}
