package hotswitch.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.codec.Codec;
import hotswitch.media.rtp.ToneClient;
import java.lang.reflect.Field;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** Ports are a resource with a limit. */
class PortsTest {
    @Test
    void whenAllAreTakenThereIsNone() {
        try (MediaStory story = story(31_400, 31_407, 0)) {
            assertEquals(4, story.engine.freePorts());
            for (int leg = 0; leg < 4; leg++) assertEquals(31_400 + 2 * leg, story.engine.open(leg));
            assertEquals(-1, story.engine.open(9));
            assertEquals(0, story.engine.freePorts());
            story.engine.close(2);
            assertTrue(ToneClient.await(() -> story.engine.freePorts() == 1, 1_000));
            assertEquals(31_404, story.engine.open(9));
        }
    }

    @Test
    void aUsedPortRests() {
        try (MediaStory story = story(31_400, 31_403, 400)) {
            story.engine.open(1);
            story.engine.open(2);
            story.engine.close(1);
            story.engine.stats();
            assertEquals(-1, story.engine.open(3));
            assertTrue(ToneClient.await(() -> story.engine.freePorts() == 1, 2_000));
            assertEquals(31_400, story.engine.open(3));
        }
    }

    @Test
    void aRestedPortIsGivenAgainBeforeAnotherIsBound() {
        try (MediaStory story = story(31_404, 31_419, 0)) {
            for (int leg = 1; leg <= 20; leg++) {
                assertEquals(31_404, story.engine.open(leg), "one call after the other needs one pair of sockets");
                story.engine.close(leg);
                story.engine.stats();
            }
            assertEquals(8, story.engine.freePorts());
        }
    }

    @Test
    void afterARestartTheSamePortIsThere() {
        int port;
        ToneClient caller = new ToneClient(Codec.PCMA);
        ToneClient agent = new ToneClient(Codec.PCMA);
        try (MediaStory before = story(31_420, 31_439, 60_000)) {
            port = before.engine.open(1);
            before.engine.open(2);
        }
        try (MediaStory after = story(31_420, 31_439, 60_000)) {
            after.keep(caller);
            after.keep(agent);
            assertEquals(port + 4, after.engine.openAt(2, port + 4));
            assertEquals(port, after.engine.openAt(1, port));
            assertEquals(-1, after.engine.openAt(3, port), "in use");
            assertEquals(-1, after.engine.openAt(3, port + 1), "odd");
            assertEquals(-1, after.engine.openAt(3, 40_000), "not ours");
            after.engine.target(1, "127.0.0.1", caller.port(), caller.port() + 1, MediaFormat.of(Codec.PCMA));
            after.engine.target(2, "127.0.0.1", agent.port(), agent.port() + 1, MediaFormat.of(Codec.PCMA));
            after.engine.bridge(1, 2);
            caller.peer("127.0.0.1", port);
            caller.tone(440);
            assertTrue(agent.awaitTone(440, 200, 2_000));
            assertThrows(IllegalStateException.class, () -> after.engine.open(1));
        }
    }

