package hotswitch.media.rtp;

import org.agrona.MutableDirectBuffer;

/**
 * The one RTP stream that a peer gets from us, whatever it is fed from: a prompt, another leg, music. Each feed has
 * its own numbers; they are shifted so that the peer sees one SSRC, a sequence without a gap at the switch, and
 * timestamps that follow the clock (RFC 3550 §5.1). Gaps within a feed stay visible, as the peer's loss concealment
 * needs them.
 */
public final class OutboundStream {
    private static final long NS_PER_TICK = 125_000;
    private static final int TICKS_PER_PACKET = 160;
    private static final int OVERTAKEN_MAX = 64;
    private static final long NO_FEED = 0;

    private int ssrc;
    private long feed;
    private int sequenceShift;
    private int timestampShift;
    private int firstSequence;
    private int highestSequence;
    private int lastTimestamp;
    private long lastTimestampNs;
    private boolean settled;
    private boolean markNext;
    private boolean started;
    private long packets;
    private long octets;

    /** @param random any number; SSRC, first sequence number and first timestamp are taken from it */
    public OutboundStream(long random) {
        begin(random);
    }

    /** Another peer's stream. */
    public void begin(long random) {
        ssrc = (int) (random >>> 32);
        feed = NO_FEED;
        sequenceShift = 0;
        timestampShift = 0;
        firstSequence = 0;
        highestSequence = (int) (random & 0xFFFF);
        lastTimestamp = (int) ((random * 0x9E3779B97F4A7C15L) >>> 32);
        lastTimestampNs = 0;
        settled = false;
        markNext = false;
        started = false;
        packets = 0;
        octets = 0;
    }

    /** The next packet begins a new run, even if it comes from the same feed as before. */
    public void interrupt() {
        feed = NO_FEED;
    }

    /** Tells which feed the next packet comes from, with that packet's own numbers; the feed is any number but 0. */
    public void feed(long from, int sequence, int timestamp, long nowNs) {
        if (from == feed) return;
        feed = from;
        int ticks = started ? (int) Math.max(TICKS_PER_PACKET, (nowNs - lastTimestampNs) / NS_PER_TICK) : 0;
        sequenceShift = highestSequence + 1 - sequence;
        timestampShift = lastTimestamp + ticks - timestamp;
        firstSequence = sequence;
        settled = false;
        markNext = true;
        started = true;
    }

    /** False for a packet that was overtaken by the switch to its own feed: its number is taken. */
    public boolean admits(int sequence) {
        if (settled) return true;
        int since = (short) (sequence - firstSequence);
        settled = since >= OVERTAKEN_MAX;
        return since >= 0;
    }

    /** Writes the 12 bytes of header for the packet with these numbers of the current feed. */
    public void putHeader(MutableDirectBuffer to, int offset, int markerAndType, int sequence, int timestamp) {
        int outSequence = (sequence + sequenceShift) & 0xFFFF;
        boolean marker = markNext || (markerAndType & 0x80) != 0;
        RtpPacket.putStart(to, offset, marker, markerAndType & 0x7F, outSequence);
        RtpPacket.putStream(to, offset, timestamp + timestampShift, ssrc);
        markNext = false;
        if ((short) (outSequence - highestSequence) > 0) highestSequence = outSequence;
    }

    /** Counts a packet that went out. */
    public void sent(int timestamp, int payloadBytes, long nowNs) {
        int outTimestamp = timestamp + timestampShift;
        if (packets == 0 || outTimestamp - lastTimestamp > 0) {
            lastTimestamp = outTimestamp;
            lastTimestampNs = nowNs;
        }
        packets++;
        octets += payloadBytes;
    }

    public int ssrc() {
        return ssrc;
    }

    public long packets() {
        return packets;
    }

    long octets() {
        return octets;
    }

    /** What the timestamp would be now (for sender reports). */
    int timestampAt(long nowNs) {
        return lastTimestamp + (int) ((nowNs - lastTimestampNs) / NS_PER_TICK);
    }
}
