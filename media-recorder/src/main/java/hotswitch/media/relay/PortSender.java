package hotswitch.media.relay;

import hotswitch.media.codec.Codec;
import hotswitch.media.codec.G711;
import hotswitch.media.prompt.Playback;
import hotswitch.media.rtp.OutboundStream;
import hotswitch.media.rtp.RtpPacket;
import hotswitch.media.rtp.SourceLatch;
import hotswitch.media.transport.UdpPort;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What a port sends to its peer: one stream, fed by another leg or by a playback. */
final class PortSender {
    private static final int SAMPLES = 160;
    private static final int MARKER = 0x80;

    final OutboundStream stream;
    private final UdpPort rtp;
    private final SourceLatch latch;
    private final UnsafeBuffer buffer;
    private MediaFormat format;
    private long packetsOut;
    private long refused;

    PortSender(OutboundStream stream, UdpPort rtp, SourceLatch latch, UnsafeBuffer buffer) {
        this.stream = stream;
        this.rtp = rtp;
        this.latch = latch;
        this.buffer = buffer;
    }

    /** Another leg's. */
    void begin(long random) {
        stream.begin(random);
        format = null;
        packetsOut = 0;
        refused = 0;
    }

    void speaks(MediaFormat settled) {
        format = settled;
    }

    /** Relays audio in place: the header is written anew just before the payload, which is turned into our law. */
    void relayAudio(MutableDirectBuffer received, RtpPacket packet, Codec codec, long feed, long nowNs) {
        if (format == null) return;
        G711.convert(codec, format.codec(), received, packet.payloadOffset(), packet.payloadLength());
        relay(received, packet, format.payloadType(), feed, nowNs);
    }

    /** Relays an event under the number that this peer knows it by; a peer that takes none gets none. */
    void relayEvent(MutableDirectBuffer received, RtpPacket packet, long feed, long nowNs) {
        if (format == null || format.telephoneEventPt() < 0) return;
        relay(received, packet, format.telephoneEventPt(), feed, nowNs);
    }

    /** Sends the next 20 ms of a playback, whose own numbers are given; without a peer the time passes all the same. */
    void play(Playback playback, boolean unheard, long feed, int packetIndex, long nowNs) {
        playback.read(codec(), buffer, RtpPacket.HEADER_BYTES, SAMPLES);
        if (!unheard) own(feed, packetIndex, nowNs);
    }

    /** Sends 20 ms that are coded in this peer's law already. */
    void send(DirectBuffer coded, long feed, int packetIndex, long nowNs) {
        buffer.putBytes(RtpPacket.HEADER_BYTES, coded, 0, SAMPLES);
        own(feed, packetIndex, nowNs);
    }

    /** The law of this peer. */
    Codec codec() {
        return format == null ? Codec.PCMA : format.codec();
    }

    private void own(long feed, int packetIndex, long nowNs) {
        if (!canSend()) return;
        int timestamp = packetIndex * SAMPLES;
        stream.feed(feed, packetIndex, timestamp, nowNs);
        stream.putHeader(buffer, 0, format.payloadType(), packetIndex, timestamp);
        stream.sent(timestamp, SAMPLES, nowNs);
        transmit(buffer, 0, RtpPacket.HEADER_BYTES + SAMPLES);
    }

    long packetsOut() {
        return packetsOut;
    }

    /** Packets that the kernel would not take. */
    long refused() {
        return refused;
    }

    private void relay(MutableDirectBuffer received, RtpPacket packet, int payloadType, long feed, long nowNs) {
        if (!canSend()) return;
        int sequence = packet.sequence();
        int timestamp = packet.timestamp();
        stream.feed(feed, sequence, timestamp, nowNs);
        if (!stream.admits(sequence)) return;
        int start = packet.payloadOffset() - RtpPacket.HEADER_BYTES;
        int type = (packet.marker() ? MARKER : 0) | payloadType;
        stream.putHeader(received, start, type, sequence, timestamp);
        stream.sent(timestamp, packet.payloadLength(), nowNs);
        transmit(received, start, RtpPacket.HEADER_BYTES + packet.payloadLength());
    }

    private boolean canSend() {
        return format != null && format.sends() && !latch.address().getAddress().isAnyLocalAddress();
    }

    private void transmit(DirectBuffer packet, int offset, int length) {
        InetSocketAddress to = latch.address();
        boolean taken = rtp.isConnected() ? rtp.send(packet, offset, length) : rtp.sendTo(packet, offset, length, to);
        if (taken) packetsOut++;
        else refused++;
    }
}
