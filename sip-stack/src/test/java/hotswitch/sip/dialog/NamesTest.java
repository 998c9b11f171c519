package hotswitch.sip.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Names are an HMAC as the platform makes it: the same after an upgrade as before it. */
final class NamesTest {
    private static byte[] hmac(byte[] key, byte[] input) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(input);
    }

    @Test
    void aLegsNamesAreAnHmacOfItsNumbers() throws GeneralSecurityException {
        for (int length : new int[] {16, 64, 100}) {
            byte[] key = new byte[length];
            Arrays.fill(key, (byte) length);
            byte[] input = ByteBuffer.allocate(17)
                    .put((byte) 'L')
                    .putLong(4_711)
                    .putLong(2)
                    .array();
            byte[] expected = hmac(key, input);
            Names names = new Names(key);
            assertEquals(names.leg(4_711, 2), names.leg(4_711, 2));
            assertEquals(
                    HexFormat.of().formatHex(expected, 0, 12),
                    names.leg(4_711, 2).callId());
            assertEquals(
                    HexFormat.of().formatHex(expected, 12, 20),
                    names.leg(4_711, 2).tag());
        }
    }

    @Test
    void aBranchIsMadeOfAnyCallId() throws GeneralSecurityException {
        byte[] key = new byte[16];
        String callId = "c".repeat(3_000);
        ByteBuffer input = ByteBuffer.allocate(1 + 2 * 3_000 + 2 + 2 + 2).put((byte) 'B');
        callId.chars().forEach(c -> input.putShort((short) c));
        input.putShort((short) 0xffff).putShort((short) 't').putShort((short) 0xffff);
        byte[] expected = hmac(key, input.array());
        assertEquals("z9hG4bK" + HexFormat.of().formatHex(expected, 0, 10), new Names(key).branch(callId, "t"));
    }
}
