package hotswitch.server.cli;

import hotswitch.server.trace.Ladder;
import hotswitch.server.trace.Pcap;
import hotswitch.server.trace.Trace;
import hotswitch.server.trace.TraceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sip trace}: the recent signalling of a call, or all of it, as a ladder or as a capture file. */
@Command(name = "sip", description = "the recent signalling of a call")
public final class SipCommand implements Callable<Integer> {
    enum What {
        trace
    }

    @Parameters(index = "0", description = "trace")
    private What what;

    @Option(names = "--call", defaultValue = "0", description = "only this call's messages")
    private long call;

    @Option(names = "--pcap", description = "write a capture file instead of a ladder")
    private Path pcap;

    @Option(names = "--data", defaultValue = "data", description = "data folder")
    private Path data;

    @Override
    public Integer call() throws IOException {
        return switch (what) {
            case trace -> show();
        };
    }

    private int show() throws IOException {
        Trace trace = TraceReader.read(data);
        if (trace == null) {
            System.err.println("no signalling is kept under " + data + " (sip.trace.mib; 未保存信令)");
            return 2;
        }
        List<Trace.Message> messages = call == 0 ? trace.messages() : trace.of(call);
        if (messages.isEmpty()) {
            System.err.println("no message of call " + call + " is kept any more, or there is no such call (无此通话信令)");
            return 1;
        }
        if (pcap == null) {
            Ladder.of(messages).forEach(System.out::println);
        } else {
            Pcap.write(pcap, messages);
            System.out.println(messages.size() + " messages written to " + pcap);
        }
        return 0;
    }
}
