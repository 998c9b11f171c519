package hotswitch.sip.message;

import java.nio.charset.StandardCharsets;

/**
 * Makes what is secret in a SIP message illegible before anybody keeps it, byte for byte in its place: credentials and
 * challenges (RFC 7616 §3.3, §3.4, §3.5; other schemes whole), passwords of URIs (RFC 3261 §19.1.1), keys in session
 * descriptions (RFC 4568, RFC 8839), the PIN that follows a code which is dialled, and keys that are told by INFO. In
 * doubt it hides more. Makes no object.
 */
public final class Mask {
    private static final byte HIDDEN = 'x';
    private static final byte[][] SECRET_HEADERS = names(
            "authorization",
            "proxy-authorization",
            "www-authenticate",
            "proxy-authenticate",
            "authentication-info",
            "proxy-authentication-info");
    private static final byte[][] SECRET_PARAMETERS = names("response", "nonce", "cnonce", "nextnonce", "rspauth");
    private static final byte[][] SECRET_ATTRIBUTES = names("a=crypto:", "a=ice-pwd:", "a=key-mgmt:", "k=");
    private static final byte[][] SCHEMES = names("sip:", "sips:");
    private static final byte[] DIGEST = name("digest");
    private static final byte[] INFO = name("info ");
    private static final byte[] DURATION = name("duration");
    private static final byte[] ESCAPED_STAR = name("%2a");
    private static final int ESCAPE_BYTES = 3;
    /** RFC 3966 §5.1.1. */
    private static final String SEPARATORS = "-.()";

    /** What ends a number that is dialled. */
    private static final String AFTER_NUMBER = "@;>\" <:\r\n\t";

    private final byte[] bytes;
    private final byte[] pinCode;
    private int end;
    /** Where the message begins. */
    private int start;
    /** Of the line at hand, with its folds. */
    private int lineFrom;
    /** Behind the last at sign of this line. */
    private int behindAt;
    /** The password before that at sign was hidden. */
    private boolean password;

    /** {@code pinCode}: digits, which behind a star mean that a PIN follows. */
    public Mask(byte[] bytes, String pinCode) {
        this.bytes = bytes;
        this.pinCode = name(pinCode);
    }

    private static byte[][] names(String... texts) {
        byte[][] all = new byte[texts.length][];
        for (int i = 0; i < all.length; i++) {
            all[i] = name(texts[i]);
        }
        return all;
    }

