package hotswitch.acd.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Fact;
import hotswitch.acd.Limits;
import hotswitch.acd.TalkKind;
import hotswitch.acd.config.CentreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of the complaints in {@link PainPointsTest} those that a story alone does not prove: here they are counted out. */
final class PainPointProofsTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final long NS_PER_MS = 1_000_000;

    /**
     * There is nothing to wait for: no lock, no second thread, not a word of either in the core. New rules in the midst
     * of everything, queues that overflow in a circle, many events of one instant: each command comes to its end.
     */
    @Test
    void p09_deadlocksAreImpossible() throws IOException {
        List<String> words = List.of("synchronized", "volatile", "java.util.concurrent", "Thread", "compareAndSet");
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                words.forEach(word -> assertTrue(!text.contains(word), file + " says " + word));
            }
        }
        List<String> centre = List.of(
                "agents 3",
                "queue appeals asks=appeals:1 overflow=QUEUE:advice max=2 deserted=yes",
                "queue advice asks=appeals:1 overflow=QUEUE:appeals max=1 deserted=yes",
                "flow main answer; enqueue appeals");
        Told play = Told.of(new Limits(5_000, 50, 10, 50, 5, 20), centre);
        List<String> fewer = new ArrayList<>(centre);
        fewer.set(0, "agents 2");
        CentreConfig one = new StoryConfig(centre).build();
        CentreConfig other = new StoryConfig(fewer).build();
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> storm(play, one, other));
        assertEquals(List.of(), play.core.violations());
    }

    private static void storm(Told play, CentreConfig one, CentreConfig other) {
        SplittableRandom dice = new SplittableRandom(9);
        for (int n = 1; n <= 1_000; n++) {
            int agent = 1 + dice.nextInt(3);
            int second = n / 10;
            play.at(second, "arrive " + 2 * n);
            play.at(second, dice.nextInt(3) == 0 ? "not-ready " + agent : "ready " + agent);
            play.rules(second, dice.nextBoolean() ? one : other);
            play.at(second, "device-" + (dice.nextBoolean() ? "up" : "down") + " 800" + agent);
            play.at(second, "cleared " + 20 * (1 + dice.nextInt(n)));
        }
    }

    /** However a call went from hand to hand: its customer's intervals make up its time line, and nobody talks on. */
    @Test
    void p11_talkTimeIsPerParticipant() throws IOException {
        List<String> stories = List.of(
                "consult-and-put-through",
                "consult-and-back",
                "conference",
                "transfer-to-a-queue",
                "transfer-outside",
                "transfer-fails",
                "transfer-fails-priority",
                "hold",
                "phone-holds",
                "park",
                "park-too-long",
                "deflect");
        int talked = 0;
        for (String story : stories) {
            Told play = Told.story(story);
            for (Fact.CallEnded ended : play.facts(Fact.CallEnded.class)) {
                talked += ended.record().times().connectedNs() == 0 ? 0 : 1;
                timeLine(story, play, ended.record());
            }
        }
        assertTrue(talked >= stories.size(), "calls that talked: " + talked);
    }

    private static void timeLine(String story, Told play, CallRecord record) {
        TreeMap<Long, List<Fact.TalkInterval>> legs = new TreeMap<>();
        for (Fact.TalkInterval interval : play.facts(Fact.TalkInterval.class)) {
            if (interval.callId() == record.callId()) {
                legs.computeIfAbsent(interval.legId(), leg -> new ArrayList<>()).add(interval);
            }
        }
        CallRecord.Times times = record.times();
        for (List<Fact.TalkInterval> leg : legs.values()) {
            for (int i = 1; i < leg.size(); i++) {
                assertEquals(leg.get(i - 1).toNs(), leg.get(i).fromNs(), story + ": a gap in " + leg.get(i));
            }
        }
        if (times.connectedNs() == 0) {
            return;
        }
        boolean inbound = record.direction() == hotswitch.acd.Direction.INBOUND;
        List<Fact.TalkInterval> customer = legs.values().stream()
                .filter(leg -> leg.getFirst().role().equals(inbound ? "caller" : "party"))
                .findFirst()
                .orElse(List.of());
        long sumNs = customer.stream().mapToLong(i -> i.toNs() - i.fromNs()).sum();
        assertEquals(times.endedNs() - times.connectedNs(), sumNs, story + ": the whole time line of " + record);
        long talkNs = customer.stream()
                .filter(i -> i.kind() != TalkKind.HOLD && i.kind() != TalkKind.WAIT)
                .mapToLong(i -> i.toNs() - i.fromNs())
                .sum();
        assertEquals(times.durations().talkMs(), talkNs / NS_PER_MS, story + ": talk of " + record);
    }

    /**
     * A telephone that comes or goes is told once and costs no more with a hundred times as many agents; new rules of
     * 5,000 agents say one thing.
     */
    @Test
    void p12_deviceStateIsNoFlood() {
        long few = deviceNs(50);
        long many = deviceNs(5_000);
        assertTrue(many < 20 * few + 20_000, few + " ns with 50 agents, " + many + " ns with 5,000");
    }

    private static long deviceNs(int agents) {
        List<String> centre = List.of("agents " + agents, "queue appeals asks=appeals:1");
        Told play = Told.of(new Limits(100, 6_000, 10, 6_000, 5, 20), centre);
        for (int agent = 1; agent <= agents; agent++) {
            play.at(1, "ready " + agent);
        }
        int rounds = 4_000;
        long[] tookNs = new long[rounds];
        play.facts.clear();
        for (int n = 0; n < rounds; n++) {
            String device = "800" + (1 + n / 2 % agents);
            var command = n % 2 == 0
                    ? new hotswitch.acd.Command.DeviceDown(device)
                    : new hotswitch.acd.Command.DeviceUp(device);
            long beginNs = System.nanoTime();
            play.at(2, command);
            tookNs[n] = System.nanoTime() - beginNs;
        }
        assertEquals(rounds, play.facts(Fact.DeviceChanged.class).size());
        assertTrue(
                play.facts.size() <= 2 * rounds, "one word of the telephone, one of its agent: " + play.facts.size());
        assertEquals(0, play.orders);
        play.facts.clear();
        play.rules(3, new StoryConfig(List.of("agents " + agents, "queue appeals asks=appeals:1 wrap=1000")).build());
        assertTrue(play.facts.size() <= 2, "new rules flood: " + play.facts.size());
        Arrays.sort(tookNs);
        return tookNs[rounds / 2];
    }

    /**
     * A queue with a great weight that is never empty: a call of the other one is answered as soon as its age outweighs
     * that, to the call; and calls that nobody may take hold up nobody, however great their score.
     */
    @Test
    void p14_noQueueStarvesAnother() {
        Told play = Told.of(
                "agents 1 skills=appeals:3,advice:3",
                "queue appeals asks=appeals:1 weight=300000",
                "queue advice asks=advice:1",
                "queue hakka asks=hakka:1 weight=9000000",
                "number 1 heavy",
                "number 2 light",
                "number 3 nobody",
                "flow heavy answer; enqueue appeals",
                "flow light answer; enqueue advice",
                "flow nobody answer; enqueue hakka");
        play.at(0, "arrive 2 dnis=3");
        play.at(0, "ready 1");
        play.at(0, "arrive 4 dnis=1");
        play.at(0, "answered agent:4");
        play.at(1, "arrive 6 dnis=2");
        int serving = 4;
        int second = 0;
        for (int n = 4; serving != 6; n++) {
            play.at(second + 2, "arrive " + 2 * n + " dnis=1");
            second += 10;
            play.at(second, "cleared caller:" + serving);
            serving = offered(play);
            play.at(second, "answered agent:" + serving);
            assertTrue(second < 400, "the light queue starves");
            assertEquals(List.of(), play.core.violations());
        }
        // Heavy calls wait 8 s: 300 + 8 points beside a point a second since second 1.
        assertEquals(310, second, "neither sooner nor later than the score says");
    }

    /** To whom the last receipt gave the agent. */
    private static int offered(Told play) {
        return (int) play.facts(Fact.Receipt.class).getLast().callId();
    }
}
