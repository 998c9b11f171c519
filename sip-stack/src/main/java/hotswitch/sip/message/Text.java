package hotswitch.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Bytes of a message as text, and hashes of bytes that agree with hashes of text. */
public final class Text {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private Text() {}

    /** 64-bit hash (FNV-1a) of ASCII text; equals the hash of the same bytes in a message. */
    public static long hash(CharSequence text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    static long hash(DirectBuffer buffer, long slice) {
        long hash = 0xcbf29ce484222325L;
        if (slice != Scan.NONE) {
            int from = Scan.offset(slice);
            int end = from + Scan.length(slice);
            for (int at = from; at < end; at++) {
                hash = (hash ^ (buffer.getByte(at) & 0xff)) * 0x100000001b3L;
            }
        }
        return hash;
    }

    static String of(DirectBuffer buffer, long slice) {
        return slice == Scan.NONE ? "" : of(buffer, Scan.offset(slice), Scan.length(slice));
    }

    /** Folds become one space (RFC 3261 §7.3.1); bytes are UTF-8, or else GB18030. */
    static String of(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        boolean ascii = true;
        boolean folded = false;
        for (byte b : bytes) {
            ascii &= b >= 0;
            folded |= b == '\n';
        }
        String text = new String(bytes, ascii ? StandardCharsets.ISO_8859_1 : charset(bytes));
        return folded ? text.replaceAll("[ \t]*(\r\n[ \t]+)+", " ") : text;
    }

    /** A body as it is: bytes in UTF-8, or else GB18030. */
    static String body(DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new String(bytes, charset(bytes));
    }

    private static Charset charset(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException notUtf8) {
            return GB18030;
        }
    }
}