    @Test
    void aPortOfAnotherProgramIsLeftOut() throws SocketException {
        InetSocketAddress taken = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 31_441);
        try (DatagramSocket other = new DatagramSocket(taken);
                MediaStory story = story(31_440, 31_443, 0)) {
            assertEquals(taken.getPort(), other.getLocalPort());
            assertEquals(-1, story.engine.openAt(1, 31_440));
            assertEquals(31_442, story.engine.open(1));
            assertEquals(-1, story.engine.open(2));
        }
    }

    /** A call in which nobody speaks needs one socket a leg; who speaks may report, and then the port stays bound. */
    @Test
    void rtcpIsBoundWhenSomebodySpeaks() throws SocketException {
        InetSocketAddress rtcp = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 31_445);
        try (MediaStory story = story(31_444, 31_445, 0)) {
            ToneClient phone = story.phone(1, Codec.PCMA);
            try (DatagramSocket other = new DatagramSocket(rtcp)) {
                assertEquals(rtcp.getPort(), other.getLocalPort());
            }
            phone.tone(440);
            assertTrue(story.awaitTold("first-packet leg=1", 3_000));
            assertThrows(SocketException.class, () -> new DatagramSocket(rtcp).close());
            story.engine.close(1, 7, "carrier-a", "");
            story.engine.stats();
            assertTrue(story.hasTold("closed leg=1 call=7 trunk=carrier-a device="));
            assertEquals(31_444, story.engine.open(2));
            assertThrows(SocketException.class, () -> new DatagramSocket(rtcp).close());
        }
    }

    /** RFC 5761: reports go over the port of the audio, and no other one is bound. */
    @Test
    void reportsShareThePortWhereThatWasAgreed() throws SocketException {
        try (MediaStory story = story(31_454, 31_455, 0)) {
            ToneClient phone = story.phone(1, Codec.PCMA);
            int port = phone.port();
            story.engine.target(1, "127.0.0.1", port, port, MediaFormat.of(Codec.PCMA, 8, 101, true, true));
            phone.tone(440);
            assertTrue(ToneClient.await(() -> !phone.reports().isEmpty(), 10_000), "a sender or receiver report");
            new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 31_455)).close();
        }
    }

    @Test
    void lateAudioOfAnOldCallIsNotHeardInTheNewOne() {
        try (MediaStory story = story(31_450, 31_453, 0)) {
            ToneClient old = story.phone(1, Codec.PCMA);
            old.tone(440);
            assertTrue(story.awaitTold("first-packet leg=1", 1_000));
            story.engine.close(1);
            ToneClient agent = story.phone(2, Codec.PCMA);
            story.engine.stats();
            ToneClient caller = new ToneClient(Codec.PCMU);
            story.keep(caller).peer("127.0.0.1", story.engine.open(3));
            story.engine.target(3, "127.0.0.1", caller.port(), caller.port() + 1, MediaFormat.of(Codec.PCMU));
            story.engine.bridge(2, 3);
            caller.tone(660);
            assertTrue(agent.awaitTone(660, 300, 3_000), "the old call's tone still comes to the port, and is foreign");
        }
    }

    /** Nobody wakes for ports that are not open; who is opened next is heard though nobody is in a hurry. */
    @Test
    void aLoopWithoutPortsRests() throws ReflectiveOperationException {
        try (MediaStory story = story(31_456, 31_459, 0)) {
            story.engine.gather();
            for (int leg = 1; leg <= 3; leg++) {
                ToneClient phone = story.keep(new ToneClient(Codec.PCMA));
                phone.peer("127.0.0.1", story.engine.open(leg));
                story.engine.target(leg, "127.0.0.1", phone.port(), phone.port() + 1, MediaFormat.of(Codec.PCMA));
                phone.tone(440);
                assertTrue(story.awaitTold("first-packet leg=" + leg, 3_000));
                PortLoop loop = ReusedPortTest.ports(story.engine).get(leg).loop();
                assertEquals(Rounds.ROUND_NS, tickNs(loop), "a port is open");
                phone.tone(0);
                story.engine.close(leg);
                assertTrue(ToneClient.await(() -> tickNs(loop) == 0, 3_000));
            }
        }
    }

    private static long tickNs(PortLoop loop) {
        try {
            Field field = PortLoop.class.getDeclaredField("tickNs");
            field.setAccessible(true);
            return (long) field.get(loop);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("PortLoop.tickNs", e);
        }
    }

    private static MediaStory twoLoops() {
        return new MediaStory(new MediaConfig(
                "127.0.0.1",
                "127.0.0.1",
                MediaConfig.loopback(31_460, 31_499).ports(),
                2,
                new MediaLimits(0, 0, 65_536)));
    }

    /** The calls have even ids, as those that arrive do: they are on both loops all the same. */
    @Test
    void legsOfOneCallShareALoop() {
        try (MediaStory story = twoLoops()) {
            story.engine.open(1, 1_000);
            int apart = 0;
            for (int i = 1; i <= 16; i++) {
                story.engine.open(100 + i, 1_000);
                story.engine.bridge(1, 100 + i);
                story.engine.close(100 + i);
                story.engine.open(200 + i, 1_000 + 4 * i);
                apart += areApart(story, 1, 200 + i) ? 1 : 0;
                story.engine.close(200 + i);
                story.engine.stats();
            }
            assertTrue(apart >= 4 && apart <= 12, "of 16 other calls on the other loop: " + apart);
        }
    }

    private static boolean areApart(MediaStory story, long legA, long legB) {
        try {
            story.engine.bridge(legA, legB);
            return false;
        } catch (IllegalArgumentException apart) {
            assertTrue(apart.getMessage().contains("different loops"), apart::getMessage);
            return true;
        }
    }

    /** Who joins a call on the other loop has another port there; who is on its loop already keeps his. */
    @Test
    void aLegJoinsAnotherCall() {
        try (MediaStory story = twoLoops()) {
            int moved = 0;
            for (int i = 1; i <= 8; i++) {
                long leg = 10L * i;
                int first = story.engine.open(leg, 1_000 + 4 * i);
                story.engine.open(leg + 1, 2_000);
                boolean apart = areApart(story, leg, leg + 1);
                int port = story.engine.join(leg, 2_000);
                assertEquals(apart, port != first);
                ToneClient one = story.keep(new ToneClient(Codec.PCMA));
                ToneClient other = story.keep(new ToneClient(Codec.PCMA));
                story.engine.target(leg, "127.0.0.1", one.port(), one.port() + 1, MediaFormat.of(Codec.PCMA));
                story.engine.target(leg + 1, "127.0.0.1", other.port(), other.port() + 1, MediaFormat.of(Codec.PCMA));
                story.engine.bridge(leg, leg + 1);
                one.peer("127.0.0.1", port);
                one.tone(440);
                assertTrue(other.awaitTone(440, 200, 3_000));
                one.tone(0);
                moved += apart ? 1 : 0;
                story.engine.close(leg);
                story.engine.close(leg + 1);
                story.engine.stats();
            }
            assertTrue(moved > 0 && moved < 8, "on the other loop: " + moved);
            assertEquals(-1, story.engine.join(7, 2_000), "no such leg");
        }
    }

    static MediaStory story(int min, int max, int quarantineMs) {
        return new MediaStory(MediaConfig.loopback(min, max).with(new MediaLimits(0, quarantineMs, 65_536)));
    }
}
