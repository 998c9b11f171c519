package hotswitch.server.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Fact;
import hotswitch.server.journal.Journal;
import hotswitch.server.recovery.Recovery;
import hotswitch.server.recovery.StateDir;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that publishes as fast as it can is killed (SIGKILL); whatever it had acknowledged must be there. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KillTest {
    private static final int[] ACKNOWLEDGED_BEFORE_KILL = {1, 700, 20_000};

    @TempDir
    Path data;

    @Test
    void whatWasAcknowledgedIsThereOnceAndInOrderAfterEachKill() throws IOException, InterruptedException {
        long epoch = 0;
        for (int wanted : ACKNOWLEDGED_BEFORE_KILL) {
            long acknowledged = publishAndKill(wanted);
            try (StateDir dir = StateDir.open(data, Journal.Sync.PROCESS)) {
                Recovery.Recovered recovered = Node.recover(dir, (seq, timeNs, fact) -> {});
                assertTrue(recovered.bootEpoch() > epoch);
                epoch = recovered.bootEpoch();
                List<String> found = Node.audited(dir, "child");
                assertTrue(found.size() >= acknowledged, found.size() + " of " + acknowledged);
                assertEquals(
                        LongStream.rangeClosed(1, found.size())
                                .mapToObj(Long::toString)
                                .toList(),
                        found);
            }
        }
    }

    /** Returns the number of the last command that the child said it had seen applied. */
    private long publishAndKill(int wanted) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Child.class.getName());
        command.add(data.toString());
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long last = 0;
        try (BufferedReader out = child.inputReader()) {
            long first = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = Long.parseLong(line);
                first = first == 0 ? last : first;
                if (last - first >= wanted) {
                    child.toHandle().destroyForcibly(); // what it still said stays readable
                }
            }
        } finally {
            child.destroyForcibly();
        }
        child.waitFor();
        assertTrue(last > 0, "the child acknowledged nothing");
        return last;
    }

    /** Goes on counting where the log ends, and prints each number that it finds applied. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Node node = Node.start(Path.of(arguments[0]), Node.config(1, 1_024), (seq, timeNs, fact) -> {
                if (fact instanceof Fact.Audited audited && audited.by().equals("child")) {
                    System.out.println(audited.subject());
                }
            });
            long n = Node.audited(node.dir, "child").size();
            while (!node.halted.isDone()) {
                n++;
                while (!node.edge.hasRoomForNewCalls()) {
                    Thread.onSpinWait();
                }
                node.edge.publishInside(Node.audit("child", n));
            }
        }
    }
}
