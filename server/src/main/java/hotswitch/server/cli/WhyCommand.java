package hotswitch.server.cli;

import hotswitch.acd.Fact.Candidate;
import hotswitch.acd.Fact.Exclusion;
import hotswitch.acd.Fact.Receipt;
import hotswitch.server.cti.Times;
import hotswitch.server.store.RecordStore;
import hotswitch.server.store.Records.FlowRow;
import hotswitch.server.store.Records.ReceiptRow;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code why}: why a call went to an agent, and why not to the others, in English and Chinese. */
@Command(name = "why", description = "why this call went to this agent")
public final class WhyCommand implements Callable<Integer> {
    @Parameters(index = "0", description = "the call's number")
    private long call;

    @Option(names = "--data", defaultValue = "data", description = "data folder")
    private Path data;

    @Override
    public Integer call() {
        List<ReceiptRow> rows;
        try (RecordStore store = RecordStore.open(data, "")) {
            rows = store.records().receipts(call);
            store.records().flows(call).forEach(WhyCommand::print);
        }
        if (rows.isEmpty()) {
            System.err.println("call " + call + " was never offered to an agent (本通话从未分配给坐席)");
            return 1;
        }
        rows.forEach(WhyCommand::print);
        return 0;
    }

    private static void print(FlowRow row) {
        System.out.println(Times.text(row.timeNs()) + " entered flow (进入流程) " + row.flow() + ", content (内容) "
                + row.content() + ", configuration (配置) " + row.config());
    }

    private static void print(ReceiptRow row) {
        Receipt r = row.receipt();
        System.out.println(
                Times.text(row.timeNs()) + " call " + r.callId() + " of queue " + r.queue() + " offered to agent "
                        + r.agent() + " (技能组 " + r.queue() + " 分配给坐席 " + r.agent() + "), policy " + r.policy());
        for (Candidate c : r.candidates()) {
            System.out.println("  candidate (候选) " + c.agent() + ": level (等级) " + c.level() + ", idle (空闲) "
                    + c.idleMs() + " ms" + (c.agent() == r.agent() ? "  <- chosen (选中)" : ""));
        }
        for (Exclusion e : r.exclusions()) {
            for (int i = 0; i < e.agents().size(); i++) {
                System.out.println("  excluded (排除) " + e.agents().get(i) + ": " + e.why());
            }
        }
    }
}
