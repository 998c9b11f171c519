package hotswitch.media.relay;

import hotswitch.media.codec.Codec;
import hotswitch.media.dtmf.DigitDetector;
import hotswitch.media.rtp.Reception;
import hotswitch.media.rtp.RtpPacket;
import hotswitch.media.rtp.SourceLatch;
import hotswitch.media.transport.DatagramReceiver;
import hotswitch.media.transport.UdpPort;
import java.net.InetSocketAddress;
import org.agrona.MutableDirectBuffer;

/** What a port receives: source, order, kind; then digits to the listener, audio to the tap and the other leg. */
final class PortReceiver implements DatagramReceiver {
    private static final int DYNAMIC_TYPES = 96;
    /** After this silence another source may show that it is the peer. */
    static final long SEEK_NS = 500_000_000;

    private static final int DELAY_SAMPLE_MASK = 15;

    final Reception reception = new Reception();
    private final MediaPort port;
    private final PortLoop loop;
    private final UdpPort rtp;
    private final SourceLatch latch;
    private final DigitDetector digits;
    private MediaFormat format;
    /** The peer has not answered: nobody misses what it does not say. */
    private boolean early;

    private int generation;
    private long feed;
    private long lastHeardNs;
    private boolean timedOut;
    private long packetsIn;
    private long dropped;

    PortReceiver(MediaPort port, PortLoop loop, UdpPort rtp, SourceLatch latch) {
        this.port = port;
        this.loop = loop;
        this.rtp = rtp;
        this.latch = latch;
        digits = new DigitDetector((digit, ms) -> loop.listener().onDigit(port.legId(), digit, ms));
    }

    /** Another leg's. Where nobody was heard nothing has to be looked for in cold memory. */
    void begin() {
        if (generation != 0) {
            reception.begin();
            digits.begin();
        }
        format = null;
        early = false;
        generation = 0;
        feed = 0;
        lastHeardNs = 0;
        timedOut = false;
        packetsIn = 0;
        dropped = 0;
    }

    void speaks(MediaFormat settled, boolean beforeAnswer, long nowNs) {
        format = settled;
        early = beforeAnswer;
        latch.early(beforeAnswer);
        expectFrom(nowNs);
    }

    /** Silence is counted from now on. */
    void expectFrom(long nowNs) {
        heardAt(nowNs);
        port.lookBy(dueNs());
    }

    private void heardAt(long nowNs) {
        lastHeardNs = nowNs;
        timedOut = false;
    }

    @Override
    public void onDatagram(MutableDirectBuffer buffer, int length, InetSocketAddress from, long nowNs) {
        if (RtpPacket.looksLikeRtcp(buffer, 0, length)) {
            if (from == null || from.equals(latch.address())) port.reports.read(buffer, length, nowNs);
            return;
        }
        RtpPacket packet = loop.packet();
        if (format == null || !format.receives() || !packet.wrap(buffer, 0, length) || !isFromPeer(packet, from)) {
            dropped++;
            return;
        }
        if (latch.generation() != generation) beginStream();
        switch (reception.onPacket(packet.sequence())) {
            case NEW, LATE -> onAccepted(buffer, packet, nowNs);
            case RESTART -> {
                feed = loop.nextFeed();
                onAccepted(buffer, packet, nowNs);
            }
            case DUPLICATE, STRAY -> dropped++;
        }
    }

    /** Called when {@link #dueNs} has come, or before. */
    void onTime(long nowNs) {
        digits.onTime(nowNs);
        long silentNs = nowNs - lastHeardNs;
        if (silentNs >= SEEK_NS && latch.seek()) rtp.disconnect();
        if (!isAwaited() || silentNs < loop.rtpTimeoutNs()) return;
        timedOut = true;
        loop.listener().onMediaTimedOut(port.legId());
    }

    /** When there will be something to do if nothing is heard or ordered meanwhile. */
    long dueNs() {
        long seekNs = latch.seeksInSilence() ? lastHeardNs + SEEK_NS : Long.MAX_VALUE;
        long timeoutNs = isAwaited() ? lastHeardNs + loop.rtpTimeoutNs() : Long.MAX_VALUE;
        return Math.min(digits.dueNs(), Math.min(seekNs, timeoutNs));
    }

    /** Its silence will be told. A phone that holds (sendonly) may send its own music or nothing at all. */
    private boolean isAwaited() {
        return loop.rtpTimeoutNs() != 0
                && !timedOut
                && format != null
                && !early
                && format.receives()
                && format.sends()
                && !port.isHeld();
    }

    long packetsIn() {
        return packetsIn;
    }

    long dropped() {
        return dropped;
    }

    private boolean isFromPeer(RtpPacket packet, InetSocketAddress from) {
        int ssrc = packet.ssrc();
        boolean known = latch.isKnown() && ssrc == latch.ssrc();
        if (!known && !isEvent(packet) && codecOf(packet.payloadType()) == null) return false;
        SourceLatch.Verdict verdict =
                from == null ? latch.fromPeer(ssrc, packet.sequence()) : latch.from(from, ssrc, packet.sequence());
        if (verdict == SourceLatch.Verdict.LATCH) rtp.connect(latch.address());
        return verdict != SourceLatch.Verdict.REFUSE;
    }

    private void beginStream() {
        if (generation == 0) {
            port.reports.heard();
            loop.listener().onFirstPacket(port.legId());
        }
        generation = latch.generation();
        feed = loop.nextFeed();
        reception.restart();
        digits.restart();
    }

    private void onAccepted(MutableDirectBuffer buffer, RtpPacket packet, long nowNs) {
        packetsIn++;
        heardAt(nowNs);
        port.lookBy(nowNs + loop.silenceNs());
        if (isEvent(packet)) {
            onEvent(buffer, packet, nowNs);
            return;
        }
        Codec codec = codecOf(packet.payloadType());
        // Comfort noise, or an empty packet that keeps a translator's mapping (RFC 6263): counted, not relayed.
        if (codec == null || packet.payloadLength() == 0) return;
        reception.onTiming(packet.timestamp(), nowNs);
        port.tap(codec, packet, buffer, nowNs);
        if (port.confers(codec, packet, buffer)) return;
        MediaPort peer = port.listeningPeer();
        if (peer == null) return;
        peer.sender.relayAudio(buffer, packet, codec, feed, nowNs);
        if ((packetsIn & DELAY_SAMPLE_MASK) == 0) loop.forwarded(nowNs);
    }

    private void onEvent(MutableDirectBuffer buffer, RtpPacket packet, long nowNs) {
        digits.onEvent(buffer, packet.payloadOffset(), packet.payloadLength(), packet.timestamp(), nowNs);
        port.lookBy(digits.dueNs());
        MediaPort peer = port.listeningPeer();
        if (peer != null) peer.sender.relayEvent(buffer, packet, feed, nowNs);
    }

    /** What we offered and what the peer answered may differ: four bytes under any dynamic type are an event, too. */
    private boolean isEvent(RtpPacket packet) {
        int type = packet.payloadType();
        if (type == format.payloadType()) return false;
        return type == format.telephoneEventPt()
                || (type >= DYNAMIC_TYPES && packet.payloadLength() == DigitDetector.EVENT_BYTES);
    }

    private Codec codecOf(int payloadType) {
        if (payloadType == format.payloadType()) return format.codec();
        if (payloadType == Codec.PCMA.payloadType()) return Codec.PCMA;
        return payloadType == Codec.PCMU.payloadType() ? Codec.PCMU : null;
    }
}
