package hotswitch.media.relay;

import hotswitch.media.codec.Codec;
import hotswitch.media.mix.Conference;
import hotswitch.media.mix.Member;
import hotswitch.media.rtp.OutboundStream;
import hotswitch.media.rtp.RtcpReports;
import hotswitch.media.rtp.RtpPacket;
import hotswitch.media.rtp.SourceLatch;
import hotswitch.media.silence.SilenceWatch;
import hotswitch.media.transport.DatagramReceiver;
import hotswitch.media.transport.PortPair;
import hotswitch.media.transport.UdpPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The media side of one leg. Lives on one loop; all that happens to it happens there. It belongs to its pair of sockets
 * and serves one leg after another: {@link #begin} is where everything of the former ends.
 */
final class MediaPort implements Member.Outlet {
    private static final long REPORT_NS = 5_000_000_000L;

    final PortSender sender;
    final PortReceiver receiver;
    final PortPlayer player;
    private final PortLoop loop;
    private final PortPair pair;
    private final DatagramReceiver rtcpReceiver = this::onRtcpDatagram;
    private final SourceLatch latch = new SourceLatch();
    private final RtcpReports reports;
    /** In its loop's list while it is open. */
    int place;

    private long legId;
    private InetSocketAddress rtcpAddress;
    /** RTP and RTCP of the peer share a port, and ours. */
    private boolean rtcpMux;
    /** Otherwise the peer's RTCP port is so much above that of its RTP. */
    private int rtcpAbove;

    private long nextReportNs;
    /** Nothing is to be looked after before this time; 0: whatever there is. */
    private long dueNs;

    private MediaPort peer;
    /** Who hears this side before it answers; null: nobody. */
    private MediaPort ear;
    /** Whom this side hears before that one answers; null: nobody. */
    private MediaPort mouth;
    /** It has said something. */
    private boolean mouthHeard;

    private Conference conference;
    private Member member;
    private long mixFeed;
    private Talk talk;
    /** Null: nobody asks. */
    private SilenceWatch silence;

    private boolean held;
    private boolean closed = true;

    MediaPort(PortPair pair, PortLoop loop) {
        this.pair = pair;
        this.loop = loop;
        OutboundStream stream = new OutboundStream(0);
        sender = new PortSender(stream, pair.rtp(), latch, loop.sendBuffer());
        receiver = new PortReceiver(this, loop, pair.rtp(), latch);
        player = new PortPlayer(this, loop);
        reports = new RtcpReports(stream, receiver.reception);
    }

    /** From now on it is this leg's. */
    void begin(long newLegId, long random) {
        legId = newLegId;
        sender.begin(random);
        receiver.begin();
        player.begin();
        latch.begin();
        reports.begin();
        rtcpAddress = null;
        rtcpMux = false;
        rtcpAbove = 1;
        nextReportNs = loop.nowNs() + REPORT_NS / 2 + (random & 0x7FFF_FFFF);
        dueNs = 0;
        peer = null;
        ear = null;
        mouth = null;
        mouthHeard = false;
        conference = null;
        member = null;
        mixFeed = 0;
        talk = null;
        silence = null;
        held = false;
        closed = false;
    }

    long legId() {
        return legId;
    }

    /**
     * Open, and this leg's. Work that was posted for a leg and comes after its end must not touch the sockets: they may
     * be another leg's.
     */
    boolean serves(long leg) {
        return !closed && legId == leg;
    }

    PortLoop loop() {
        return loop;
    }

    PortPair pair() {
        return pair;
    }

    void attach() {
        pair.rtp().attach(loop.media(), receiver);
        if (pair.rtcp() != null) pair.rtcp().attach(loop.media(), rtcpReceiver);
    }

    /** From now on the peer's reports are heard; null: they cannot be. */
    UdpPort openRtcp() {
        boolean unheard = pair.rtcp() == null;
        UdpPort rtcp = pair.openRtcp();
        if (unheard && rtcp != null) rtcp.attach(loop.media(), rtcpReceiver);
        return rtcp;
    }

    /** Where its peer's audio goes, and its reports. */
    void peerAt(InetAddress address, int rtpPort, int rtcpPort) {
        if (latch.expect(address, rtpPort)) {
            pair.rtp().disconnect();
            rtcpAddress = null;
        }
        rtcpMux = rtcpPort == rtpPort;
        rtcpAbove = rtcpPort - rtpPort;
    }

    /** How, and which way. */
    void speaks(MediaFormat format, boolean early, long nowNs) {
        sender.speaks(format);
        receiver.speaks(format, early, nowNs);
    }

    /** Somebody speaks: whoever wants to report it needs our port for that. */
    void heard() {
        if (!rtcpMux) openRtcp();
    }

    /**
     * Hears the other side before it answers, instead of what plays here, from its first packet on (RFC 3960 §3.2);
     * what plays here goes on unheard meanwhile. That side hears nothing.
     */
    void hearEarly(MediaPort other) {
        if (mouth == other) return;
        deafen();
        other.mute();
        mouth = other;
        other.ear = this;
    }

    /** Nobody hears this side early any more: what plays where it was heard is heard again. */
    void mute() {
        if (ear != null) ear.deafen();
    }

    private void deafen() {
        if (mouth == null) return;
        if (mouthHeard) sender.stream.interrupt();
        mouthHeard = false;
        mouth.ear = null;
        mouth = null;
    }

    /** What plays here is not heard: the side that has not answered yet speaks. */
    boolean hearsEarly() {
        return mouthHeard;
    }

    void play(long playId, List<String> prompts, boolean repeated) {
        deafen();
        player.play(playId, prompts, repeated);
    }

    void bridge(MediaPort other) {
        deafen();
        if (peer != other || member != null) leave();
        peer = other;
        player.end(PlayEnd.REPLACED);
        sender.stream.interrupt();
    }

    /** Hears all others of the conference and is heard by them, instead of whom it heard before. */
    void join(Conference joined) {
        leave();
        player.end(PlayEnd.REPLACED);
        conference = joined;
        member = joined.join(this);
        mixFeed = loop.nextFeed();
    }

    /** True: what it says goes into a conference. */
    boolean confers(Codec codec, RtpPacket packet, DirectBuffer buffer) {
        if (member == null) return false;
        if (!held) member.says(codec, buffer, packet.payloadOffset(), packet.payloadLength());
        return true;
    }

    @Override
    public Codec codec() {
        return sender.codec();
    }

    /** What a recorded caller hears in a conference is the other side of the recording. */
    @Override
    public void mixed(DirectBuffer coded, int index, long nowNs, boolean skipped) {
        if (skipped) sender.stream.interrupt();
        if (talk != null && talk.sideOf(this) == RecordingTap.CALLER && !talk.isHeld()) {
            loop.tap()
                    .packet(
                            talk.callId,
                            talk.segment,
                            RecordingTap.AGENT,
                            codec(),
                            nowNs,
                            index * Conference.SAMPLES,
                            index & 0xFFFF,
                            coded,
                            0,
                            Conference.SAMPLES);
        }
        if (!held && !mouthHeard && !player.isActive()) sender.send(coded, mixFeed, index, nowNs);
    }

    /** Leaves the bridge or the conference, if there is one; the other leg of a bridge is alone then, too. */
    void leave() {
        deafen();
        mute();
        if (member != null) {
            conference.leave(member);
            conference = null;
            member = null;
            sender.stream.interrupt();
        }
        if (peer == null) return;
        peer.peer = null;
        peer.sender.stream.interrupt();
        peer = null;
        sender.stream.interrupt();
    }

    boolean isBridgedTo(MediaPort other) {
        return peer != null && peer == other;
    }

    void hold(boolean on, String music, long nowNs) {
        deafen();
        held = on;
        player.music(on ? loop.music(music) : null);
        sender.stream.interrupt();
        if (peer != null) peer.sender.stream.interrupt();
        receiver.expectFrom(nowNs);
    }

    boolean isHeld() {
        return held;
    }

    /**
     * Who hears what comes in here, or null: no bridge, one of the two is held, or something else is heard there.
     */
    MediaPort listeningPeer() {
        if (ear != null) return ear.hearsNow();
        MediaPort other = peer;
        if (other != null && other.mouthHeard) return null;
        return other == null || held || other.held || other.player.isActive() ? null : other;
    }

    private MediaPort hearsNow() {
        if (!mouthHeard) sender.stream.interrupt();
        mouthHeard = true;
        return this;
    }

    void talk(Talk newTalk) {
        talk = newTalk;
        silence = null;
    }

    /** Tells when nothing more is said in this talk. */
    void watch(SilenceWatch watch) {
        silence = talk == null ? null : watch;
        lookAfter();
    }

    Talk talk() {
        return talk;
    }

    void tap(Codec codec, RtpPacket packet, DirectBuffer buffer, long nowNs) {
        boolean inMix = member != null && talk != null && talk.sideOf(this) == RecordingTap.AGENT;
        if (talk == null || talk.isHeld() || inMix) return;
        if (silence != null) {
            silence.heard(codec, buffer, packet.payloadOffset(), packet.payloadLength(), nowNs);
        }
        loop.tap()
                .packet(
                        talk.callId,
                        talk.segment,
                        talk.sideOf(this),
                        codec,
                        nowNs,
                        packet.timestamp(),
                        packet.sequence(),
                        buffer,
                        packet.payloadOffset(),
                        packet.payloadLength());
    }

    /** Something came, or was ordered: the next sweep looks at it. */
    void lookAfter() {
        dueNs = 0;
    }

    /** Called every 100 ms. Of a thousand ports where nobody speaks each is one cache line then, not eight. */
    void onSweep(long nowNs) {
        if (nowNs < dueNs) return;
        receiver.onSweep(nowNs);
        if (silence != null && silence.isOver(nowNs)) loop.listener().onSilent(talk.callId, talk.segment);
        if (nowNs >= nextReportNs) {
            nextReportNs = nowNs + REPORT_NS;
            report(nowNs);
        }
        dueNs = silence == null ? Math.min(nextReportNs, receiver.dueNs(nowNs)) : nowNs;
    }

    void onRtcp(DirectBuffer buffer, int length, long nowNs) {
        reports.read(buffer, length, nowNs);
    }

    void close() {
        closed = true;
        player.close();
        leave();
        pair.rtp().detach();
        if (pair.rtcp() != null) pair.rtcp().detach();
    }

    LegStats stats() {
        return new LegStats(
                legId,
                pair.rtpPort(),
                receiver.packetsIn(),
                sender.packetsOut(),
                receiver.reception.lost(),
                dropped(),
                receiver.reception.jitterMs(),
                reports.farLostFraction(),
                reports.roundTripMs());
    }

    long dropped() {
        return receiver.dropped() + sender.refused();
    }

    private void onRtcpDatagram(MutableDirectBuffer buffer, int length, InetSocketAddress from, long nowNs) {
        InetSocketAddress address = latch.address();
        boolean fromPeer = address != null && from.getAddress().equals(address.getAddress());
        if (!fromPeer || !RtpPacket.looksLikeRtcp(buffer, 0, length)) return;
        rtcpAddress = from;
        onRtcp(buffer, length, nowNs);
    }

    /** A leg without any media has nothing to report. */
    private void report(long nowNs) {
        boolean quiet = sender.stream.packets() == 0 && !latch.isKnown();
        if (quiet || latch.address() == null || latch.address().getAddress().isAnyLocalAddress()) return;
        UdpPort rtcp = rtcpMux ? pair.rtp() : openRtcp();
        if (rtcp == null) return;
        UnsafeBuffer buffer = loop.sendBuffer();
        int length = reports.write(buffer, latch.ssrc(), latch.isKnown(), nowNs);
        if (rtcp.isConnected()) rtcp.send(buffer, 0, length);
        else rtcp.sendTo(buffer, 0, length, rtcpAddress());
    }

    private InetSocketAddress rtcpAddress() {
        InetSocketAddress rtp = latch.address();
        if (rtcpMux) return rtp;
        if (rtcpAddress != null) return rtcpAddress;
        return new InetSocketAddress(rtp.getAddress(), Math.clamp(rtp.getPort() + rtcpAbove, 1, 65_535));
    }
}
