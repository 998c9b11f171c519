package hotswitch.call.watch;

import hotswitch.acd.ItemState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Mailboxes (RFC 3842): the work items of a queue that nobody has taken are its new messages, those that somebody works
 * on its old ones. The mailbox of a seat has those of the queues that the agent serves who is logged on there.
 */
public final class Mailboxes {
    public static final String TYPE = "application/simple-message-summary";
    /** Before the name of a seat, where that is watched; no queue has such a name. */
    private static final String SEAT = "@";

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

    /** What a phone watches that watches its own seat. */
    public static String ofSeat(String seat) {
        return SEAT + seat;
    }

    /** The seat of such a mailbox; "": it is a queue's. */
    public static String seat(String mailbox) {
        return mailbox.startsWith(SEAT) ? mailbox.substring(SEAT.length()) : "";
    }

    /** The summary (RFC 3842 §5.2) of these queues; {@code account}: the mailbox as a URI. */
    public String summary(List<String> queues, String account) {
        int[] sum = new int[2];
        counts.forEach((name, each) -> {
            if (queues.contains(name)) {
                sum[0] += each[0];
                sum[1] += each[1];
            }
        });
        return "Messages-Waiting: " + (sum[0] > 0 ? "yes" : "no") + "\r\nMessage-Account: " + account
                + "\r\nVoice-Message: " + sum[0] + "/" + sum[1] + " (0/0)\r\n";
    }
}
