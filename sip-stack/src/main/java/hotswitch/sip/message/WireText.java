package hotswitch.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts that go out again as they came, byte for byte: names in GB18030, for example, which nobody but their sender is
 * sure to read rightly. Where the bytes are no UTF-8, each of them above 0x7f is a character from U+DC80 to U+DCFF,
 * halves of pairs that stand alone in no other text; with everything else it is an ordinary one.
 */
public final class WireText {
    private static final char FIRST = 0xdc80;
    private static final char LAST = 0xdcff;
    private static final int HIGH = FIRST & 0xff00;

    private WireText() {}

    /** What these bytes are, without folds; {@code read}, as {@link Scan#text} made it of them, where that says it. */
    static String of(byte[] buffer, long slice, String read) {
        if (read == null || isAscii(read)) {
            return read;
        }
        int from = Scan.offset(slice);
        return Scan.unfolded(of(Arrays.copyOfRange(buffer, from, from + Scan.length(slice))));
    }

    /** What these bytes are. */
    public static String of(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            char[] text = new char[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                text[i] = (char) (bytes[i] < 0 ? HIGH | (bytes[i] & 0xff) : bytes[i]);
            }
            return new String(text);
        }
    }

    /** The bytes of which this is the text; of any other text those in UTF-8. */
    public static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = text.charAt(i);
            if (c > 0x7f && (c < FIRST || c > LAST)) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
            bytes[i] = (byte) c;
        }
        return bytes;
    }

    public static boolean isAscii(String text) {
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            all |= text.charAt(i);
        }
        return all < 0x80;
    }
}
