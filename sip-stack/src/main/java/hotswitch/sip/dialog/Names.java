package hotswitch.sip.dialog;

import hotswitch.sip.auth.Hex;
import hotswitch.sip.auth.Hmac;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.OwnText;
import hotswitch.sip.message.SipMessage;
import java.util.Arrays;

/**
 * Call-IDs, tags and branches as HMAC-SHA-256 under the node's key: unguessable for others (RFC 3261 §19.3), and the
 * same again for the same leg after a crash.
 */
public final class Names {
    private static final String[] MARKS = new String[Method.values().length];

    static {
        for (Method method : Method.values()) {
            MARKS[method.ordinal()] = "." + method.name().charAt(0);
        }
    }

    private final Hmac hmac;
    /** Of what was put together last. */
    private byte[] digest = {};

    private final byte[] text = new byte[64];
    /** What the next name is made of. */
    private byte[] input = new byte[512];

    private final StringBuilder written = new StringBuilder(64);
    /** What is read of a message on the way to a name. */
    private final OwnText word = new OwnText();

    private int length;

    /** @param nodeKey secret, at least 16 bytes, kept over restarts */
    public Names(byte[] nodeKey) {
        if (nodeKey.length < 16) {
            throw new IllegalArgumentException("node key of " + nodeKey.length + " bytes");
        }
        hmac = new Hmac(nodeKey);
    }

    /** Between prefix and number of a branch. */
    static String mark(Method method) {
        return MARKS[method.ordinal()];
    }

    /** Names of one attempt to set up a leg. */
    public record Leg(String callId, String tag) {}

    /** The same for the same leg and attempt. */
    public Leg leg(long legId, int attempt) {
        return derive('L', legId, attempt);
    }

    /** Names of requests outside dialogs with the same purpose: one Call-ID for all (RFC 3261 §10.2). */
    public Leg outside(long token) {
        return derive('O', token, 0);
    }

    private Leg derive(char kind, long id, int attempt) {
        finish(kind, id, attempt);
        return new Leg(hex(0, 12), hex(12, 8));
    }

    /** The names of {@link #leg}, in the room of a dialog. */
    void leg(long legId, int attempt, OwnText callId, OwnText tag) {
        finish('L', legId, attempt);
        hex("", 0, 12, callId);
        hex("", 12, 8, tag);
    }

    private void finish(char kind, long id, int attempt) {
        octet(kind);
        number(id);
        number(attempt);
        finish();
    }

    /** The To tag for a request without one: the same for the same Call-ID, From tag and CSeq. */
    public String tag(SipMessage request) {
        finishTag(request);
        return hex(0, 8);
    }

    /** The same, in room of somebody's. */
    public void tag(SipMessage request, OwnText into) {
        finishTag(request);
        hex("", 0, 8, into);
    }

    private void finishTag(SipMessage request) {
        octet('T');
        word.takeCallId(request);
        text(word);
        word.takeFromTag(request);
        text(word);
        number(request.cseq());
        finish();
    }

    /** A client's nonce (RFC 7616 §3.4): another one for each number. */
    public String cnonce(CharSequence callId, long number) {
        octet('C');
        text(callId);
        number(number);
        finish();
        return hex(0, 8);
    }

    /** The user part by which a peer calls us back that has this name here: nobody guesses it. */
    public String contactUser(String peer) {
        octet('U');
        text(peer);
        finish();
        return hex(0, 10);
    }

    /** What the branches of our requests in this dialog begin with. */
    public String branch(CharSequence callId, CharSequence localTag) {
        branch(callId, localTag, word);
        return word.toString();
    }

    /** The same, in room of somebody's. */
    void branch(CharSequence callId, CharSequence localTag, OwnText into) {
        octet('B');
        text(callId);
        text(localTag);
        finish();
        hex("z9hG4bK", 0, 10, into);
    }

    /** Where a name that begins so is written; each time the same, so that it is to be taken before the next one. */
    StringBuilder written(CharSequence prefix) {
        written.setLength(0);
        return written.append(prefix);
    }

    /** A secret number that others cannot guess, for hash tables. */
    public long salt() {
        octet('S');
        finish();
        long salt = 0;
        for (int i = 0; i < 8; i++) {
            salt = (salt << 8) | (digest[i] & 0xff);
        }
        return salt;
    }

    /** A number from 0 to {@code below} - 1 that looks random and is the same again: for the waits of RFC 3261 §14. */
    public int spread(CharSequence text, long number, int below) {
        octet('W');
        text(text);
        number(number);
        finish();
        int value = ((digest[0] & 0x7f) << 24)
                | ((digest[1] & 0xff) << 16)
                | ((digest[2] & 0xff) << 8)
                | (digest[3] & 0xff);
        return value % below;
    }

    private void octet(int value) {
        if (length == input.length) {
            input = Arrays.copyOf(input, 2 * length);
        }
        input[length++] = (byte) value;
    }

    private void number(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            octet((int) (value >>> shift));
        }
    }

    private void text(CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            octet(value.charAt(i) >>> 8);
            octet(value.charAt(i));
        }
        octet(0xff);
        octet(0xff);
    }

    private void finish() {
        digest = hmac.of(input, length);
        length = 0;
    }

    private String hex(int from, int length) {
        hex("", from, length, word);
        return word.toString();
    }

    @SuppressWarnings("deprecation") // ASCII characters to bytes without an encoder
    private void hex(String prefix, int from, int length, OwnText into) {
        int at = prefix.length();
        prefix.getBytes(0, at, text, 0);
        at = Hex.put(digest, from, length, text, at);
        into.take(text, at);
    }
}
