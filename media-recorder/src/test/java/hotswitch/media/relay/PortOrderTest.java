package hotswitch.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hotswitch.media.codec.Codec;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders to the loops are used again, and nothing of a former one is left, even of one that failed. */
class PortOrderTest {
    private final PortOrder.Spare spare = new PortOrder.Spare();

    @Test
    void oneThatWasCarriedOutIsTheNext() throws ReflectiveOperationException {
        PortOrder first = filled(o -> {});
        first.run();
        PortOrder next = spare.take(o -> {}, null, 2);
        assertSame(first, next);
        assertLike(new PortOrder.Spare().take(o -> {}, null, 2), next);
    }

    @Test
    void oneThatFailedToo() throws ReflectiveOperationException {
        PortOrder first = filled(o -> {
            throw new IllegalStateException("a fault of the work");
        });
        assertThrows(IllegalStateException.class, first::run);
        assertLike(new PortOrder.Spare().take(o -> {}, null, 2), spare.take(o -> {}, null, 2));
    }

    @Test
    void oneThatWaitsIsNobodyElses() {
        assertNotSame(spare.take(o -> {}, null, 1), spare.take(o -> {}, null, 1));
    }

    private PortOrder filled(PortOrder.Work work) {
        PortOrder order = spare.take(work, null, 1);
        order.otherLeg = 7;
        order.prompts = List.of("notice");
        return order.at(InetAddress.getLoopbackAddress(), 4_000, 4_001)
                .speaks(MediaFormat.of(Codec.PCMA), true)
                .carried(8, "carrier-a", "8001");
    }

    private static void assertLike(PortOrder fresh, PortOrder used) throws ReflectiveOperationException {
        for (Field field : PortOrder.class.getDeclaredFields()) {
            if (!field.getName().equals("spare") && !field.getName().equals("work")) {
                field.setAccessible(true);
                assertEquals(field.get(fresh), field.get(used), field.getName());
            }
        }
    }
}
