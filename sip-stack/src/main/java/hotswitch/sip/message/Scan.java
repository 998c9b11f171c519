package hotswitch.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Reading bytes the way RFC 3261 §25.1 names them. A slice is one long: offset in the high half, length in the low. */
final class Scan {
    /** No such slice. */
    static final long NONE = -1;

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final boolean[] TOKEN = chars("-.!%*_+`'~", true);
    private static final boolean[] HOST = chars("-.:[]_", true);
    private static final boolean[] URI = chars("-_.!~*'();/?:@&=+$,[]%\"#|^`{}\\", true);

    private Scan() {}

    static long slice(int offset, int length) {
        return (long) offset << 32 | length;
    }

    static int offset(long slice) {
        return (int) (slice >>> 32);
    }

    static int length(long slice) {
        return (int) slice;
    }

    static boolean isToken(byte b) {
        return b >= 0 && TOKEN[b];
    }

    static boolean isHost(byte b) {
        return b >= 0 && HOST[b];
    }

    /** Printable, not a space and not an angle bracket; more than RFC 3986 allows, because phones do. */
    static boolean isUri(byte b) {
        return b >= 0 && URI[b];
    }

    /** Space, tab, and what a folded line leaves inside a value: CRLF before a space or tab. */
    static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    static int skipSpace(DirectBuffer buffer, int from, int end) {
        int at = from;
        while (at < end && isSpace(buffer.getByte(at))) {
            at++;
        }
        return at;
    }

    static int skipToken(DirectBuffer buffer, int from, int end) {
        int at = from;
        while (at < end && isToken(buffer.getByte(at))) {
            at++;
        }
        return at;
    }

    /** The offset of the next CRLF, or {@code end}; -1 at a CR or LF that stands alone. */
    static int crlf(DirectBuffer buffer, int from, int end) {
        int at = from;
        while (at < end) {
            byte b = buffer.getByte(at);
            if (b < ' ' && (b == '\r' || b == '\n')) {
                return b == '\r' && at + 1 < end && buffer.getByte(at + 1) == '\n' ? at : -1;
            }
            at++;
        }
        return end;
    }

