package hotswitch.sip.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HeaderNameTest {
    private static HeaderName of(String before, String name, String after) {
        byte[] bytes = (before + name + after).getBytes(StandardCharsets.ISO_8859_1);
        return HeaderName.of(bytes, before.length(), name.length());
    }

    /** Whatever stands around it, the ends of the array included. */
    private static void assertIs(HeaderName expected, String name) {
        assertEquals(expected, of("", name, ""), name);
        assertEquals(expected, of("Via: x\r\n", name, ": and what its value says"), name);
        assertEquals(expected, of("", name, ":"), name);
    }

    @Test
    void eachIsFoundInAnyLetters() {
        for (HeaderName each : HeaderName.values()) {
            if (each != HeaderName.OTHER) {
                assertIs(each, each.wire());
                assertIs(each, each.wire().toUpperCase(Locale.ROOT));
                assertIs(each, each.wire().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void whatIsAlmostOneIsNone() {
        for (HeaderName each : HeaderName.values()) {
            String wire = each.wire();
            if (wire.length() > 2) {
                assertIs(HeaderName.OTHER, wire + "x");
                assertIs(HeaderName.OTHER, "x" + wire);
                assertIs(HeaderName.OTHER, wire.substring(1));
                assertIs(HeaderName.OTHER, wire + " ");
                assertIs(HeaderName.OTHER, wire.substring(0, wire.length() - 1) + "\u00e4");
            }
        }
        assertIs(HeaderName.OTHER, "");
        assertIs(HeaderName.OTHER, "X-Hotswitch-Call");
    }
}
