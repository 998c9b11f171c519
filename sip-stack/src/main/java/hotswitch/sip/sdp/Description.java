package hotswitch.sip.sdp;

import hotswitch.sip.message.AsciiText;
import java.nio.charset.StandardCharsets;

/**
 * A session description of ours, never changed: the numbers in which one differs from the next, and what stands around
 * them, which many have in common. It is put together where it is written.
 */
final class Description implements AsciiText {
    private static final String HEAD = "v=0\r\no=hotswitch ";
    private static final int DECIMAL = 10;

    private final Around around;
    private final long sessionId;
    private final int version;
    private final int port;

    /**
     * All of a description but its numbers.
     *
     * @param text from behind the version to the end
     * @param portAt where in it the port belongs
     * @param ascii there is nothing else in it
     */
    record Around(String text, int portAt, boolean ascii) {
        Around(String text, int portAt) {
            this(text, portAt, StandardCharsets.US_ASCII.newEncoder().canEncode(text));
        }
    }

    private Description(Around around, long sessionId, int version, int port) {
        this.around = around;
        this.sessionId = sessionId;
        this.version = version;
        this.port = port;
    }

    /** What peers write is not always ASCII, and is repeated where we do not take it: then it is a string. */
    static CharSequence of(Around around, long sessionId, int version, int port) {
        Description description = new Description(around, sessionId, version, port);
        return around.ascii ? description : description.toString();
    }

    @Override
    @SuppressWarnings("deprecation") // getBytes drops high bytes: here there are none
    public void put(byte[] into, int from) {
        HEAD.getBytes(0, HEAD.length(), into, from);
        int at = digits(sessionId, into, from + HEAD.length());
        into[at++] = ' ';
        at = digits(version, into, at);
        around.text.getBytes(0, around.portAt, into, at);
        at = digits(port, into, at + around.portAt);
        around.text.getBytes(around.portAt, around.text.length(), into, at);
    }

    /** Returns where they end. */
    private static int digits(long number, byte[] into, int from) {
        int end = from + digits(number);
        long rest = number;
        for (int at = end - 1; at >= from; at--) {
            into[at] = (byte) ('0' + rest % DECIMAL);
            rest /= DECIMAL;
        }
        return end;
    }

    /** How many they are. */
    private static int digits(long number) {
        int digits = 1;
        for (long rest = number / DECIMAL; rest > 0; rest /= DECIMAL) {
            digits++;
        }
        return digits;
    }

    @Override
    public int length() {
        return HEAD.length() + digits(sessionId) + 1 + digits(version) + digits(port) + around.text.length();
    }

    /** Who wants many has them {@link #put} somewhere. */
    @Override
    public char charAt(int index) {
        return toString().charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return toString().substring(from, to);
    }

    @Override
    public String toString() {
        return new StringBuilder(HEAD)
                .append(sessionId)
                .append(' ')
                .append(version)
                .append(around.text, 0, around.portAt)
                .append(port)
                .append(around.text, around.portAt, around.text.length())
                .toString();
    }
}
