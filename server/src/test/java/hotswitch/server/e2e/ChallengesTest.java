package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.server.e2e.rig.DigestAnswer;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.SwitchProcess;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both algorithms offered, the better one first (RFC 8760 §2.4): a phone answers the one that it knows. */
final class ChallengesTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("challenges").set("security.digest", "[SHA-256, MD5]");

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "MD5"})
    void aPhoneRegistersByWhatItKnows(String algorithm) {
        try (Phone phone = Phone.seat(HOTLINE.sip(), new DigestAnswer("8002", "demo-8002", algorithm))) {
            assertEquals(200, phone.register(600).status());
        }
    }
}
