package hotswitch.server.store;

import hotswitch.acd.Fact.Receipt;
import hotswitch.acd.LegQuality;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.FactCodec;
import hotswitch.acd.kpi.AgentSpan;
import hotswitch.server.store.Records.FlowRow;
import hotswitch.server.store.Records.QualityRow;
import hotswitch.server.store.Records.ReceiptRow;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * What was written while each fact had a row of its own, before there were {@link Packs}. The facts of then may be
 * gone, so it is read for ever; there will be no more of it.
 */
final class FormerRows {
    private static final int FETCHED = 1_000;
    private final Jdbi jdbi;

    FormerRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private <T> List<T> ofCall(String select, long callId, RowMapper<T> mapper) {
        return jdbi.withHandle(handle ->
                handle.createQuery(select).bind("call", callId).map(mapper).list());
    }

    List<FlowRow> flows(long callId) {
        return ofCall(
                "SELECT time_ns, flow, content, config FROM call_flows WHERE call_id = :call ORDER BY seq",
                callId,
                (rs, ctx) -> new FlowRow(rs.getLong(1), rs.getString(2), rs.getString(3), rs.getString(4)));
    }

    List<IntervalRow> intervals(long callId) {
        return ofCall(
                "SELECT * FROM call_intervals WHERE call_id = :call ORDER BY seq",
                callId,
                (rs, ctx) -> new IntervalRow(
                        rs.getLong("call_id"),
                        rs.getString("role"),
                        rs.getString("device"),
                        rs.getInt("agent"),
                        rs.getString("kind"),
                        rs.getLong("from_ns"),
                        rs.getLong("to_ns")));
    }

    List<QualityRow> quality(long callId) {
        return ofCall(
                "SELECT * FROM leg_quality WHERE call_id = :call ORDER BY seq",
                callId,
                (rs, ctx) -> new QualityRow(
                        rs.getString("trunk"),
                        rs.getString("device"),
                        new LegQuality(
                                rs.getLong("received"),
                                rs.getLong("lost"),
                                rs.getInt("jitter_us"),
                                rs.getInt("far_lost_permille"),
                                rs.getInt("round_trip_us"))));
    }

    List<ReceiptRow> receipts(long callId) {
        return ofCall(
                "SELECT time_ns, receipt FROM receipts WHERE call_id = :call ORDER BY seq",
                callId,
                (rs, ctx) -> new ReceiptRow(
                        rs.getLong("time_ns"), (Receipt) FactCodec.read(new BytesReader(rs.getBytes("receipt")))));
    }

    List<AgentSpan> spans(long fromNs, long toNs) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT agent, state, from_ns, to_ns FROM agent_spans"
                        + " WHERE to_ns > :from AND from_ns < :to ORDER BY to_ns, seq")
                .bind("from", fromNs)
                .bind("to", toNs)
                .setFetchSize(FETCHED)
                .map((rs, ctx) ->
                        new AgentSpan(rs.getInt(1), AgentState.valueOf(rs.getString(2)), rs.getLong(3), rs.getLong(4)))
                .list());
    }

    /** Hands over the time (epoch ns) of each wait, and by how much it was mistaken (ms). */
    void waits(String queue, long fromNs, long toNs, Wait into) {
        jdbi.useHandle(handle -> handle.createQuery("SELECT time_ns, ABS(waited_ms - expected_ms) FROM waits"
                        + " WHERE queue = :queue AND time_ns >= :from AND time_ns < :to")
                .bind("queue", queue)
                .bind("from", fromNs)
                .bind("to", toNs)
                .setFetchSize(FETCHED)
                .map((rs, ctx) -> new long[] {rs.getLong(1), rs.getLong(2)})
                .forEach(wait -> into.take(wait[0], wait[1])));
    }

    /** Takes a wait that had been expected. */
    interface Wait {
        void take(long timeNs, long errorMs);
    }
}