    static boolean equals(DirectBuffer buffer, int offset, int length, CharSequence text) {
        if (length != text.length()) {
            return false;
        }
        if (text instanceof OwnText own && own.ascii() != null) {
            return equals(buffer, offset, length, own.ascii());
        }
        for (int i = 0; i < length; i++) {
            if (buffer.getByte(offset + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equals(DirectBuffer buffer, int offset, int length, byte[] ascii) {
        boolean same = true;
        for (int i = 0; same && i < length; i++) {
            same = buffer.getByte(offset + i) == ascii[i];
        }
        return same;
    }

    static boolean equalsIgnoreCase(DirectBuffer buffer, int offset, int length, CharSequence text) {
        if (length != text.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(buffer.getByte(offset + i)) != lower(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The digits as a number; -1 when there are none, something else is among them, or it is above {@code max}. */
    static long number(DirectBuffer buffer, int offset, int length, long max) {
        long value = length > 0 ? 0 : -1;
        for (int i = 0; i < length; i++) {
            byte b = buffer.getByte(offset + i);
            if (!isDigit(b)) {
                return -1;
            }
            value = value * 10 + b - '0';
            if (value > max) {
                return -1;
            }
        }
        return value;
    }

    /**
     * The end of the quoted string that begins at {@code from}: the offset after its closing quote, or -1. Display
     * names
     * come in UTF-8 (RFC 3261 §7.3.1) and, from some carriers, in GB18030, where a backslash can be the second byte
     * of a
     * character and then escapes nothing.
     */
    static int quotedEnd(DirectBuffer buffer, int from, int end) {
        int at = from + 1;
        while (at < end) {
            byte b = buffer.getByte(at);
            if (b == '"') {
                return at + 1;
            }
            at += b == '\\' ? 2 : b < 0 ? characterLength(buffer, at, end) : 1;
        }
        return -1;
    }

    private static int characterLength(DirectBuffer buffer, int at, int end) {
        int lead = buffer.getByte(at) & 0xff;
        int utf8 = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
        int i = 1;
        while (i < utf8 && at + i < end && (buffer.getByte(at + i) & 0xc0) == 0x80) {
            i++;
        }
        if (i == utf8 && utf8 > 1) {
            return utf8;
        }
        return at + 1 < end && (buffer.getByte(at + 1) & 0xff) >= 0x40 ? 2 : 1;
    }

    /** Of a slice that begins with a bracket what is in it; {@link #NONE} when it does not end. */
    static long bracketed(DirectBuffer buffer, long slice) {
        int from = offset(slice) + 1;
        int end = offset(slice) + length(slice);
        for (int at = from; at < end; at++) {
            if (buffer.getByte(at) == '>') {
                return slice(from, at - from);
            }
        }
        return NONE;
    }

    /** 64-bit hash (FNV-1a) of ASCII text; equals the hash of the same bytes in a message. */
    static long hash(CharSequence text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The same of the first bytes of an array. */
    static long hash(byte[] ascii, int length) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ ascii[i]) * 0x100000001b3L;
        }
        return hash;
    }

    static long hash(DirectBuffer buffer, long slice) {
        long hash = 0xcbf29ce484222325L;
        if (slice != NONE) {
            int from = offset(slice);
            int end = from + length(slice);
            for (int at = from; at < end; at++) {
                hash = (hash ^ (buffer.getByte(at) & 0xff)) * 0x100000001b3L;
            }
        }
        return hash;
    }

    static String text(byte[] scratch, DirectBuffer buffer, long slice) {
        return slice == NONE ? "" : text(scratch, buffer, offset(slice), length(slice));
    }

    /** Folds become one space (RFC 3261 §7.3.1); bytes are UTF-8, or else GB18030. */
    private static String text(byte[] scratch, DirectBuffer buffer, int offset, int length) {
        boolean folded = false;
        for (int i = offset; i < offset + length; i++) {
            folded |= buffer.getByte(i) == '\n';
        }
        String text = body(scratch, buffer, offset, length);
        return folded ? unfolded(text) : text;
    }

    /** Each fold with the blanks around it becomes one space; every character is looked at once. */
    static String unfolded(String text) {
        StringBuilder unfolded = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            if (!isFold(text, at)) {
                unfolded.append(text.charAt(at++));
                continue;
            }
            int end = unfolded.length();
            while (end > 0 && isBlank(unfolded.charAt(end - 1))) {
                end--;
            }
            unfolded.setLength(end);
            while (isFold(text, at) || (at < text.length() && isBlank(text.charAt(at)))) {
                at += text.charAt(at) == '\r' ? 2 : 1;
            }
            unfolded.append(' ');
        }
        return unfolded.toString();
    }

    private static boolean isFold(String text, int at) {
        return text.startsWith("\r\n", at) && at + 2 < text.length() && isBlank(text.charAt(at + 2));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** A body as it is: bytes in UTF-8, or else GB18030. {@code scratch}: where they are put on their way. */
    static String body(byte[] scratch, DirectBuffer buffer, int offset, int length) {
        byte[] bytes = length <= scratch.length ? scratch : new byte[length];
        buffer.getBytes(offset, bytes, 0, length);
        return new String(bytes, 0, length, charset(bytes, length));
    }

    private static Charset charset(byte[] bytes, int length) {
        boolean ascii = true;
        for (int i = 0; i < length; i++) {
            ascii &= bytes[i] >= 0;
        }
        if (ascii) {
            return StandardCharsets.ISO_8859_1;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException notUtf8) {
            return GB18030;
        }
    }

    private static boolean[] chars(String others, boolean alphanumeric) {
        boolean[] table = new boolean[128];
        for (char c = '0'; c <= 'z'; c++) {
            boolean letter = c >= 'a' || (c >= 'A' && c <= 'Z') || c <= '9';
            table[c] = alphanumeric && letter;
        }
        for (int i = 0; i < others.length(); i++) {
            table[others.charAt(i)] = true;
        }
        return table;
    }
}
