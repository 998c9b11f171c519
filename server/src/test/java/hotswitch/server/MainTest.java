package hotswitch.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"serve", "check", "token", "journal", "why", "sip", "recordings", "kpi", "replay", "staffing"})
    void eachCommandSaysHowItIsUsed(String command) {
        StringWriter said = new StringWriter();
        String[] args = (command + " --help").split(" ", -1);
        assertEquals(0, Main.commandLine(args).setOut(new PrintWriter(said)).execute(args));
        assertTrue(said.toString().startsWith("Usage: hotswitch " + command), said.toString());
    }
}
