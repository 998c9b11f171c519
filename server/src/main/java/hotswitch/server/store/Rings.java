package hotswitch.server.store;

import hotswitch.acd.agent.AgentState;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.CallFacts;
import org.agrona.collections.Long2LongHashMap;
import org.jdbi.v3.core.Jdbi;

/**
 * For which call each agent's phone rings. The fact that ends it does not say, so it is kept with the projection's
 * number: a start in the middle knows it.
 */
final class Rings {
    static final long NO_CALL = 0;

    private final Long2LongHashMap calls = new Long2LongHashMap(NO_CALL);
    private final BytesWriter out = new BytesWriter();
    private byte[] bytes;

    /** As the tables have it. */
    void open(Jdbi jdbi, String projection) {
        calls.clear();
        bytes = jdbi.withHandle(h -> h.createQuery("SELECT rings FROM projection WHERE name = :name")
                .bind("name", projection)
                .map((rs, ctx) -> rs.getBytes(1))
                .findOne()
                .orElse(null));
        if (bytes == null) {
            jdbi.useHandle(h -> h.createQuery("SELECT agent, call_id FROM rings WHERE call_id <> 0")
                    .map((rs, ctx) -> calls.put(rs.getLong(1), rs.getLong(2)))
                    .list());
        } else {
            BytesReader in = new BytesReader(bytes);
            while (in.remaining() > 0) {
                calls.put(in.i64(), in.i64());
            }
        }
    }

    /** The call for which the agent's phone rings no more, answered or not; {@link #NO_CALL}: it did not ring. */
    long changed(CallFacts.AgentChange changed) {
        boolean rang = changed.former == AgentState.ALERTING && changed.state != AgentState.ALERTING;
        long former = rang ? calls.remove(changed.agent) : NO_CALL;
        if (changed.state == AgentState.ALERTING) {
            calls.put(changed.agent, changed.callId);
        }
        bytes = rang || changed.state == AgentState.ALERTING ? null : bytes;
        return former;
    }

    /** What {@link #open} reads. */
    byte[] bytes() {
        if (bytes == null) {
            out.reset();
            calls.forEachLong((agent, callId) -> out.i64(agent).i64(callId));
            bytes = out.toBytes();
        }
        return bytes;
    }
}
