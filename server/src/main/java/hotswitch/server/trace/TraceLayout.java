package hotswitch.server.trace;

import org.agrona.BitUtil;

/**
 * {@code data/sip.trace}: a page of its own figures, then records that follow each other round and round. Positions
 * count on for ever; where one is in the file is the position modulo the capacity. A record is there as a whole when
 * the tail is behind it, and as long as the head is not.
 */
final class TraceLayout {
    static final String NAME = "sip.trace";
    static final long MAGIC = 0x0131_4543_4152_5453L;
    static final int DATA_OFFSET = 4096;
    static final int MAGIC_OFFSET = 0;
    static final int CAPACITY_OFFSET = 8;
    static final int HEAD_OFFSET = 64;
    static final int TAIL_OFFSET = 128;

    static final byte PADDING = 0;
    static final byte RECEIVED = 1;
    static final byte SENT = 2;
    static final byte LINK = 3;

    static final int LENGTH = 0;
    static final int KIND = 4;
    static final int TRANSPORT = 5;
    static final int POSITION = 8;
    static final int TIME = 16;
    /** Of a message. */
    static final int LOCAL_PORT = 24;

    static final int REMOTE_PORT = 26;
    static final int LOCAL_LENGTH = 28;
    static final int REMOTE_LENGTH = 29;
    static final int TEXT_LENGTH = 32;
    static final int WHOLE_LENGTH = 36;
    /** Of a link. */
    static final int CALL = 24;

    static final int HEADER = 40;
    /** The smallest one: a padding's length and kind. */
    static final int ALIGNMENT = 8;

    /** What is longer is kept up to here. */
    static final int MESSAGE_MAX = 8_192;

    private TraceLayout() {}

    static int aligned(int length) {
        return BitUtil.align(length, ALIGNMENT);
    }
}
