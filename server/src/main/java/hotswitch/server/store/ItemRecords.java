package hotswitch.server.store;

import hotswitch.acd.ItemState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Work items that are over, from the tables. Blocking: for worker threads. */
public final class ItemRecords {
    private final Jdbi jdbi;

    ItemRecords(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Which ones: when they ended (epoch ns, {@link Long#MAX_VALUE}: open); "" and 0: any. */
    public record ItemFilter(long fromNs, long toNs, String queue, int agent) {}

    /** {@code agent}: who had it last, 0 nobody. */
    public record EndedItem(
            long id,
            ItemState state,
            String channel,
            String queue,
            int agent,
            Said said,
            long arrivedNs,
            long endedNs) {}

    public record Said(String subject, String customer, String cause) {}

    /** By their end; {@link Page} says which, if they are too many. */
    public List<EndedItem> ended(ItemFilter filter) {
        Page page = Page.from(filter.fromNs());
        return page.inOrder(jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM items WHERE changed_ns >= :from"
                        + " AND changed_ns < :to AND state IN ('DONE', 'WITHDRAWN', 'EXPIRED')"
                        + " AND (:queue = '' OR queue = :queue) AND (:agent = 0 OR agent = :agent)"
                        + page.order("changed_ns", "id"))
                .bind("from", filter.fromNs())
                .bind("to", filter.toNs())
                .bind("queue", filter.queue())
                .bind("agent", filter.agent())
                .map((rs, ctx) -> row(rs))
                .list()));
    }

    /** Null if there is none that is over. */
    public EndedItem ended(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM items WHERE id = :id AND state IN ('DONE', 'WITHDRAWN', 'EXPIRED')")
                .bind("id", id)
                .map((rs, ctx) -> row(rs))
                .findOne()
                .orElse(null));
    }

    private static EndedItem row(ResultSet rs) throws SQLException {
        return new EndedItem(
                rs.getLong("id"),
                ItemState.valueOf(rs.getString("state")),
                rs.getString("channel"),
                rs.getString("queue"),
                rs.getInt("agent"),
                new Said(rs.getString("subject"), rs.getString("customer"), rs.getString("cause")),
                rs.getLong("arrived_ns"),
                rs.getLong("changed_ns"));
    }
}
