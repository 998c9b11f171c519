package hotswitch.sip.header;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Reads a header value from left to right. */
final class HeaderText {
    private static final String TOKEN = "-.!%*_+`'~";
    /** Beside tokens, what hosts and the base64 of some user agents need. */
    private static final String VALUE = TOKEN + "[]:=/@&$";

    private final String text;
    private int at;

    HeaderText(String text) {
        this.text = text;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The next character; NUL at the end. */
    char peek() {
        return atEnd() ? 0 : text.charAt(at);
    }

    void skipSpace() {
        while (!atEnd() && (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n')) {
            at++;
        }
    }

    /** Takes the mark with the space around it, if it is next. */
    boolean take(char mark) {
        skipSpace();
        if (peek() != mark || atEnd()) {
            return false;
        }
        at++;
        skipSpace();
        return true;
    }

    /** A token; "" when none is next. */
    String token() {
        return run(TOKEN);
    }

    /** A quoted string without its quotes and escapes, or a token or host; null when neither is next. */
    String value() {
        if (peek() == '"') {
            return quoted();
        }
        String run = run(VALUE);
        return run.isEmpty() ? null : run;
    }

    /** The quoted string that is next, without quotes and escapes; null when it does not end. */
    String quoted() {
        int plain = text.indexOf('"', at + 1);
        int escape = text.indexOf('\\', at + 1);
        if (plain >= 0 && (escape < 0 || escape > plain)) {
            String content = text.substring(at + 1, plain);
            at = plain + 1;
            return content;
        }
        StringBuilder content = new StringBuilder();
        for (at++; !atEnd(); at++) {
            char c = peek();
            if (c == '"') {
                at++;
                return content.toString();
            }
            if (c == '\\' && ++at >= text.length()) {
                return null;
            }
            content.append(peek());
        }
        return null;
    }

    private String run(String others) {
        int from = at;
        while (!atEnd() && (isAlphanumeric(peek()) || others.indexOf(peek()) >= 0)) {
            at++;
        }
        return text.substring(from, at);
    }

    static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /**
     * Decodes %XX as UTF-8, but leaves escaped control characters and percent signs as they are; null when an escape
     * is broken.
     */
    static String unescaped(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int octet = bytes[i];
            if (octet == '%') {
                octet = i + 2 < bytes.length ? octet(bytes[i + 1], bytes[i + 2]) : -1;
                if (octet < 0) {
                    return null;
                }
                boolean kept = octet < ' ' || octet == 0x7f || octet == '%';
                if (!kept) {
                    i += 2;
                } else {
                    octet = '%';
                }
            }
            bytes[length++] = (byte) octet;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** The way back: all but letters, digits, these others and what is an escape already. */
    static String escaped(String text, String others) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            plain = isPlain(text.charAt(i), others);
        }
        return plain ? text : escapedAnew(text, others);
    }

    private static boolean isPlain(char c, String others) {
        return isAlphanumeric(c) || others.indexOf(c) >= 0;
    }

    private static String escapedAnew(String text, String others) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean kept =
                    isPlain(c, others) || (c == '%' && i + 2 < bytes.length && octet(bytes[i + 1], bytes[i + 2]) >= 0);
            if (kept) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(bytes[i]));
            }
        }
        return escaped.toString();
    }

    private static int octet(byte high, byte low) {
        int a = Character.digit(high, 16);
        int b = Character.digit(low, 16);
        return a < 0 || b < 0 ? -1 : a * 16 + b;
    }
}
