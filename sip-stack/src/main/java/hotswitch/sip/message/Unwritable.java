package hotswitch.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What may not stand in a message, and why it is not written: with its control characters as digits, which forge no
 * lines of a log. Each character adds to one number, which is looked at when all are through: the usual text is fine.
 */
final class Unwritable {
    private static final int SHOWN_MAX = 200;
    private static final char DELETE = 0x7f;

    private Unwritable() {}

    /** Method, URI, header name or tag: neither empty nor with space or control characters. */
    static void unlessWord(CharSequence value, int from, int to) {
        byte[] bytes = OwnText.ascii(value);
        String text = bytes == null ? value.toString() : "";
        int negative = from == to ? -1 : 0;
        for (int i = from; i < to; i++) {
            int c = bytes == null ? text.charAt(i) : bytes[i];
            negative |= (c - '!') | ((c ^ DELETE) - 1);
        }
        if (negative < 0) {
            throw of(value);
        }
    }

    /** A value: without line ends and NUL. */
    static void unlessText(byte[] ascii, int from, int to) {
        int negative = 0;
        for (int i = from; i < to; i++) {
            negative |= ascii[i] - ' ';
        }
        if (negative < 0) {
            refuseBreaks(new String(ascii, from, to - from, StandardCharsets.US_ASCII));
        }
    }

    /** The same of a string; false where it is more than ASCII. */
    static boolean unlessTextIsAscii(String value, int from, int to) {
        int all = 0;
        int negative = 0;
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            all |= c;
            negative |= c - ' ';
        }
        if (negative < 0) {
            refuseBreaks(value.substring(from, to));
        }
        return all <= DELETE;
    }

    private static void refuseBreaks(String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\0') >= 0) {
            throw of(value);
        }
    }

    private static IllegalArgumentException of(CharSequence value) {
        StringBuilder text = new StringBuilder("not for a SIP header: ");
        for (int i = 0; i < Math.min(value.length(), SHOWN_MAX); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == DELETE) {
                text.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
            } else {
                text.append(c);
            }
        }
        return new IllegalArgumentException(text.toString());
    }
}