    private static byte[] name(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The message is in the first {@code length} bytes. */
    public void hide(int length) {
        end = length;
        start = 0;
        while (start < end && isBreak(bytes[start])) {
            start++; // blank lines before a message are none of it (RFC 3261 §7.5)
        }
        boolean info = isAt(start, INFO);
        boolean body = false;
        for (int line = start; line < end; ) {
            lineFrom = line;
            behindAt = line;
            password = false;
            int next = lineEnd(line);
            if (body) {
                bodyLine(line, next, info);
            } else if (isBreak(bytes[line])) {
                body = true;
            } else {
                while (next < end && isBlank(bytes[next])) {
                    next = lineEnd(next);
                }
                if (isSecret(line, next)) {
                    credentials(line, next);
                }
            }
            line = next;
        }
    }

    private static boolean isBreak(byte c) {
        return c == '\r' || c == '\n';
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }

    /** Behind the line's end; a URI's password, and what stands behind a log-on code, are hidden on the way. */
    private int lineEnd(int from) {
        int at = plainEnd(from);
        while (at < end) {
            byte c = bytes[at++];
            if (c == '\n') {
                break;
            } else if (c == '*') {
                at = logOn(at);
            } else if (c == '%' && isAt(at - 1, ESCAPED_STAR)) {
                at = logOn(at - 1 + ESCAPED_STAR.length);
            } else if (c == '@') {
                password = password(at - 1);
                behindAt = at;
            }
            at = plainEnd(at);
        }
        return at;
    }

    /** To the next byte that may matter to {@link #lineEnd}, or the end: eight are looked at in one go. */
    private int plainEnd(int from) {
        int at = from;
        while (at + Long.BYTES <= end) {
            long found = found(EightBytes.at(bytes, at));
            if (found != 0) {
                return at + EightBytes.first(found);
            }
            at += Long.BYTES;
        }
        while (at < end && bytes[at] != '\n' && bytes[at] != '*' && bytes[at] != '%' && bytes[at] != '@') {
            at++;
        }
        return at;
    }

    private static long found(long eight) {
        return EightBytes.marks(eight, '\n')
                | EightBytes.marks(eight, '*')
                | EightBytes.marks(eight, '%')
                | EightBytes.marks(eight, '@');
    }

    /** {@code at}: behind the star. */
    private int logOn(int at) {
        int i = codeEnd(at);
        if (i < 0) {
            return at;
        }
        while (i < end && AFTER_NUMBER.indexOf(bytes[i]) < 0) {
            bytes[i++] = HIDDEN;
        }
        return i;
    }

    /** Where the code ends that stands here, with whatever separators and escapes; -1: it does not. */
    private int codeEnd(int from) {
        int at = from;
        for (int found = 0; found < pinCode.length; ) {
            if (at >= end) {
                return -1;
            }
            int c = unescaped(at);
            at += c == bytes[at] ? 1 : ESCAPE_BYTES;
            if (c == pinCode[found]) {
                found++;
            } else if (SEPARATORS.indexOf(c) < 0) {
                return -1;
            }
        }
        return at;
    }

    private int unescaped(int at) {
        boolean escape = bytes[at] == '%' && at + 2 < end && isHex(bytes[at + 1]) && isHex(bytes[at + 2]);
        return escape ? Character.digit(bytes[at + 1], 16) << 4 | Character.digit(bytes[at + 2], 16) : bytes[at];
    }

    private static boolean isHex(byte c) {
        return Character.digit(c, 16) >= 0;
    }

    /** Before this at sign: hides what stands between the colon behind the user and it; whether there was any. */
    private boolean password(int at) {
        int from = at;
        int bracket = at;
        while (from > behindAt && bytes[from - 1] != '>') {
            from--;
            bracket = bytes[from] == '<' ? from : bracket;
        }
        if (password && from == behindAt) {
            hide(behindAt - 1, at); // the last one was in the password: not escaped, or half of a character
            return true;
        }
        int word = at;
        while (word > from && !isBlank(bytes[word - 1]) && !isBreak(bytes[word - 1]) && bytes[word - 1] != '"') {
            word--;
        }
        // all between the first and the last space of a start line is a URI
        int user = behindScheme(lineFrom == start ? behindAt : Math.min(bracket, word), at);
        while (user < at && bytes[user] != ':') {
            user++;
        }
        hide(Math.min(user + 1, at), at);
        return user < at;
    }

    /** {@code to}: there is no scheme. */
    private int behindScheme(int from, int to) {
        for (int i = from; i < to; i++) {
            for (byte[] scheme : SCHEMES) {
                if (isAt(i, scheme)) {
                    return i + scheme.length;
                }
            }
        }
        return to;
    }

    private static boolean isToken(byte c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || "-.!%*_+`'~".indexOf(c) >= 0;
    }

    private boolean isSecret(int line, int next) {
        byte first = lower(bytes[line]);
        if (first != 'a' && first != 'p' && first != 'w') {
            return false;
        }
        for (byte[] name : SECRET_HEADERS) {
            if (isAt(line, name)) {
                int at = skipSpace(line + name.length, next);
                if (at < next && bytes[at] == ':') {
                    return true;
                }
            }
        }
        return false;
    }

    /** Folds are space, too. */
    private int skipSpace(int from, int to) {
        int at = from;
        while (at < to && (isBlank(bytes[at]) || isBreak(bytes[at]))) {
            at++;
        }
        return at;
    }

    /** Digest: the parameters that matter; Authentication-Info has no scheme; anything else: all of it. */
    private void credentials(int line, int next) {
        int at = line;
        while (bytes[at] != ':') {
            at++;
        }
        at = skipSpace(at + 1, next);
        int word = at;
        while (word < next && isToken(bytes[word])) {
            word++;
        }
        boolean scheme = word < next && bytes[word] != '=';
        if (scheme && !(word - at == DIGEST.length && isAt(at, DIGEST))) {
            hide(word, next);
            return;
        }
        for (; at < next; at++) {
            if (bytes[at] == '=' && isSecretParameter(line, at)) {
                at = hideValue(at + 1, next);
            }
        }
    }

    private boolean isSecretParameter(int line, int equals) {
        int to = equals;
        while (to > line && (isBlank(bytes[to - 1]) || isBreak(bytes[to - 1]))) {
            to--;
        }
        int from = to;
        while (from > line && isToken(bytes[from - 1])) {
            from--;
        }
        for (byte[] name : SECRET_PARAMETERS) {
            if (name.length == to - from && isAt(from, name)) {
                return true;
            }
        }
        return false;
    }

    /** A quoted string with its escapes, or a token; its last byte. */
    private int hideValue(int from, int next) {
        int at = skipSpace(from, next);
        boolean quoted = at < next && bytes[at] == '"';
        int first = quoted ? at + 1 : at;
        int i = first;
        while (i < next && (quoted ? bytes[i] != '"' : bytes[i] != ',')) {
            i += quoted && bytes[i] == '\\' ? 2 : 1;
        }
        int last = Math.min(i, next);
        hide(first, last);
        return last;
    }

    private void bodyLine(int line, int next, boolean info) {
        if (info) {
            if (!isAt(line, DURATION)) {
                keys(line, next);
            }
            return;
        }
        byte first = lower(bytes[line]);
        if (first == 'a' || first == 'k') {
            for (byte[] name : SECRET_ATTRIBUTES) {
                if (isAt(line, name)) {
                    hide(line + name.length, next);
                }
            }
        }
    }

    /** {@code Signal=5}, or the key alone. */
    private void keys(int line, int next) {
        int from = line;
        for (int i = line; i < next; i++) {
            from = bytes[i] == '=' ? i + 1 : from;
        }
        hide(from, next);
    }

    /** All but line ends and the space with which a folded line begins. */
    private void hide(int from, int to) {
        boolean fold = false;
        for (int i = from; i < to; i++) {
            fold = isBreak(bytes[i]) || (fold && isBlank(bytes[i]));
            if (!fold) {
                bytes[i] = HIDDEN;
            }
        }
    }

    /** {@code name} is in lower case. */
    private boolean isAt(int at, byte[] name) {
        if (at + name.length > end) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (lower(bytes[at + i]) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte lower(byte c) {
        return c >= 'A' && c <= 'Z' ? (byte) (c + 'a' - 'A') : c;
    }
}
