package hotswitch.media.relay;

import hotswitch.media.rtp.OutboundStream;
import hotswitch.media.rtp.Reception;
import hotswitch.media.rtp.RtcpReports;
import hotswitch.media.rtp.RtpPacket;
import hotswitch.media.rtp.SourceLatch;
import hotswitch.media.transport.DatagramReceiver;
import hotswitch.media.transport.PortPair;
import hotswitch.media.transport.UdpPort;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The RTCP of a port: what the peer reports, and every five seconds what we do. */
final class PortReports implements DatagramReceiver {
    private static final long REPORT_NS = 5_000_000_000L;

    private final PortPair pair;
    private final PortLoop loop;
    private final SourceLatch latch;
    private final OutboundStream stream;
    private final RtcpReports reports;
    /** One was sent, or came, for this leg. */
    private boolean used;

    private InetSocketAddress address;
    /** RTP and RTCP of the peer share a port, and ours. */
    private boolean mux;
    /** Otherwise the peer's RTCP port is so much above that of its RTP. */
    private int above;

    private long nextReportNs;

    PortReports(PortPair pair, PortLoop loop, SourceLatch latch, OutboundStream stream, Reception reception) {
        this.pair = pair;
        this.loop = loop;
        this.latch = latch;
        this.stream = stream;
        reports = new RtcpReports(stream, reception);
    }

    /** Another leg's. */
    void begin(long random) {
        if (used) reports.begin();
        used = false;
        address = null;
        mux = false;
        above = 1;
        nextReportNs = loop.nowNs() + REPORT_NS / 2 + (random & 0x7FFF_FFFF);
    }

    void attach() {
        if (pair.rtcp() != null) pair.rtcp().attach(loop.media(), this);
    }

    void detach() {
        if (pair.rtcp() != null) pair.rtcp().detach();
    }

    /** The peer's port for reports. {@code moved}: of another peer than before. */
    void peerAt(int rtpPort, int rtcpPort, boolean moved) {
        if (moved) address = null;
        mux = rtcpPort == rtpPort;
        above = rtcpPort - rtpPort;
    }

    /** Somebody speaks: whoever wants to report it needs our port for that. */
    void heard() {
        if (!mux) open();
    }

    /** From now on the peer's reports are heard; null: they cannot be. */
    private UdpPort open() {
        boolean unheard = pair.rtcp() == null;
        UdpPort rtcp = pair.openRtcp();
        if (unheard && rtcp != null) rtcp.attach(loop.media(), this);
        return rtcp;
    }

    /** When {@link #onTime} has to be called. */
    long dueNs() {
        return nextReportNs;
    }

    void onTime(long nowNs) {
        if (nowNs < nextReportNs) return;
        nextReportNs = nowNs + REPORT_NS;
        report(nowNs);
    }

    /** A leg without any media has nothing to report. */
    private void report(long nowNs) {
        boolean quiet = stream.packets() == 0 && !latch.isKnown();
        if (quiet || latch.address() == null || latch.address().getAddress().isAnyLocalAddress()) return;
        UdpPort rtcp = mux ? pair.rtp() : open();
        if (rtcp == null) return;
        used = true;
        UnsafeBuffer buffer = loop.sendBuffer();
        int length = reports.write(buffer, latch.ssrc(), latch.isKnown(), nowNs);
        if (rtcp.isConnected()) rtcp.send(buffer, 0, length);
        else rtcp.sendTo(buffer, 0, length, address());
    }

    private InetSocketAddress address() {
        InetSocketAddress rtp = latch.address();
        if (mux) return rtp;
        if (address != null) return address;
        return new InetSocketAddress(rtp.getAddress(), Math.clamp(rtp.getPort() + above, 1, 65_535));
    }

    @Override
    public void onDatagram(MutableDirectBuffer buffer, int length, InetSocketAddress from, long nowNs) {
        InetSocketAddress peer = latch.address();
        boolean fromPeer = peer != null && from.getAddress().equals(peer.getAddress());
        if (!fromPeer || !RtpPacket.looksLikeRtcp(buffer, 0, length)) return;
        address = from;
        read(buffer, length, nowNs);
    }

    /** A report of the peer, on whatever port it came. */
    void read(DirectBuffer buffer, int length, long nowNs) {
        used = true;
        reports.read(buffer, length, nowNs);
    }

    int farLostFraction() {
        return reports.farLostFraction();
    }

    double roundTripMs() {
        return reports.roundTripMs();
    }
}
