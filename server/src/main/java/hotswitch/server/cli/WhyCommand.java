package hotswitch.server.cli;

import hotswitch.acd.CallRecord;
import hotswitch.server.journal.CentreTime;
import hotswitch.server.store.RecordStore;
import hotswitch.server.store.Records.FlowRow;
import hotswitch.server.store.Records.ReceiptRow;
import hotswitch.server.why.WhyText;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code why}: why a call went to an agent, and why not to the others, in English or Chinese. */
@Command(name = "why", description = "why this call went to this agent")
public final class WhyCommand implements Callable<Integer> {
    @Parameters(index = "0", description = "the call's number")
    private long call;

    @Option(names = "--data", defaultValue = "data", description = "data folder")
    private Path data;

    @Option(names = "--lang", defaultValue = "en", description = "zh or en")
    private String language;

    @Override
    public Integer call() {
        if (!language.equals("zh") && !language.equals("en")) {
            System.err.println("--lang is " + language + "; write zh or en");
            return 2;
        }
        List<ReceiptRow> rows;
        try (RecordStore store = Tables.open(data, "")) {
            if (store == null) {
                return 2;
            }
            rows = store.records().receipts(call);
            List<FlowRow> flows = store.records().flows(call);
            flows.forEach(WhyCommand::print);
            CallRecord record = store.records().call(call);
            if (rows.isEmpty() && flows.isEmpty() && record == null) {
                System.err.println("there is no call " + call + " (没有该通话)");
                return 1;
            }
            if (rows.isEmpty()) {
                System.err.println("call " + call + " was never offered to an agent (本通话从未分配给坐席)" + end(record));
                return 1;
            }
        }
        WhyText text = new WhyText(language.equals("zh"));
        for (ReceiptRow row : rows) {
            text.lines(CentreTime.text(row.timeNs()), row.receipt()).forEach(System.out::println);
        }
        return 0;
    }

    /** What became of it; "" while it goes on. */
    private static String end(CallRecord record) {
        if (record == null) {
            return "";
        }
        boolean waited = record.times().queuedNs() != 0;
        return ": " + record.disposition()
                + (waited
                        ? ", " + record.parties().queue() + ", "
                                + record.times().durations().waitMs() + " ms"
                        : "");
    }

    private static void print(FlowRow row) {
        System.out.println(CentreTime.text(row.timeNs()) + " entered flow (进入流程) " + row.flow() + ", content (内容) "
                + row.content() + ", configuration (配置) " + row.config());
    }
}
