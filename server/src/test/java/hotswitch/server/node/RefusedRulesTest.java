package hotswitch.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.SubmitItem;
import hotswitch.server.e2e.rig.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that are in order by themselves, and still not possible now: whoever reloads is told. */
final class RefusedRulesTest {
    private static final String CHATS = "queues:\n  chats: {skills: {appeals: 1}, channel: chat}\n";

    @TempDir
    private Path data;

    private Path queues() {
        return data.resolve("conf").resolve("queues.yaml");
    }

    private Path withChats(Path conf) {
        LocalNode.replaceAll(conf.resolve("queues.yaml"), "(?m)^queues:\\n", CHATS);
        LocalNode.replaceAll(conf.resolve("queues.yaml"), "(?m)^channels: \\{\\}", "channels: {chat: {}}");
        return conf;
    }

    @Test
    void aQueueInWhichChatsWaitDoesNotBecomeOneOfCalls() throws IOException {
        try (LocalNode local = LocalNode.start(data, this::withChats)) {
            assertEquals(List.of(), local.node.reload("test"), "the same once more");
            local.node.tell(new SubmitItem(Request.unasked("test"), "chats", "A", "zhang", 0, List.of()));
            Await.until("it waits", () -> local.metric("hotswitch_items{state=\"waiting\"") == 1);
            String before = local.node.ask(AcdCore::configHash).join();
            LocalNode.replaceAll(queues(), ", channel: chat", "");
            List<String> faults = local.node.reload("test");
            assertEquals(1, faults.size());
            assertTrue(faults.getFirst().contains("another channel"), faults::toString);
            assertEquals(before, local.node.ask(AcdCore::configHash).join());
            LocalNode.replaceAll(queues(), "  chats: \\{skills: \\{appeals: 1\\}\\}\n", "");
            assertEquals(List.of(), local.node.reload("test"), "without that queue at all");
            assertNotEquals(before, local.node.ask(AcdCore::configHash).join());
        }
    }
}
