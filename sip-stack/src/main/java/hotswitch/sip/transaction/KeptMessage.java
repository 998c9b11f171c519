package hotswitch.sip.transaction;

import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;

/**
 * A message that we wrote and may have to send again, by {@link KeptMessages}. Whoever holds it gives it back, once,
 * and then knows it no more.
 */
public final class KeptMessage {
    static final int GIVEN_BACK = -1;
    private static final String VIA = "Via: SIP/2.0/";

    final byte[] bytes;
    private int length = GIVEN_BACK;

    KeptMessage(int capacity) {
        bytes = new byte[capacity];
    }

    /** In bytes. Throws if the message was given back: what stands here now is another's. */
    public int length() {
        if (length == GIVEN_BACK) {
            throw new IllegalStateException("a message that was given back");
        }
        return length;
    }

    /** Puts it at an index of a buffer that grows; how many bytes. */
    public int encode(MutableDirectBuffer out, int index) {
        out.putBytes(index, bytes, 0, length());
        return length;
    }

    /** Its Via, the first header, says this transport; the name of the one that it said is as long. */
    void over(Transport transport) {
        int at = 0;
        while (bytes[at] != '\n') {
            at++;
        }
        byte[] name = transport.viaName().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, bytes, at + 1 + VIA.length(), name.length);
    }

    KeptMessage hold(int newLength) {
        length = newLength;
        return this;
    }

    void giveBack() {
        length();
        length = GIVEN_BACK;
    }
}
