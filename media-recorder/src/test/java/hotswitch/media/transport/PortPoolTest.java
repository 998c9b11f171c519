package hotswitch.media.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.channel.epoll.Epoll;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which pair is given next, on real sockets and a clock that is stepped. */
class PortPoolTest {
    private static final long MS = 1_000_000;
    private static final int BUFFER_BYTES = 65_536;
    private static final int FIRST = 31_500;

    /** As loops do that are not here. */
    @BeforeAll
    static void sockets() {
        Epoll.ensureAvailability();
    }

    private static PortPool pool(int pairs, int socketsMax) {
        return new PortPool(
                new PortRange(FIRST, FIRST + 2 * pairs - 1),
                InetAddress.ofLiteral("127.0.0.1"),
                new PortPool.Limits(2_000 * MS, BUFFER_BYTES, socketsMax));
    }

    private static List<PortPair> takeAll(PortPool pool, int count) {
        List<PortPair> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) taken.add(pool.take(0));
        return taken;
    }

    private static void giveBack(PortPool pool, List<PortPair> pairs) {
        pairs.forEach(pair -> pool.release(pair, 0));
        pool.close();
    }

    @Test
    void whoRestedAQuarterOfTheTimeIsGivenWhenThereIsNoOther() {
        PortPool pool = pool(3, Integer.MAX_VALUE);
        List<PortPair> taken = takeAll(pool, 2);
        pool.release(taken.removeFirst(), 0);
        assertEquals(1, pool.resting(499 * MS));
        taken.add(pool.take(499 * MS));
        assertEquals(FIRST + 4, taken.getLast().rtpPort(), "another one is bound first");
        assertNull(pool.take(499 * MS), "too early");
        assertEquals(1, pool.free(500 * MS));
        assertEquals(0, pool.resting(500 * MS));
        taken.add(pool.take(500 * MS));
        assertEquals(FIRST, taken.getLast().rtpPort());
        giveBack(pool, taken);
    }

    @Test
    void whoRestedLongestIsFirst() {
        PortPool pool = pool(4, Integer.MAX_VALUE);
        List<PortPair> taken = takeAll(pool, 4);
        for (int i = 3; i >= 0; i--) pool.release(taken.get(i), (3 - i) * 100L * MS);
        List<PortPair> again = new ArrayList<>();
        for (int i = 0; i < 4; i++) again.add(pool.take(2_150 * MS));
        assertEquals(
                List.of(FIRST + 6, FIRST + 4, FIRST + 2, FIRST),
                again.stream().map(PortPair::rtpPort).toList());
        giveBack(pool, again);
    }

    /** What a process may open is for others too: beyond its share there is no pair, and none is promised. */
    @Test
    void noMoreSocketsAreOpenThanAllowed() {
        PortPool pool = pool(8, 3);
        assertEquals(3, pool.free(0));
        List<PortPair> taken = takeAll(pool, 2);
        assertNotNull(taken.getFirst().openRtcp(), "the third");
        assertNull(taken.getLast().openRtcp());
        assertEquals(0, pool.free(0));
        assertNull(pool.take(0));
        pool.release(taken.removeFirst(), 0);
        assertEquals(1, pool.free(2_000 * MS), "what is open already is given again");
        taken.add(pool.take(2_000 * MS));
        assertEquals(FIRST, taken.getLast().rtpPort());
        giveBack(pool, taken);
    }
}
