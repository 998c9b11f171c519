package hotswitch.server.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Fact;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.HuntConfig;
import hotswitch.acd.config.CentreConfig.HuntStrategy;
import hotswitch.acd.config.CentreConfig.TimesConfig;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.recovery.StateDir;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CoreFaultTest {
    private static final CentreConfig DRILLS = new CentreConfig(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new HuntConfig(List.of(), HuntStrategy.LINEAR, 20_000, 30_000, 10, 60_000, "", "", ""),
            List.of(),
            new TimesConfig(60_000, 86_400_000, "", "", false, true),
            "");

    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    Path data;

    /** Its neighbours, which are in the journal or in its batch by then, are applied; it is not. */
    private Node failOnce(int threads, int n) {
        Node node = Node.start(data, threads);
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Boolean> held = node.pipeline.ask(core -> {
            holding.countDown();
            return await(go);
        });
        assertTrue(await(holding));
        long before = node.journaled.get();
        node.edge.publishInside(Node.audit("edge", n));
        node.edge.publishInside(new Command.FaultDrill(Request.unasked("test"), 0));
        node.edge.publishInside(Node.audit("edge", n + 1));
        if (threads == 2) {
            Await.until("journaled", BOUND, () -> node.journaled.get() == before + 3);
        }
        go.countDown();
        assertTrue(held.join());
        assertEquals(70, node.halted.join());
        node.die();
        return node;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aCommandThatThrowsIsLeftOutAndASecondWithinAMinuteMeansHuntOnly(int threads) {
        try (Node node = Node.start(data, threads)) {
            String hash = node.dir.blobs().write(ConfigCodec.toBytes(DRILLS));
            node.edge.publishInside(new Command.ConfigApplied(Request.unasked("test"), hash));
        }
        failOnce(threads, 0);
        assertEquals("", StateDir.huntOnlyReason(data));
        failOnce(threads, 2);
        assertTrue(StateDir.huntOnlyReason(data).startsWith("two faults in the core within a minute"));
        assertEquals(3, data.resolve("faults").toFile().list().length);

        StateHash then;
        try (Node node = Node.start(data, threads)) {
            assertEquals(List.of("0", "1", "2", "3"), Node.audited(node.dir, "edge"));
            assertEquals(
                    2,
                    node.replayed.stream().filter(CoreFaultTest::isFaultAlarm).count());
            then = node.hash();
        }
        try (Node node = Node.start(data, threads)) {
            assertEquals(then, node.recoveredHash);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isFaultAlarm(Fact fact) {
        return fact instanceof Fact.Alarm alarm && alarm.code().equals("INTERNAL_FAULT");
    }
}
