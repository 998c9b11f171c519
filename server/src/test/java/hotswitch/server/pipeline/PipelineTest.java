package hotswitch.server.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Fact;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.server.recovery.EdgeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PipelineTest {
    private static final int EACH = 3_000;

    @TempDir
    Path data;

    private static List<String> numbers(long from, long to) {
        return LongStream.range(from, to).mapToObj(Long::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whatThreeEdgesSayAtOnceIsAppliedInEachOnesOrderAndReplaysToTheSameHash(int threads)
            throws InterruptedException {
        StateHash then;
        try (Node node = Node.start(data, threads)) {
            List<Thread> edges = new ArrayList<>();
            for (String name : List.of("sip", "media", "api")) {
                CommandProducer producer = node.pipeline.producer(name);
                edges.add(Thread.startVirtualThread(() -> {
                    for (int n = 0; n < EACH; n++) {
                        producer.publishInside(Node.audit(name, n));
                    }
                }));
            }
            for (Thread edge : edges) {
                edge.join();
            }
            await(() -> node.pipeline.ring().held() == 0);
            node.pipeline.checkpoint().join();
            then = node.hash();
        }
        try (Node node = Node.start(data, threads)) {
            assertEquals(then, node.recoveredHash);
            for (String name : List.of("sip", "media", "api")) {
                assertEquals(numbers(0, EACH), Node.audited(node.dir, name));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whoIsKilledWithoutASnapshotReplaysFromTheBeginning(int threads) throws IOException {
        Node first = Node.start(data, threads);
        for (int n = 0; n < 400; n++) {
            first.edge.publishInside(Node.audit("edge", n));
        }
        first.pipeline.checkpoint().join();
        StateHash then = first.hash();
        first.die();
        assertFalse(Files.exists(data.resolve("snapshots")));
        try (Node second = Node.start(data, threads)) {
            assertEquals(then, second.recoveredHash);
            assertEquals(2, second.pipeline.bootEpoch());
            assertEquals(numbers(0, 400), Node.audited(second.dir, "edge"));
            assertEquals(
                    400, second.replayed.stream().filter(PipelineTest::isOfEdge).count());
        }
    }

    @Test
    void newCallsAreRefusedAtThreeQuartersAndCallsInsideAreNeverDropped() {
        CountDownLatch jam = new CountDownLatch(1);
        Node node = Node.start(data, Node.config(1, 64), (seq, timeNs, fact) -> {
            if (isOfEdge(fact)) {
                awaitQuietly(jam);
            }
        });
        node.edge.publishInside(Node.audit("edge", 0));
        int taken = 0;
        while (node.edge.hasRoomForNewCalls()) {
            node.edge.publishInside(Node.audit("new", taken));
            taken++;
        }
        assertTrue(taken >= 46 && taken <= 49, "taken " + taken);
        assertEquals(0, node.edge.held());
        for (int n = 1; n < 500; n++) {
            node.edge.publishInside(Node.audit("edge", n));
        }
        assertTrue(node.edge.held() > 400, "held " + node.edge.held());
        assertFalse(node.edge.hasRoomForNewCalls());
        jam.countDown();
        int accepted = taken;
        await(() -> Node.audited(node.dir, "edge").size() == 500);
        await(() -> Node.audited(node.dir, "new").size() == accepted);
        assertEquals(numbers(0, 500), Node.audited(node.dir, "edge"));
        assertEquals(numbers(0, taken), Node.audited(node.dir, "new"));
        assertEquals(0, node.edge.held());
        node.close();
    }

    @Test
    void edgeFactsComeBackFromSnapshotAndFromJournal() {
        byte[] dialog = new byte[5_000];
        try (Node node = Node.start(data, 1)) {
            node.edge.publishEdge(EdgeKind.REGISTRATION, "s1", new byte[] {1});
            node.edge.publishEdge(EdgeKind.REGISTRATION, "s2", new byte[] {2});
        }
        Node node = Node.start(data, 1);
        node.edge.publishEdge(EdgeKind.REGISTRATION, "s1", new byte[0]);
        node.edge.publishEdge(EdgeKind.REGISTRATION, "s2", new byte[] {3});
        node.edge.publishEdge(EdgeKind.DIALOG, "77", dialog);
        node.pipeline.checkpoint().join();
        node.die();
        try (Node next = Node.start(data, 1)) {
            assertNull(next.recovered.edges().get(EdgeKind.REGISTRATION, "s1"));
            assertArrayEquals(new byte[] {3}, next.recovered.edges().get(EdgeKind.REGISTRATION, "s2"));
            assertArrayEquals(dialog, next.recovered.edges().get(EdgeKind.DIALOG, "77"));
        }
    }

    @Test
    void aDamagedSnapshotGivesWayToTheOneBeforeAndThreeAreKept() throws IOException {
        StateHash then = null;
        for (int boot = 0; boot < 5; boot++) {
            try (Node node = Node.start(data, 1)) {
                node.edge.publishInside(Node.audit("edge", boot));
                node.pipeline.checkpoint().join();
                then = node.hash();
            }
        }
        List<Path> snapshots = files("snapshots");
        assertEquals(3, snapshots.size());
        byte[] newest = Files.readAllBytes(snapshots.getLast());
        newest[newest.length / 2] ^= 1;
        Files.write(snapshots.getLast(), newest);
        try (Node node = Node.start(data, 1)) {
            assertEquals(then, node.recoveredHash);
            assertTrue(node.recovered.replayed() > 1, "replayed " + node.recovered.replayed());
            assertEquals(numbers(0, 5), Node.audited(node.dir, "edge"));
        }
    }

    @Test
    void factsAreMadeAgainFromTheJournalWhenTheirLogIsGone() throws IOException {
        try (Node node = Node.start(data, 1)) {
            for (int n = 0; n < 100; n++) {
                node.edge.publishInside(Node.audit("edge", n));
            }
        }
        for (Path file : files("facts")) {
            Files.delete(file);
        }
        try (Node node = Node.start(data, 1)) {
            assertEquals(numbers(0, 100), Node.audited(node.dir, "edge"));
        }
    }

    @Test
    void bootEpochsGrow() {
        long last = 0;
        for (int boot = 0; boot < 3; boot++) {
            Node node = Node.start(data, 1);
            assertNotEquals(last, node.pipeline.bootEpoch());
            assertTrue(node.pipeline.bootEpoch() > last);
            last = node.pipeline.bootEpoch();
            node.die();
        }
    }

    private List<Path> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve(directory))) {
            return files.filter(f -> !f.endsWith("lock")).sorted().toList();
        }
    }

    private static boolean isOfEdge(Fact fact) {
        return fact instanceof Fact.Audited audited && audited.by().equals("edge");
    }

    private static void await(BooleanSupplier condition) {
        long giveUpAtNano = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < giveUpAtNano, "not within 30 seconds");
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
