package hotswitch.sip.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Messages of real dialogs, as they went over the wire between the switch, SIPp and telephones. */
public final class Recorded {
    private Recorded() {}

    /** One character for each byte. */
    public static List<String> messages() {
        List<String> messages = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String line : resource().split("\n")) {
            if (line.equals("===")) {
                messages.add(text.toString());
                text.setLength(0);
            } else if (!line.startsWith("#")) {
                text.append(line).append("\r\n");
            }
        }
        return messages;
    }

    private static String resource() {
        try (InputStream in = Recorded.class.getResourceAsStream("/dialogs/messages.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
