package hotswitch.server.trace;

import hotswitch.sip.message.EightBytes;
import java.nio.charset.StandardCharsets;

/**
 * Makes what is secret in a SIP message illegible before anybody keeps it, byte for byte in its place: credentials and
 * challenges (RFC 7616 §3.3, §3.4, §3.5; other schemes whole), keys in session descriptions (RFC 4568, RFC 8839), the
 * PIN that follows the log-on code {@code *50}, and keys that are told by INFO. Makes no object.
 */
final class Mask {
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
    private static final byte[] DIGEST = name("digest");
    private static final byte[] INFO = name("info ");
    private static final byte[] DURATION = name("duration");
    private static final byte[] LOG_ON = name("50");
    private static final byte[] ESCAPED_STAR = name("%2a");

    private final byte[] bytes;
    private int end;

    Mask(byte[] bytes) {
        this.bytes = bytes;
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
    void hide(int length) {
        end = length;
        int start = 0;
        while (start < end && (bytes[start] == '\r' || bytes[start] == '\n')) {
            start++; // blank lines before a message are none of it (RFC 3261 §7.5)
        }
        boolean info = isAt(start, INFO);
        boolean body = false;
        boolean secret = false;
        for (int line = start; line < end; ) {
            int next = lineEnd(line);
            if (body) {
                bodyLine(line, next, info);
            } else if (bytes[line] == '\r' || bytes[line] == '\n') {
                body = true;
            } else {
                boolean folded = bytes[line] == ' ' || bytes[line] == '\t';
                secret = folded ? secret : isSecret(line);
                if (secret) {
                    credentials(line, next, folded);
                }
            }
            line = next;
        }
    }

    /** Behind the line's end; what stands behind a log-on code is hidden on the way. */
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
        while (at < end && bytes[at] != '\n' && bytes[at] != '*' && bytes[at] != '%') {
            at++;
        }
        return at;
    }

    private static long found(long eight) {
        return EightBytes.marks(eight, '\n') | EightBytes.marks(eight, '*') | EightBytes.marks(eight, '%');
    }

    /** {@code at}: behind the star. */
    private int logOn(int at) {
        int i = at;
        if (isAt(at, LOG_ON)) {
            for (i += LOG_ON.length; i < end && isDialled(bytes[i]); i++) {
                bytes[i] = HIDDEN;
            }
        }
        return i;
    }

    private static boolean isDialled(byte c) {
        return isToken(c) || c == '#';
    }

    private static boolean isToken(byte c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || "-.!%*_+`'~".indexOf(c) >= 0;
    }

    private boolean isSecret(int line) {
        byte first = lower(bytes[line]);
        if (first != 'a' && first != 'p' && first != 'w') {
            return false;
        }
        for (byte[] name : SECRET_HEADERS) {
            if (isAt(line, name)) {
                int at = skipSpace(line + name.length);
                if (at < end && bytes[at] == ':') {
                    return true;
                }
            }
        }
        return false;
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** Digest: the parameters that matter; Authentication-Info has no scheme; anything else: all of it. */
    private void credentials(int line, int next, boolean folded) {
        int at = line;
        if (!folded) {
            while (bytes[at] != ':') {
                at++;
            }
            at = skipSpace(at + 1);
            int word = at;
            while (word < next && isToken(bytes[word])) {
                word++;
            }
            boolean scheme = word < next && bytes[word] != '=';
            if (scheme && !isAt(at, DIGEST)) {
                hide(word, next);
                return;
            }
        }
        for (; at < next; at++) {
            if (bytes[at] == '=' && isSecretParameter(line, at)) {
                at = hideValue(at + 1, next);
            }
        }
    }

    private boolean isSecretParameter(int line, int equals) {
        int to = equals;
        while (to > line && (bytes[to - 1] == ' ' || bytes[to - 1] == '\t')) {
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

    /** A quoted string or a token; its last byte. */
    private int hideValue(int from, int next) {
        int at = skipSpace(from);
        boolean quoted = at < next && bytes[at] == '"';
        int first = quoted ? at + 1 : at;
        int i = first;
        while (i < next && (quoted ? bytes[i] != '"' : bytes[i] != ',')) {
            i++;
        }
        hide(first, i);
        return i;
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

    /** All but the line's end. */
    private void hide(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != '\r' && bytes[i] != '\n') {
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
