package hotswitch.media.dtmf;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Tells keys from telephone-event packets (RFC 4733 §2.5). All packets of one event bear one RTP timestamp; that, and
 * neither the marker nor the end bit, tells events apart, so that lost and repeated packets do no harm. A key is told
 * once: when its end is seen, when another event begins, or when nothing more has come for a while.
 */
public final class DigitDetector {
    /** The bytes of one event (§2.3). */
    public static final int EVENT_BYTES = 4;

    private static final String DIGITS = "0123456789*#ABCD";
    private static final long GIVE_UP_NS = 150_000_000;
    private static final int TICKS_PER_MS = 8;
    private static final int LONGEST_TICKS = 0xFFFF;
    private static final int OLD_TICKS = 40_000;

    private final DigitListener listener;
    private boolean begun;
    private boolean told;
    private int event;
    private int timestamp;
    private int segmentTicks;
    private int earlierTicks;
    private long lastNs;

    /** Takes what is told. */
    public interface DigitListener {
        void onDigit(char digit, int durationMs);
    }

    public DigitDetector(DigitListener listener) {
        this.listener = listener;
    }

    /** Another peer: nothing of the former is told any more. */
    public void begin() {
        begun = false;
        told = false;
        event = 0;
        timestamp = 0;
        segmentTicks = 0;
        earlierTicks = 0;
        lastNs = 0;
    }

    /** Takes one packet's payload; false if it is not a key of the telephone (flash, tones, garbage). */
    public boolean onEvent(DirectBuffer payload, int offset, int length, int rtpTimestamp, long nowNs) {
        if (length < EVENT_BYTES) return false;
        int packetEvent = payload.getByte(offset) & 0xFF;
        if (packetEvent >= DIGITS.length()) return false;
        boolean end = (payload.getByte(offset + 1) & 0x80) != 0;
        int ticks = payload.getShort(offset + 2, ByteOrder.BIG_ENDIAN) & 0xFFFF;
        if (!begun || rtpTimestamp != timestamp || packetEvent != event) {
            if (isOvertaken(rtpTimestamp)) return true;
            begin(packetEvent, rtpTimestamp);
        }
        segmentTicks = Math.max(segmentTicks, ticks);
        lastNs = nowNs;
        if (end) tell();
        return true;
    }

    /** Gives up an event whose end never came. Called now and then. */
    public void onTime(long nowNs) {
        if (begun && !told && nowNs - lastNs >= GIVE_UP_NS) tell();
    }

    /** When {@link #onTime} gives up the event that waits for its end; {@link Long#MAX_VALUE}: none does. */
    public long dueNs() {
        return begun && !told ? lastNs + GIVE_UP_NS : Long.MAX_VALUE;
    }

    /** Another stream begins: its timestamps have nothing to do with those before. */
    public void restart() {
        if (begun && !told) tell();
        begun = false;
    }

    /** A packet of an event that is over, overtaken on the way. */
    private boolean isOvertaken(int rtpTimestamp) {
        int behind = timestamp - rtpTimestamp;
        return begun && behind > 0 && behind < OLD_TICKS;
    }

    private void begin(int newEvent, int newTimestamp) {
        // §2.5.1.3: an event longer than its field can say goes on as a new segment just behind it.
        boolean goesOn = begun && !told && newEvent == event && newTimestamp - timestamp == LONGEST_TICKS;
        if (begun && !told && !goesOn) tell();
        earlierTicks = goesOn ? earlierTicks + LONGEST_TICKS : 0;
        begun = true;
        told = false;
        event = newEvent;
        timestamp = newTimestamp;
        segmentTicks = 0;
    }

    private void tell() {
        if (told) return;
        told = true;
        listener.onDigit(DIGITS.charAt(event), (earlierTicks + segmentTicks) / TICKS_PER_MS);
    }
}
