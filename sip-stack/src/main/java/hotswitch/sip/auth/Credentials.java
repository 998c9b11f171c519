package hotswitch.sip.auth;

import hotswitch.sip.message.SipMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Digest credentials as they came (RFC 3261 §25.1, RFC 7616 §3.4): slices over a copy of the header's value, without
 * folds, quotes and escapes, for the digest is computed over just these bytes. One after the other is read into the
 * same object. Not for two threads.
 */
final class Credentials {
    /** The parameters that are looked at. */
    enum Field {
        USERNAME,
        REALM,
        NONCE,
        URI,
        RESPONSE,
        ALGORITHM,
        QOP,
        NC,
        CNONCE;

        final String wire = name().toLowerCase(Locale.ROOT);
    }

    private static final Field[] FIELDS = Field.values();
    private static final boolean[] TOKEN = among("-.!%*_+`'~");
    /** Beside tokens, what hosts and the base64 of some user agents need. */
    private static final boolean[] VALUE = among("-.!%*_+`'~[]:=/@&$");

    private byte[] bytes = new byte[512];
    private int end;
    private int at;
    private final int[] from = new int[FIELDS.length];
    /** -1: the parameter is not there. */
    private final int[] length = new int[FIELDS.length];

    private static boolean[] among(String others) {
        boolean[] table = new boolean[128];
        for (char c = '0'; c <= 'z'; c++) {
            table[c] = c <= '9' || c >= 'a' || (c >= 'A' && c <= 'Z');
        }
        others.chars().forEach(c -> table[c] = true);
        return table;
    }

    /** Takes a header line; false: it is malformed, no digest, or says something twice (RFC 7616 §3.4). */
    boolean read(SipMessage request, int line) {
        int n = request.valueLength(line);
        if (n > bytes.length) {
            bytes = new byte[n];
        }
        request.buffer().getBytes(request.valueOffset(line), bytes, 0, n);
        end = unfold(n);
        return parse();
    }

    /** The same with a value that we wrote. */
    boolean read(String value) {
        bytes = value.getBytes(StandardCharsets.UTF_8);
        end = bytes.length;
        return parse();
    }

    /** A fold with the blanks around it becomes one space (RFC 3261 §7.3.1); how many bytes are left. */
    private int unfold(int n) {
        int to = 0;
        int i = 0;
        while (i < n) {
            if (bytes[i] != '\r') {
                bytes[to++] = bytes[i++];
                continue;
            }
            while (to > 0 && isSpace(bytes[to - 1])) {
                to--;
            }
            while (i < n && isSpace(bytes[i])) {
                i++;
            }
            bytes[to++] = ' ';
        }
        return to;
    }

    private boolean parse() {
        Arrays.fill(length, -1);
        at = 0;
        skip(TOKEN);
        boolean digest = isNamed("digest", 0);
        skipSpace();
        do {
            int name = at;
            skip(TOKEN);
            Field field = field(name);
            if (at == name || !take('=') || !value(field)) {
                return false;
            }
        } while (take(','));
        return digest && at == end;
    }

    /** Null: one that does not matter. */
    private Field field(int name) {
        for (Field each : FIELDS) {
            if (isNamed(each.wire, name)) {
                return each;
            }
        }
        return null;
    }

    /** Whether this, in lower case, is what stands between there and here. */
    private boolean isNamed(String name, int begin) {
        boolean same = at - begin == name.length();
        for (int i = 0; same && i < name.length(); i++) {
            same = lower(bytes[begin + i]) == name.charAt(i);
        }
        return same;
    }

    /** A quoted string, a token or a host is next; false: it is none, or the field has its value already. */
    private boolean value(Field field) {
        boolean quoted = at < end && bytes[at] == '"';
        int begin = quoted ? at + 1 : at;
        int n = quoted ? quoted(begin) : skip(VALUE);
        if (n < 0 || (n == 0 && !quoted)) {
            return false;
        }
        if (field == null) {
            return true;
        }
        boolean first = !has(field);
        from[field.ordinal()] = begin;
        length[field.ordinal()] = n;
        return first;
    }

    /** Moves it together where something is escaped; its length, -1 when it does not end. */
    private int quoted(int begin) {
        int to = begin;
        for (at = begin; at < end && bytes[at] != '"'; at++) {
            if (bytes[at] == '\\') {
                at++;
            }
            if (at == end) {
                return -1;
            }
            bytes[to++] = bytes[at];
        }
        return at++ < end ? to - begin : -1;
    }

    private int skip(boolean[] among) {
        int begin = at;
        while (at < end && bytes[at] >= 0 && among[bytes[at]]) {
            at++;
        }
        return at - begin;
    }

    /** The mark with the space around it, if it is next. */
    private boolean take(char mark) {
        skipSpace();
        if (at == end || bytes[at] != mark) {
            return false;
        }
        at++;
        skipSpace();
        return true;
    }

    private void skipSpace() {
        while (at < end && isSpace(bytes[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    boolean has(Field field) {
        return length[field.ordinal()] >= 0;
    }

    /** Bytes of a value; 0 when it is not there. */
    int length(Field field) {
        return Math.max(0, length[field.ordinal()]);
    }

    /** Where its value begins in {@link #bytes}. */
    int from(Field field) {
        return from[field.ordinal()];
    }

    /** Until the next one is read. */
    byte[] bytes() {
        return bytes;
    }

    boolean isEqual(Field field, String text) {
        boolean same = length[field.ordinal()] == text.length();
        for (int i = 0; same && i < text.length(); i++) {
            same = bytes[from(field) + i] == text.charAt(i);
        }
        return same;
    }

    boolean isEqualIgnoringCase(Field field, String text) {
        boolean same = length[field.ordinal()] == text.length();
        for (int i = 0; same && i < text.length(); i++) {
            same = lower(bytes[from(field) + i]) == lower(text.charAt(i));
        }
        return same;
    }

    /** Whether a value is the first so many bytes of a secret: how long that takes does not tell where they differ. */
    boolean isSecret(Field field, byte[] secret, int secretLength) {
        int difference = length(field) ^ secretLength;
        for (int i = 0; i < Math.min(length(field), secretLength); i++) {
            difference |= bytes[from(field) + i] ^ secret[i];
        }
        return difference == 0;
    }

    /** 64-bit hash (FNV-1a). */
    long hash(Field field) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from(field); i < from(field) + length(field); i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    String text(Field field) {
        return new String(bytes, from(field), length(field), StandardCharsets.UTF_8);
    }
}
