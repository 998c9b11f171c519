package hotswitch.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * A text in room of its owner's, who takes one after another: a string only for who asks for it as one. What is not
 * plain ASCII, or longer than usual, is kept as a string. For one thread, and good until the owner takes the next.
 */
public final class OwnText implements CharSequence {
    private static final int ROOM_MAX = 2_048;
    /** Texts of much the same length have the same room; an array has 12 bytes before its own. */
    private static final int ROOM_STEP = 16;

    private static final int ARRAY_HEAD = 12;
    /** Room beyond this, and twice what is needed, is given up: one unusual call does not make all later ones large. */
    private static final int SPARE_MAX = 128;

    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int length;
    /** Null: the bytes have it. */
    private String text = "";

    public static OwnText of(CharSequence text) {
        OwnText own = new OwnText();
        own.take(text);
        return own;
    }

    public void take(CharSequence other) {
        if (other instanceof AsciiText ascii) {
            begin(other.length());
            ascii.put(bytes, 0);
        } else if (other instanceof OwnText own && own.text == null) {
            take(own.bytes, own.length);
        } else {
            text = other.toString();
            length = text.length();
        }
    }

    /** The first bytes of an array, which are ASCII. */
    public void take(byte[] ascii, int n) {
        begin(n);
        System.arraycopy(ascii, 0, bytes, 0, n);
    }

    /** The bytes of a buffer there; false, and nothing is taken, if they are more than ASCII, or too many. */
    public boolean take(DirectBuffer buffer, int offset, int n) {
        if (n > ROOM_MAX || !isFrom(0, buffer, offset, n)) {
            return false;
        }
        begin(n);
        buffer.getBytes(offset, bytes, 0, n);
        return true;
    }

    public void takeCallId(SipMessage message) {
        int line = message.headers.first(HeaderName.CALL_ID);
        if (line < 0 || !isWordTaken(message, message.headers.value(line))) {
            take(message.callId());
        }
    }

    /** As {@link SipMessage#party} says. */
    public void takeFrom(SipMessage message) {
        if (!message.from.plain || !isWordTaken(message, message.from.address)) {
            take(message.party(HeaderName.FROM));
        }
    }

    /** "" when there is none. */
    public void takeFromTag(SipMessage message) {
        if (!isWordTaken(message, message.from.tag)) {
            take(message.fromTag());
        }
    }

    /** "" when there is none. */
    public void takeToTag(SipMessage message) {
        if (!isWordTaken(message, message.to.tag)) {
            take(message.toTag());
        }
    }

    /** False for none, and for one that does not lie there as it is read. */
    private boolean isWordTaken(SipMessage message, long slice) {
        return slice != Scan.NONE
                && isFrom(' ', message.buffer(), Scan.offset(slice), Scan.length(slice))
                && take(message.buffer(), Scan.offset(slice), Scan.length(slice));
    }

    /** All of these bytes are ASCII, from this one on. */
    private static boolean isFrom(int least, DirectBuffer buffer, int offset, int n) {
        boolean plain = true;
        for (int i = offset; i < offset + n; i++) {
            plain &= buffer.getByte(i) >= least;
        }
        return plain;
    }

    /** There is room for so many bytes, and they will be the text. */
    private void begin(int n) {
        if (bytes.length < n || bytes.length > 2 * n + SPARE_MAX) {
            bytes = new byte[(n + ARRAY_HEAD + ROOM_STEP - 1) / ROOM_STEP * ROOM_STEP - ARRAY_HEAD];
        }
        text = null;
        length = n;
    }

    /** Its bytes, as many as it has characters; null: it is kept as a string. */
    public byte[] ascii() {
        return text == null ? bytes : null;
    }

    /** The same of any text. */
    static byte[] ascii(CharSequence text) {
        return text instanceof OwnText own ? own.ascii() : null;
    }

    public boolean is(CharSequence other) {
        if (text == null && other instanceof OwnText own && own.text == null) {
            return Arrays.equals(bytes, 0, length, own.bytes, 0, own.length);
        }
        return CharSequence.compare(this, other) == 0;
    }

    /** As {@link SipMessage#hash} says. */
    public long hash() {
        return text == null ? Scan.hash(bytes, Scan.slice(0, length)) : Scan.hash(text);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return text == null ? (char) bytes[index] : text.charAt(index);
    }

    @Override
    public String subSequence(int from, int to) {
        return text == null ? new String(bytes, from, to - from, StandardCharsets.US_ASCII) : text.substring(from, to);
    }

    @Override
    public String toString() {
        return subSequence(0, length);
    }
}
