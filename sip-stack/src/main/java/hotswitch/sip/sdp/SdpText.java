package hotswitch.sip.sdp;

import hotswitch.sip.message.AsciiText;
import hotswitch.sip.message.SipMessage;
import java.nio.charset.StandardCharsets;

/**
 * A description, as a rule of the peer, in room that is used again for the next one: a text only for who asks for it as
 * one. What is not plain ASCII, longer than usual or a part of something is kept as a text. For one thread, and good
 * until the next description is taken.
 */
public final class SdpText implements CharSequence {
    private static final int ROOM_MAX = 2_048;
    /** Descriptions of much the same length have the same room. */
    private static final int ROOM_STEP = 64;

    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int length;
    /** Null: the bytes have it. */
    private String text = "";

    /** "" for none. */
    public void take(CharSequence description) {
        length = description.length();
        if (description instanceof AsciiText ascii) {
            makeRoom(length);
            ascii.put(bytes, 0);
            text = null;
        } else {
            text = description.toString();
        }
    }

    /** The description of a message, "" if there is none, as {@link SdpBody#of} finds it. */
    public void take(SipMessage message) {
        int n = message.bodyLength();
        if (n == 0 || n > ROOM_MAX || !SdpBody.isPlain(message) || !isCopied(message, n)) {
            take(SdpBody.of(message));
        }
    }

    /** False: it is more than ASCII. */
    private boolean isCopied(SipMessage message, int n) {
        makeRoom(n);
        message.buffer().getBytes(message.bodyOffset(), bytes, 0, n);
        int all = 0;
        for (int i = 0; i < n; i++) {
            all |= bytes[i];
        }
        text = null;
        length = n;
        return all >= 0;
    }

    private void makeRoom(int n) {
        if (bytes.length < n) {
            bytes = new byte[n + ROOM_STEP - n % ROOM_STEP];
        }
    }

    /** Its bytes, as many as it has characters; null: it is kept as a text. */
    public byte[] ascii() {
        return text == null ? bytes : null;
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
