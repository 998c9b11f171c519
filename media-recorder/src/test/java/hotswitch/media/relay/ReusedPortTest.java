package hotswitch.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.codec.Codec;
import hotswitch.media.rtp.ToneClient;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A port serves one leg after another: of the former nothing is left, whatever it went through. */
class ReusedPortTest {
    private static final long NEXT_LEG = 77;
    private static final long RANDOM = 0x1234_5678_9ABC_DEF0L;
    /**
     * By the clock, or its loop's: not the same in two that began one after the other. And {@code over}: what has been
     * played serves what is played next, and begins anew with it.
     */
    private static final Set<String> NOT_ITS_OWN = Set.of("nextReportNs", "place", "turn", "over");

    /** Of one class each: state that is the port's own and not what it shares with others. */
    private static final List<String> OWN = List.of(
            "hotswitch.media.relay.MediaPort",
            "hotswitch.media.relay.Port",
            "hotswitch.media.rtp.",
            "hotswitch.media.dtmf.");

    private final IdentityHashMap<Object, Object> compared = new IdentityHashMap<>();
    private final Set<String> fields = new HashSet<>();

    @Test
    void nothingOfTheFormerLegIsLeft() throws ReflectiveOperationException {
        try (MediaStory story = PortsTest.story(31_500, 31_503, 0)) {
            MediaPort used = liveThrough(story);
            CompletableFuture.runAsync(() -> compareWithFresh(used), used.loop().media())
                    .join();
            assertTrue(fields.size() > 60, "state that was compared: " + fields);
        }
    }

    /** Audio both ways, a prompt, hold with music, a recording, a report; then it is closed. */
    private static MediaPort liveThrough(MediaStory story) throws ReflectiveOperationException {
        ToneClient caller = story.phone(1, Codec.PCMA);
        ToneClient agent = story.phone(2, Codec.PCMU);
        story.engine.play(1, 5, List.of("notice"), true);
        caller.tone(400);
        agent.tone(600);
        assertTrue(caller.awaitTone(MediaStory.NOTICE_HZ, 100, 5_000));
        story.engine.bridge(1, 2);
        story.engine.record(9, 1, 1, 2);
        assertTrue(caller.awaitTone(600, 100, 5_000));
        caller.press('5', 100);
        story.engine.hold(1, true, "music");
        assertTrue(caller.awaitTone(MediaStory.MUSIC_HZ, 100, 5_000));
        MediaPort port = ports(story.engine).get(1);
        story.engine.close(1);
        story.engine.close(2);
        story.engine.stats();
        return port;
    }

    static OpenPorts ports(MediaEngine engine) throws ReflectiveOperationException {
        Field field = MediaEngine.class.getDeclaredField("ports");
        field.setAccessible(true);
        return (OpenPorts) field.get(engine);
    }

    private void compareWithFresh(MediaPort used) {
        MediaPort fresh = new MediaPort(used.pair(), used.loop());
        used.begin(NEXT_LEG, RANDOM);
        fresh.begin(NEXT_LEG, RANDOM);
        compare(used, fresh, "port");
    }

    private void compare(Object a, Object b, String path) {
        if (a == null || b == null) {
            assertSame(b, a, path);
        } else if (OWN.stream().anyMatch(a.getClass().getName()::startsWith)
                && !a.getClass().isSynthetic()) {
            if (compared.put(a, b) == null && !a.getClass().isEnum()) {
                compareFields(a, b, path);
            }
        } else if (a instanceof Number || a instanceof Boolean) {
            assertEquals(b, a, path);
        }
    }

    private void compareFields(Object a, Object b, String path) {
        for (Field field : a.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || NOT_ITS_OWN.contains(field.getName())) continue;
            field.setAccessible(true);
            String name = path + '.' + field.getName();
            fields.add(name);
            try {
                if (field.getType().isEnum()) assertSame(field.get(b), field.get(a), name);
                else if (!field.getType().getName().endsWith("PortLoop")) compare(field.get(a), field.get(b), name);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
    }
}
