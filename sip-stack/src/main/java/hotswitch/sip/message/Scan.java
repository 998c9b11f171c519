package hotswitch.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reading bytes the way RFC 3261 §25.1 names them. A slice is one long: offset in the high half, length in the low. */
final class Scan {
    /** No such slice. */
    static final long NONE = -1;

    /** Of the golden ratio. */
    private static final long ODD = 0x9e3779b97f4a7c15L;

    /** Below it are CR, LF and what hardly ever comes. */
    private static final char AFTER_BREAKS = '\r' + 1;

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final boolean[] TOKEN = chars("-.!%*_+`'~", true);
    private static final boolean[] HOST = chars("-.:[]_", true);
    private static final boolean[] VALUE = chars("-.!%*_+`'~:[]=/@&$", true);
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

    /** A parameter's. Some user agents put base64 into tags and branches; that is no token, and does no harm. */
    static boolean isValue(byte b) {
        return b >= 0 && VALUE[b];
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

    static int skipSpace(byte[] buffer, int from, int end) {
        int at = from;
        while (at < end && isSpace(buffer[at])) {
            at++;
        }
        return at;
    }

    static int skipToken(byte[] buffer, int from, int end) {
        int at = from;
        while (at < end && isToken(buffer[at])) {
            at++;
        }
        return at;
    }

    /** The offset of the next CRLF, or {@code end}; -1 at a CR or LF that stands alone. Looks at eight in one go. */
    static int crlf(byte[] buffer, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end) {
            long controls = EightBytes.marksBelow(EightBytes.at(buffer, at), AFTER_BREAKS);
            if (controls == 0) {
                at += Long.BYTES;
                continue;
            }
            at += EightBytes.first(controls);
            if (isBreak(buffer[at])) {
                return isCrlf(buffer, at, end);
            }
            at++;
        }
        while (at < end && !isBreak(buffer[at])) {
            at++;
        }
        return at == end ? end : isCrlf(buffer, at, end);
    }

    private static boolean isBreak(byte b) {
        return b == '\r' || b == '\n';
    }

    /** The offset of the next colon, or {@code end}. */
    static int colon(byte[] buffer, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end) {
            long colons = EightBytes.marks(EightBytes.at(buffer, at), ':');
            if (colons != 0) {
                return at + EightBytes.first(colons);
            }
            at += Long.BYTES;
        }
        while (at < end && buffer[at] != ':') {
            at++;
        }
        return at;
    }

    /** The offset of this CR or LF, or -1 if it stands alone. */
    private static int isCrlf(byte[] buffer, int at, int end) {
        return buffer[at] == '\r' && at + 1 < end && buffer[at + 1] == '\n' ? at : -1;
    }

    static boolean equals(byte[] buffer, int offset, int length, CharSequence text) {
        if (length != text.length()) {
            return false;
        }
        if (text instanceof OwnText own && own.ascii() != null) {
            return Arrays.equals(buffer, offset, offset + length, own.ascii(), 0, length);
        }
        for (int i = 0; i < length; i++) {
            if (buffer[offset + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean equalsIgnoreCase(byte[] buffer, int offset, int length, CharSequence text) {
        if (length != text.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(buffer[offset + i]) != lower(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The digits as a number; -1 when there are none, something else is among them, or it is above {@code max}. */
    static long number(byte[] buffer, int offset, int length, long max) {
        long value = length > 0 ? 0 : -1;
        for (int i = 0; i < length; i++) {
            byte b = buffer[offset + i];
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
    static int quotedEnd(byte[] buffer, int from, int end) {
        int at = from + 1;
        while (at < end) {
            byte b = buffer[at];
            if (b == '"') {
                return at + 1;
            }
            at += b == '\\' ? 2 : b < 0 ? characterLength(buffer, at, end) : 1;
        }
        return -1;
    }

    private static int characterLength(byte[] buffer, int at, int end) {
        int lead = buffer[at] & 0xff;
        int utf8 = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
        int i = 1;
        while (i < utf8 && at + i < end && (buffer[at + i] & 0xc0) == 0x80) {
            i++;
        }
        if (i == utf8 && utf8 > 1) {
            return utf8;
        }
        return at + 1 < end && (buffer[at + 1] & 0xff) >= 0x40 ? 2 : 1;
    }

    /** Of a slice that begins with a bracket what is in it; {@link #NONE} when it does not end. */
    static long bracketed(byte[] buffer, long slice) {
        int from = offset(slice) + 1;
        int end = offset(slice) + length(slice);
        for (int at = from; at < end; at++) {
            if (buffer[at] == '>') {
                return slice(from, at - from);
            }
        }
        return NONE;
    }

    /** 64-bit hash of ASCII text, eight characters at a time; equals the hash of the same bytes in a message. */
    static long hash(CharSequence text) {
        int length = text.length();
        long hash = length;
        for (int from = 0; from < length; from += Long.BYTES) {
            int to = Math.min(length, from + Long.BYTES);
            long eight = 0;
            for (int i = to - 1; i >= from; i--) {
                eight = (eight << Byte.SIZE) | text.charAt(i);
            }
            hash = mix(hash, eight);
        }
        return finished(hash);
    }

    /** Of {@link #NONE} that of "". */
    static long hash(byte[] buffer, long slice) {
        if (slice == NONE) {
            return 0;
        }
        int at = offset(slice);
        int end = at + length(slice);
        long hash = length(slice);
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mix(hash, EightBytes.at(buffer, at));
        }
        long rest = 0;
        for (int i = end - 1; i >= at; i--) {
            rest = (rest << Byte.SIZE) | (buffer[i] & 0xff);
        }
        return finished(at < end ? mix(hash, rest) : hash);
    }

    private static long mix(long hash, long eight) {
        long mixed = (hash ^ eight) * ODD;
        return mixed ^ (mixed >>> Integer.SIZE);
    }

    /** Each bit of the text has a part in each of the hash, whichever of them its user takes. */
    private static long finished(long hash) {
        long mixed = hash * ODD;
        return mixed ^ (mixed >>> 29);
    }

    static String text(byte[] buffer, long slice) {
        return slice == NONE ? "" : text(buffer, offset(slice), length(slice));
    }

    /** Folds become one space (RFC 3261 §7.3.1); bytes are UTF-8, or else GB18030. */
    private static String text(byte[] buffer, int offset, int length) {
        boolean folded = false;
        for (int i = offset; i < offset + length; i++) {
            folded |= buffer[i] == '\n';
        }
        String text = body(buffer, offset, length);
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

    /** A body as it is: bytes in UTF-8, or else GB18030. */
    static String body(byte[] buffer, int offset, int length) {
        return new String(buffer, offset, length, charset(buffer, offset, length));
    }

    private static Charset charset(byte[] bytes, int offset, int length) {
        int all = 0;
        for (int i = offset; i < offset + length; i++) {
            all |= bytes[i];
        }
        if (all >= 0) {
            return StandardCharsets.ISO_8859_1;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
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
