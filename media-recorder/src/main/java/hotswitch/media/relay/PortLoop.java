package hotswitch.media.relay;

import hotswitch.media.mix.Conference;
import hotswitch.media.prompt.Playback;
import hotswitch.media.prompt.PromptLibrary;
import hotswitch.media.rtp.DelayHistogram;
import hotswitch.media.rtp.Pacer;
import hotswitch.media.rtp.RtpPacket;
import hotswitch.media.transport.MediaLoop;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** The ports of one event loop, what they share, and the talks that are recorded there. */
final class PortLoop {
    private final MediaLoop media;
    private final PromptLibrary prompts;
    private final MediaListener listener;
    private final RecordingTap tap;
    private final long rtpTimeoutNs;
    private final long silenceNs;
    private final Rounds rounds;
    private final Pacer pacer;
    private final RtpPacket packet = new RtpPacket();
    private final DelayHistogram delays = new DelayHistogram();
    private final List<MediaPort> ports = new ArrayList<>();
    private final List<Talk> talks = new ArrayList<>();
    private MediaLoop.Timer timer;
    /** How often it ticks; 0: not at all. */
    private long tickNs;

    /** Read by whoever gives orders: while it does the loop need not be woken. */
    private volatile boolean pacing;

    private final Patience patience;
    private long feeds;
    private long closedIn;
    private long closedOut;
    private long closedDropped;

    PortLoop(
            MediaLoop media,
            MediaLimits limits,
            PromptLibrary prompts,
            MediaListener listener,
            RecordingTap tap,
            Patience patience) {
        this.media = media;
        this.prompts = prompts;
        this.listener = listener;
        this.tap = tap;
        this.patience = patience;
        rtpTimeoutNs = limits.rtpTimeoutMs() * 1_000_000L;
        silenceNs = rtpTimeoutNs == 0 ? PortReceiver.SEEK_NS : Math.min(PortReceiver.SEEK_NS, rtpTimeoutNs);
        pacer = new Pacer(media.nowNs());
        rounds = new Rounds(media.nowNs());
    }

    MediaLoop media() {
        return media;
    }

    MediaListener listener() {
        return listener;
    }

    RecordingTap tap() {
        return tap;
    }

    long rtpTimeoutNs() {
        return rtpTimeoutNs;
    }

    /** The shortest silence of a peer who was heard that leads to anything. */
    long silenceNs() {
        return silenceNs;
    }

    Rounds rounds() {
        return rounds;
    }

    long nowNs() {
        return media.nowNs();
    }

    UnsafeBuffer sendBuffer() {
        return media.sendBuffer();
    }

    RtpPacket packet() {
        return packet;
    }

    long nextFeed() {
        return ++feeds;
    }

    /** Counts how long a packet took that was read at {@code arrivalNs} and has been sent on. */
    void forwarded(long arrivalNs) {
        delays.record(media.nowNs() - arrivalNs);
    }

    Patience patience() {
        return patience;
    }

    /** The music of a hold, without an end; null (silence) when the prompt is unknown or none is wanted. */
    Playback music(String name) {
        return name == null || !prompts.contains(name) ? null : prompts.playback(List.of(name), true);
    }

    /** {@code former}: one that plays nowhere any more, to be used again; null: there is none. */
    Playback sentence(List<String> names, boolean loop, Playback former) {
        return prompts.playback(names, loop, former);
    }

    void open(MediaPort port, long legId, long random) {
        if (tickNs == 0) rounds.tick(nowNs()); // nobody was open
        port.begin(legId, random);
        port.place = ports.size();
        ports.add(port);
        port.attach();
        if (tickNs == 0) keepTime();
    }

    /** After this the port's pair belongs to nobody. */
    void close(MediaPort port) {
        if (!isOpen(port)) return;
        MediaPort last = ports.removeLast();
        if (last != port) {
            ports.set(port.place, last);
            last.place = port.place;
        }
        Talk talk = port.talk();
        if (talk != null && talk.leave(port)) closeTalk(talk);
        port.close();
        closedIn += port.receiver.packetsIn();
        closedOut += port.sender.packetsOut();
        closedDropped += port.dropped();
    }

    private boolean isOpen(MediaPort port) {
        return port.place < ports.size() && ports.get(port.place) == port;
    }

    void confer(List<MediaPort> members) {
        Conference conference = new Conference();
        for (MediaPort port : members) port.join(conference);
        pace(pacer.seat(conference));
    }

    /** Null for a side that has gone in the meantime. */
    void record(long callId, int segment, MediaPort caller, MediaPort agent) {
        if (caller == null && agent == null) return;
        replaceTalk(caller);
        replaceTalk(agent);
        Talk talk = new Talk(callId, segment, caller, agent);
        talks.add(talk);
        tap.opened(callId, segment, nowNs());
        talk.begin();
    }

    void stopRecord(long callId, int segment) {
        for (Talk talk : List.copyOf(talks)) {
            if (talk.is(callId, segment)) closeTalk(talk);
        }
    }

    Pacer.Seat seat(Pacer.Paced player) {
        return pacer.seat(player);
    }

    void pace(Pacer.Seat seat) {
        seat.take(nowNs());
        keepTime();
    }

    /**
     * Nobody wakes 200 times a second for what is due 50 times (half of what the loop cost with few that play), nor
     * for rounds beside a pace that is faster, nor at all while no port is open.
     */
    private void keepTime() {
        long paceNs = pacer.periodNs();
        pacing = paceNs != 0;
        long periodNs = pacing || ports.isEmpty() ? paceNs : Rounds.ROUND_NS;
        if (periodNs == tickNs) return;
        if (timer != null) timer.stop();
        timer = periodNs == 0 ? null : media.every(firstNs(periodNs), periodNs, this::tick);
        tickNs = periodNs;
        media.rests(periodNs == 0);
    }

    private long firstNs(long periodNs) {
        if (!pacing) return rounds.untilNextNs(nowNs());
        return periodNs == Pacer.PACKET_NS ? pacer.untilDueNs(nowNs()) : periodNs;
    }

    /** It wakes every 20 ms. From any thread; true is true for so long at least that what was given before is done. */
    boolean isPacing() {
        return pacing;
    }

    void addTo(StatsSum sum) {
        sum.packetsIn += closedIn;
        sum.packetsOut += closedOut;
        sum.dropped += closedDropped;
        delays.addTo(sum.delays);
        sum.openLegs += ports.size();
        for (int i = 0; i < ports.size(); i++) {
            MediaPort port = ports.get(i);
            sum.packetsIn += port.receiver.packetsIn();
            sum.packetsOut += port.sender.packetsOut();
            sum.dropped += port.dropped();
        }
    }

    void addTo(List<LegStats> legs) {
        for (MediaPort port : ports) legs.add(port.stats());
    }

    /** Counters being added up. */
    static final class StatsSum {
        final long[] delays = DelayHistogram.empty();
        int openLegs;
        long packetsIn;
        long packetsOut;
        long dropped;
    }

    private void replaceTalk(MediaPort port) {
        if (port != null && port.talk() != null) closeTalk(port.talk());
    }

    private void closeTalk(Talk talk) {
        talks.remove(talk);
        talk.end();
        tap.closed(talk.callId, talk.segment, nowNs());
    }

    private void tick() {
        long nowNs = nowNs();
        pacer.tick(nowNs);
        rounds.tick(nowNs);
        keepTime();
        if (!pacing) media.catchUp(); // who gave something before and saw it pace, or tick, has not woken it
    }
}
