package hotswitch.media.relay;

import hotswitch.media.codec.Codec;
import hotswitch.media.mix.Conference;
import hotswitch.media.mix.Member;
import hotswitch.media.rtp.OutboundStream;
import hotswitch.media.rtp.RtpPacket;
import hotswitch.media.rtp.SourceLatch;
import hotswitch.media.silence.SilenceWatch;
import hotswitch.media.transport.PortPair;
import java.net.InetAddress;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The media side of one leg. Lives on one loop; all that happens to it happens there. It belongs to its pair of sockets
 * and serves one leg after another: {@link #begin} is where everything of the former ends.
 */
final class MediaPort implements Member.Outlet {
    private static final int NONE = -1;

    final PortSender sender;
    final PortReceiver receiver;
    final PortPlayer player;
    final PortReports reports;
    private final PortLoop loop;
    private final PortPair pair;
    private final SourceLatch latch = new SourceLatch();
    private final Rounds.Looked look = this::onLook;
    /** Among those whom its loop looks at; of the loop alone, as all else here. */
    private int turn = NONE;
    /** In its loop's list while it is open. */
    int place;

    private long legId;
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
        reports = new PortReports(pair, loop, latch, stream, receiver.reception);
    }

    /** From now on it is this leg's. */
    void begin(long newLegId, long random) {
        legId = newLegId;
        sender.begin(random);
        receiver.begin();
        player.begin();
        latch.begin();
        reports.begin(random);
        if (turn == NONE) turn = loop.rounds().know(look);
        lookBy(reports.dueNs());
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
        reports.attach();
    }

    /** Where its peer's audio goes, and its reports. */
    void peerAt(InetAddress address, int rtpPort, int rtcpPort) {
        boolean moved = latch.expect(address, rtpPort);
        if (moved) pair.rtp().disconnect();
        reports.peerAt(rtpPort, rtcpPort, moved);
    }

    /** How, and which way. */
    void speaks(MediaFormat format, boolean early, long nowNs) {
        sender.speaks(format);
        receiver.speaks(format, early, nowNs);
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
        if (silence != null) lookBy(silence.dueNs());
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

    /** Something can be due at that time, or a little later. */
    void lookBy(long dueNs) {
        loop.rounds().by(turn, dueNs);
    }

    private long onLook(long nowNs) {
        receiver.onTime(nowNs);
        if (silence != null && silence.isOver(nowNs)) loop.listener().onSilent(talk.callId, talk.segment);
        reports.onTime(nowNs);
        long dueNs = Math.min(reports.dueNs(), receiver.dueNs());
        return silence == null ? dueNs : Math.min(dueNs, silence.dueNs());
    }

    /** It is closed and will not serve again: its pair is another loop's. */
    void leaveLoop() {
        if (turn != NONE) loop.rounds().forget(turn);
        turn = NONE;
    }

    void close() {
        closed = true;
        loop.rounds().none(turn);
        player.close();
        leave();
        pair.rtp().detach();
        reports.detach();
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
}
