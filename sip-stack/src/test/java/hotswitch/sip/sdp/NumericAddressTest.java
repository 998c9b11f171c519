package hotswitch.sip.sdp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What this takes for an address the JDK can read, too. */
final class NumericAddressTest {
    @Test
    void addressesAndWhatOnlyLooksLikeThem() {
        for (String good : List.of(
                "192.0.2.1",
                "0.0.0.0",
                "::",
                "::1",
                "2001:db8::9",
                "::ffff:192.0.2.1",
                "1:2:3:4:5:6:7:8",
                "fe80::",
                "1::8",
                "1:2:3:4:5:6:192.0.2.1")) {
            assertTrue(NumericAddress.is(good), good);
        }
        for (String bad : List.of(
                "",
                "527.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "01.2.3.4",
                "a.b.c.d",
                ":",
                ":::",
                "1:2",
                "1::2::3",
                "12345::",
                "1:2:3:4:5:6:7:8:9",
                "::1.2.3",
                "::g",
                "1:",
                ":1",
                "phone.example")) {
            assertFalse(NumericAddress.is(bad), bad);
        }
    }

    @Test
    void theJdkReadsThemAll() {
        SplittableRandom random = new SplittableRandom(8);
        String letters = "0123456789abf::...";
        int found = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "::" : "1.2.");
            for (int n = random.nextInt(10); n > 0; n--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            if (NumericAddress.is(text.toString())) {
                assertNotNull(InetAddress.ofLiteral(text.toString()));
                found++;
            }
        }
        assertTrue(found > 1_000, "found " + found);
    }
}
