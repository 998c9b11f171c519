package hotswitch.server.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import hotswitch.server.config.NodeConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the transport is told what the configuration says. */
final class ListeningTest {
    /** A phone by TCP that says nothing between two registrations must not lose the way by which it is called. */
    @Test
    void aSilentConnectionOutlivesTheLongestRegistration() {
        assertEquals(
                3_660_000, Listening.config(sip("3600"), Path.of(".")).limits().idleMs());
        assertEquals(
                600_000, Listening.config(sip("120"), Path.of(".")).limits().idleMs());
    }

    private static NodeConfig.Sip sip(String longestSeconds) {
        LoadResult result = ConfigLoader.load(
                Path.of("../conf").toAbsolutePath(), List.of("sip.register.max-seconds=" + longestSeconds));
        return assertInstanceOf(LoadResult.Loaded.class, result, result::toString)
                .config()
                .node()
                .sip();
    }
}
