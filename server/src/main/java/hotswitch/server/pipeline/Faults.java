package hotswitch.server.pipeline;

import hotswitch.acd.Command;
import hotswitch.server.journal.DurableFile;
import hotswitch.server.recovery.StateDir;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done when our own code fails: a wrong state is worse than a restart. The command that threw is marked to
 * be left out, the evidence kept under {@code data/faults}, and the process ends; a second time within a minute
 * the next start is told to hunt the backup lines only.
 */
final class Faults {
    /** The starter brings the process up again (EX_SOFTWARE of sysexits.h). */
    static final int CORE_FAULT_STATUS = 70;

    /** The journal, a thread or an edge on the core's thread failed (EX_OSERR): no command is to blame. */
    static final int PIPELINE_FAULT_STATUS = 71;

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final long SOON_NS = 60_000_000_000L;

    private final Path data;
    private final Journaller journaller;
    private final IntConsumer halt;

    /** {@code halt} ends the process with a status; in tests it may return. */
    Faults(Path data, Journaller journaller, IntConsumer halt) {
        this.data = data;
        this.journaller = journaller;
        this.halt = halt;
    }

    void onCoreFault(long sequence, long timeNs, Command command, Throwable fault) {
        try {
            journaller.skip(sequence, fault.toString());
            LOG.error(
                    "the core failed at entry {}: {}; the process ends and will leave it out",
                    sequence,
                    command,
                    fault);
            keepEvidence(sequence, timeNs, command, fault);
        } catch (RuntimeException e) {
            LOG.error("marking the fault of entry {} failed too", sequence, e);
        } finally {
            halt.accept(CORE_FAULT_STATUS);
        }
        throw new StageLoop.Halted();
    }

    void onPipelineFault(Throwable fault) {
        try {
            LOG.error("the pipeline failed; the process ends", fault);
        } finally {
            halt.accept(PIPELINE_FAULT_STATUS);
        }
    }

    private void keepEvidence(long sequence, long timeNs, Command command, Throwable fault) {
        StringWriter text = new StringWriter();
        text.append("entry ").append(Long.toString(sequence));
        text.append("\ntime ").append(Long.toString(timeNs));
        text.append("\ncommand ").append(String.valueOf(command)).append('\n');
        fault.printStackTrace(new PrintWriter(text, true));
        write("entry-" + sequence + ".txt", text.toString());
        long formerNs = formerFaultNs();
        write("last", Long.toString(timeNs));
        if (formerNs > 0 && timeNs - formerNs < SOON_NS) {
            StateDir.markHuntOnly(data, "two faults in the core within a minute, the second at entry " + sequence);
        }
    }

    private long formerFaultNs() {
        Path last = data.resolve("faults").resolve("last");
        try {
            return Files.exists(last) ? Long.parseLong(Files.readString(last).strip()) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        DurableFile.write(data.resolve("faults").resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
