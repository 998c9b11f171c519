package hotswitch.sip.stream;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.StreamFrame;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cuts one stream into messages. What arrives whole is handed on where it lies; only a message that is not complete
 * yet is copied. Each byte is looked at once however small the pieces, so a slow sender costs no more than a fast one.
 */
public final class StreamFramer {
    private static final int FIRST_HOLD_BYTES = 2_048;

    private final UnsafeBuffer held = new UnsafeBuffer(new byte[0]);
    private int heldBytes;
    /** Bytes of the present message in which its header was not found to end. */
    private int scanned;
    /** Length of the present message, 0 while its header is incomplete. */
    private int frameBytes;
    /** Line feeds since the last message. */
    private int lineFeeds;

    private StreamFault fault;

    /**
     * Takes the next bytes of the stream, which lie in an array.
     *
     * @return null, or why the stream is lost; after that nothing may be fed
     */
    public StreamFault feed(DirectBuffer bytes, int offset, int length, FrameSink sink) {
        if (fault != null) {
            throw new IllegalStateException("fed after " + fault);
        }
        if (heldBytes == 0) {
            int used = cut(bytes, offset, length, sink);
            hold(bytes, offset + used, length - used);
        } else {
            hold(bytes, offset, length);
            int used = cut(held, 0, heldBytes, sink);
            drop(used);
        }
        return fault;
    }

    /** Bytes kept of a message that is not whole. */
    public int heldBytes() {
        return heldBytes;
    }

    /** Hands on every whole message; returns how many bytes are done with. */
    private int cut(DirectBuffer bytes, int offset, int length, FrameSink sink) {
        int at = 0;
        while (fault == null) {
            if (frameBytes == 0 && scanned == 0) {
                at = skipBlank(bytes, offset, at, length, sink);
            }
            if (fault != null || at == length || !measured(bytes, offset + at, length - at, sink)) {
                return at;
            }
            if (length - at < frameBytes) {
                return at;
            }
            int frame = frameBytes;
            frameBytes = 0;
            scanned = 0;
            sink.onFrame(bytes, offset + at, frame);
            at += frame;
        }
        return at;
    }

    private int skipBlank(DirectBuffer bytes, int offset, int from, int length, FrameSink sink) {
        int at = from;
        while (at < length) {
            byte b = bytes.getByte(offset + at);
            if (b == '\n' && ++lineFeeds == 2) {
                lineFeeds = 0;
                sink.onPing();
            } else if (b != '\r' && b != '\n') {
                lineFeeds = 0;
                fault = token(b) ? null : StreamFault.NOT_SIP;
                return at;
            }
            at++;
        }
        return at;
    }

    /** True once the length of the message at offset is known. */
    private boolean measured(DirectBuffer bytes, int offset, int length, FrameSink sink) {
        if (frameBytes > 0) {
            return true;
        }
        int headerBytes = headerBytes(bytes, offset, length, scanned);
        if (headerBytes == 0) {
            scanned = length;
            fault = length > SipMessage.MAX_MESSAGE ? StreamFault.TOO_LONG : fault;
            return false;
        }
        int whole = StreamFrame.wholeLength(bytes.byteArray(), bytes.wrapAdjustment() + offset, headerBytes);
        if (whole <= 0) {
            fault = whole == 0 ? StreamFault.MALFORMED : StreamFault.of(whole);
            sink.onUnframed(bytes, offset, headerBytes, fault);
            return false;
        }
        frameBytes = whole;
        return true;
    }

    /** Bytes up to and with the empty line, or 0 if it has not come; the first {@code known} bytes hold none. */
    private static int headerBytes(DirectBuffer bytes, int offset, int length, int known) {
        for (int i = Math.max(3, known); i < length; i++) {
            if (bytes.getByte(offset + i) == '\n'
                    && bytes.getByte(offset + i - 1) == '\r'
                    && bytes.getByte(offset + i - 2) == '\n'
                    && bytes.getByte(offset + i - 3) == '\r') {
                return i + 1;
            }
        }
        return 0;
    }

    /** RFC 3261 §25.1: may this byte begin a message, as part of a token? */
    private static boolean token(byte b) {
        return (b >= 'A' && b <= 'Z')
                || (b >= 'a' && b <= 'z')
                || (b >= '0' && b <= '9')
                || "-.!%*_+`'~".indexOf(b) >= 0;
    }

    private void hold(DirectBuffer bytes, int offset, int length) {
        if (length == 0 || fault != null) {
            return;
        }
        int wanted = heldBytes + length;
        if (wanted > held.capacity()) {
            byte[] larger = new byte[Math.max(FIRST_HOLD_BYTES, Integer.highestOneBit(wanted) << 1)];
            held.getBytes(0, larger, 0, heldBytes);
            held.wrap(larger);
        }
        held.putBytes(heldBytes, bytes, offset, length);
        heldBytes = wanted;
    }

    /** An empty framer keeps no memory: thousands of idle connections cost nothing. */
    private void drop(int used) {
        heldBytes -= used;
        if (heldBytes == 0) {
            held.wrap(new byte[0]);
        } else if (used > 0) {
            held.putBytes(0, held, used, heldBytes);
        }
    }
}
