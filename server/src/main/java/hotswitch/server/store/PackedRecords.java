package hotswitch.server.store;

import hotswitch.acd.Fact.Receipt;
import hotswitch.acd.LegQuality;
import hotswitch.acd.codec.CallFacts;
import hotswitch.acd.codec.FactCodec;
import hotswitch.acd.kpi.AgentSpan;
import hotswitch.server.store.Records.FlowRow;
import hotswitch.server.store.Records.QualityRow;
import hotswitch.server.store.Records.ReceiptRow;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** What is read from {@link Packs}, in the order of the facts. */
final class PackedRecords {
    private static final int FETCHED = 100;
    private final Jdbi jdbi;

    PackedRecords(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Takes one fact. */
    private interface Each {
        void take(Unpacked at);
    }

    private void ofCall(long callId, Each into) {
        int place = Packs.place(callId);
        Unpacked at = Unpacked.few();
        jdbi.useHandle(handle -> handle.createQuery("SELECT facts FROM call_facts WHERE block = :block ORDER BY seq")
                .bind("block", Packs.block(callId))
                .map((rs, ctx) -> rs.getBytes(1))
                .forEach(pack -> {
                    at.open(pack);
                    while (at.next()) {
                        if (at.whose() == place) {
                            into.take(at);
                        }
                    }
                }));
    }

    private void ofTime(String select, long fromNs, long toNs, Each into) {
        Unpacked at = Unpacked.many();
        jdbi.useHandle(handle -> handle.createQuery(select)
                .bind("from", fromNs)
                .bind("to", toNs)
                .setFetchSize(FETCHED)
                .map((rs, ctx) -> rs.getBytes(1))
                .forEach(pack -> {
                    at.open(pack);
                    while (at.next()) {
                        into.take(at);
                    }
                }));
    }

    void flows(long callId, List<FlowRow> into) {
        ofCall(callId, at -> {
            if (at.type() == FactCodec.FLOW_ENTERED) {
                CallFacts.Entered f = at.read().entered;
                into.add(new FlowRow(at.timeNs(), f.flow, f.content, f.config));
            }
        });
    }

    void quality(long callId, List<QualityRow> into) {
        ofCall(callId, at -> {
            if (at.type() == FactCodec.LEG_MEASURED) {
                CallFacts.Measured f = at.read().measured;
                into.add(new QualityRow(
                        f.trunk,
                        f.device,
                        new LegQuality(f.received, f.lost, f.jitterUs, f.farLostPerMille, f.roundTripUs)));
            }
        });
    }

    void receipts(long callId, List<ReceiptRow> into) {
        ofCall(callId, at -> {
            if (at.type() == FactCodec.RECEIPT) {
                into.add(new ReceiptRow(at.timeNs(), (Receipt) FactCodec.read(at.fact())));
            }
        });
    }

    /** All but how long the caller waited. The index at which that comes, negative where there is no fact of it. */
    int intervals(long callId, List<IntervalRow> into) {
        int[] waitedAt = {-1};
        ofCall(callId, at -> {
            switch (at.type()) {
                case FactCodec.TALK_INTERVAL -> {
                    CallFacts.Talk f = at.read().talk;
                    into.add(new IntervalRow(callId, f.role, f.device, f.agent, f.kind.name(), f.fromNs, f.toNs));
                }
                case FactCodec.AGENT_CHANGED -> {
                    CallFacts.AgentChange f = at.read().agentChange;
                    long fromNs = f.formerFromNs(at.timeNs());
                    into.add(new IntervalRow(callId, "agent", f.device, f.agent, "RING", fromNs, at.timeNs()));
                }
                case FactCodec.CALL_ENDED -> waitedAt[0] = into.size();
                default -> {}
            }
        });
        return waitedAt[0];
    }

    void spans(long fromNs, long toNs, List<AgentSpan> into) {
        ofTime(
                "SELECT facts FROM agent_facts WHERE to_ns > :from AND from_ns < :to ORDER BY to_ns, seq",
                fromNs,
                toNs,
                at -> {
                    CallFacts.AgentChange f = at.read().agentChange;
                    long beginNs = f.formerFromNs(at.timeNs());
                    if (at.timeNs() > fromNs && beginNs < toNs) {
                        into.add(new AgentSpan(f.agent, f.former, beginNs, at.timeNs()));
                    }
                });
    }

    void waits(String queue, long fromNs, long toNs, FormerRows.Wait into) {
        ofTime("SELECT facts FROM wait_facts WHERE to_ns >= :from AND from_ns < :to", fromNs, toNs, at -> {
            CallFacts.Waited f = at.read().waited;
            if (at.timeNs() >= fromNs && at.timeNs() < toNs && f.queue.equals(queue)) {
                into.take(at.timeNs(), Math.abs(f.waitedMs - f.expectedMs));
            }
        });
    }
}
