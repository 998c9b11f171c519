package hotswitch.media.relay;

import hotswitch.media.mix.Conference;
import hotswitch.media.prompt.PromptLibrary;
import hotswitch.media.silence.SilenceWatch;
import hotswitch.media.transport.MediaClock;
import hotswitch.media.transport.MediaLoop;
import hotswitch.media.transport.MediaLoops;
import hotswitch.media.transport.PortPair;
import hotswitch.media.transport.PortPool;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The media plane: a port for each leg, bridges between them, prompts, digits, the tap for recordings.
 * Every method may be called from any thread. {@link #open} answers at once; all else is posted to the loop of the
 * leg and done there in the order of the calls; results come by the {@link MediaListener}. A call that names a leg
 * that is closed, or was never opened, is ignored: ends cross on the way, as they do in signalling.
 */
public final class MediaEngine implements AutoCloseable {
    private static final long NS_PER_MS = 1_000_000;

    private final MediaClock clock = new MediaClock();
    private final Unpredictable random = new Unpredictable();
    private final MediaConfig config;
    private final PortPool pool;
    private final MediaLoops threads;
    private final MediaListener listener;
    private final List<PortLoop> loops = new ArrayList<>();
    private final OpenPorts ports = new OpenPorts();
    /** A pair is bound once and serves one leg after another, and so does what stands on it. */
    private final ConcurrentMap<PortPair, MediaPort> portsOfPairs = new ConcurrentHashMap<>();

    private final PeerAddresses peers = new PeerAddresses();
    private final Patience patience = new Patience();
    private final PortOrder.Spare orders = new PortOrder.Spare();
    private final PortOrder.Work playing = this::play;
    private final PortOrder.Work failing = this::unplayed;
    private final PortOrder.Work closing = this::closed;
    private boolean gathering;
    /** While gathering: a loop was given something that must not wait. */
    private boolean waiting;

    public MediaEngine(MediaConfig config, PromptLibrary prompts, MediaListener listener, RecordingTap tap) {
        this.config = config;
        this.listener = listener;
        MediaLimits limits = config.limits();
        pool = new PortPool(config.ports(), PeerAddresses.literal(config.address()), limits.ofPool());
        threads = new MediaLoops(config.loops(), clock);
        for (int i = 0; i < config.loops(); i++) {
            loops.add(new PortLoop(threads.loop(i), limits, prompts, listener, tap, patience));
        }
    }

    /**
     * From now on one thread gives all orders, and says with {@link #hurry} when it has given those of the moment: a
     * loop is woken once for all of them, and not before that thread is through with its own work.
     */
    public void gather() {
        gathering = true;
    }

    /** The loops begin with what they were given. */
    public void hurry() {
        if (waiting) {
            waiting = false;
            for (int i = 0; i < loops.size(); i++) loops.get(i).media().wake();
        }
    }

    private void execute(MediaLoop loop, Runnable work) {
        loop.executeUnhurried(work);
        hurry(loop);
    }

    private void hurry(MediaLoop loop) {
        if (gathering) waiting = true;
        else loop.wake();
    }

    /** What begins to sound: a loop that sends every 5 ms need not be woken for it. */
    private void sound(PortLoop loop, Runnable work) {
        loop.media().executeUnhurried(work);
        if (!loop.isPacing()) hurry(loop.media());
    }

    /** What concerns packets that come, or what sounds already: done before the next packet is looked at, or sent. */
    private void beforeNextPacket(MediaLoop loop, Runnable work) {
        if (gathering) loop.executeUnhurried(work);
        else loop.execute(work);
    }

    public Patience patience() {
        return patience;
    }

    public MediaConfig config() {
        return config;
    }

    /** A bound RTP port (even; RTCP one above) for this leg, or -1 when none is free. Microseconds. */
    public int open(long legId) {
        return open(legId, legId);
    }

    /**
     * The same, on the loop of this call: with more than one loop both legs of a bridge must be opened for one call.
     */
    public int open(long legId, long callId) {
        return open(legId, callId, pool.take(clock.nowNs()));
    }

    /** This very port, as after a restart, or -1 when it is in use, not ours, or held by another program. */
    public int openAt(long legId, int port) {
        return openAt(legId, legId, port);
    }

    public int openAt(long legId, long callId, int port) {
        return open(legId, callId, pool.takeAt(port, clock.nowNs()));
    }

    /** The leg is of this call from now on; its port, which is another one when the call has another loop, or -1. */
    public int join(long legId, long callId) {
        MediaPort port = ports.get(legId);
        if (port == null) return -1;
        if (port.loop() == loopOf(callId)) return port.pair().rtpPort();
        close(legId);
        return open(legId, callId);
    }

    /** How many legs could be opened now. */
    public int freePorts() {
        return pool.free(clock.nowNs());
    }

    /** How many ports were used a moment ago: of no use yet. */
    public int restingPorts() {
        return pool.resting(clock.nowNs());
    }

    /**
     * Where the leg's peer is (an IP literal; RTP and RTCP may share a port, RFC 5761) and what it speaks. May be
     * called again, as offers and answers go on. Like opening and closing it does not wake the loop: it is done before
     * the next order to the loop, within 100 ms at the latest.
     */
    public void target(long legId, String address, int rtpPort, int rtcpPort, MediaFormat format) {
        aim(aimed(legId, address, rtpPort, rtcpPort), format, false);
    }

    /** The same of a peer, or of one of several, that has not answered: its silence is no fault. */
    public void earlyTarget(long legId, String address, int rtpPort, int rtcpPort, MediaFormat format) {
        aim(aimed(legId, address, rtpPort, rtcpPort), format, true);
    }

    /** An order for this leg, or null when it is not open. */
    private PortOrder aimed(long legId, String address, int rtpPort, int rtcpPort) {
        InetAddress host = peers.of(address);
        MediaPort port = ports.get(legId);
        return port == null ? null : orders.take(PortOrder::aim, port, legId).at(host, rtpPort, rtcpPort);
    }

    private static void aim(PortOrder order, MediaFormat format, boolean early) {
        if (order != null) order.port.loop().media().executeUnhurried(order.speaks(format, early));
    }

    /**
     * The leg hears the other one, which has not answered, from its first packet on; what plays to the leg goes on
     * unheard. The other hears nothing. A bridge, a conference, a play or a hold that is ordered for the leg later is
     * heard instead; so is what plays when the other is closed or {@link #mute}d.
     */
    public void hearEarly(long legId, long otherLeg) {
        PortOrder order = onBoth(legId, otherLeg, PortOrder::hearEarly);
        if (order != null) beforeNextPacket(order.port.loop().media(), order);
    }

    /** Nobody hears this leg early any more. */
    public void mute(long legId) {
        on(legId, this::beforeNextPacket, MediaPort::mute);
    }

    /**
     * Each leg hears the other. What plays on either ends as {@link PlayEnd#REPLACED}; a play that is ordered later
     * is heard instead of the other leg until it ends. A leg that is in another bridge leaves it.
     */
    public void bridge(long legA, long legB) {
        PortOrder order = onBoth(legA, legB, PortOrder::bridge);
        if (order != null) beforeNextPacket(order.port.loop().media(), order);
    }

    /**
     * All of these, {@link Conference#MEMBERS_MAX} at most and opened for one call, hear each other, instead of whom
     * they heard before. A bridge takes its two out again.
     */
    public void conference(List<Long> legs) {
        Map<Long, MediaPort> members = new LinkedHashMap<>();
        MediaPort any = null;
        for (long legId : legs) {
            MediaPort port = ports.get(legId);
            if (port != null) {
                members.put(legId, port);
                any = any == null ? port : any;
                requireOneLoop(any, port);
            }
        }
        if (members.size() > Conference.MEMBERS_MAX) throw new IllegalArgumentException("too many for a conference");
        if (any == null) return;
        PortLoop loop = any.loop();
        execute(loop.media(), () -> {
            members.entrySet().removeIf(member -> !member.getValue().serves(member.getKey()));
            loop.confer(List.copyOf(members.values()));
        });
    }

    /**
     * Ends this bridge; if the legs are not bridged to each other nothing happens. Done before the next order to the
     * loop, within 100 ms at the latest: as a rule the legs are closed next, or bridged to others.
     */
    public void unbridge(long legA, long legB) {
        PortOrder order = onBoth(legA, legB, PortOrder::unbridge);
        if (order != null) order.port.loop().media().executeUnhurried(order);
    }

    /**
     * Plays a sentence of prompts, once or in a loop, in place of what plays. {@code playId} comes back with the end.
     */
    public void play(long legId, long playId, List<String> prompts, boolean loop) {
        MediaPort port = ports.get(legId);
        PortLoop on = port == null ? loops.getFirst() : port.loop();
        PortOrder order = orders.take(port == null ? failing : playing, port, legId);
        order.number = playId;
        order.prompts = List.copyOf(prompts);
        order.flag = loop;
        sound(on, order);
    }

    private void play(PortOrder o) {
        if (o.stands()) o.port.play(o.number, o.prompts, o.flag);
        else unplayed(o);
    }

    private void unplayed(PortOrder o) {
        listener.onPlayEnded(o.legId, o.number, PlayEnd.FAILED);
    }

    /** Ends this play; one that has ended already is ignored. */
    public void stopPlay(long legId, long playId) {
        MediaPort port = ports.get(legId);
        if (port == null) return;
        PortOrder order = orders.take(PortOrder::stopPlay, port, legId);
        order.number = playId;
        beforeNextPacket(port.loop().media(), order);
    }

    /**
     * Puts the leg on hold or takes it off: it hears the music (null or unknown: nothing), and nothing is relayed
     * either way.
     */
    public void hold(long legId, boolean on, String musicPrompt) {
        on(legId, this::execute, port -> port.hold(on, musicPrompt, clock.nowNs()));
    }

    /**
     * Lets the tap hear both legs (either may be -1) until {@link #stopRecord} or until both are closed. A leg is in
     * one recording at a time: another one that it is in ends.
     */
    public void record(long callId, int segment, long callerLeg, long agentLeg) {
        MediaPort caller = ports.get(callerLeg);
        MediaPort agent = ports.get(agentLeg);
        MediaPort any = caller != null ? caller : agent;
        if (any == null) return;
        requireOneLoop(any, agent);
        execute(
                any.loop().media(),
                () -> any.loop().record(callId, segment, serving(caller, callerLeg), serving(agent, agentLeg)));
    }

    /**
     * The same for one who speaks alone, a message: after {@code silenceMs} (0: never) without a word {@link
     * MediaListener#onSilent} tells so, once.
     */
    public void message(long callId, int segment, long callerLeg, long silenceMs) {
        MediaPort caller = ports.get(callerLeg);
        if (caller == null) return;
        execute(caller.loop().media(), () -> {
            if (!caller.serves(callerLeg)) return;
            caller.loop().record(callId, segment, caller, null);
            if (silenceMs > 0)
                caller.watch(
                        new SilenceWatch(silenceMs * NS_PER_MS, caller.loop().nowNs()));
        });
    }

    public void stopRecord(long callId, int segment) {
        for (PortLoop loop : loops) execute(loop.media(), () -> loop.stopRecord(callId, segment));
    }

    /** Gives the leg's port back; what plays ends as {@link PlayEnd#CLOSED}, the bridge ends. */
    public void close(long legId) {
        close(legId, 0, null, null);
    }

    /** The same of a leg that this trunk, or device, carried in this call: {@link MediaListener#onClosed}. */
    public void close(long legId, long callId, String trunk, String device) {
        MediaPort port = ports.remove(legId);
        if (port == null) return;
        port.loop().media().executeUnhurried(orders.take(closing, port, legId).carried(callId, trunk, device));
    }

    private void closed(PortOrder o) {
        o.tell(listener);
        o.port.loop().close(o.port);
        pool.release(o.port.pair(), clock.nowNs());
    }

    /** All counters; waits for the loops, so it must not be called on one. */
    public MediaStats stats() {
        return PortFigures.sum(loops, freePorts());
    }

    /** The counters of each open leg in the order of their ids; waits as {@link #stats} does. */
    public List<LegStats> legs() {
        return PortFigures.legs(loops);
    }

    /** Closes all legs and ends the threads. */
    @Override
    public void close() {
        ports.legs().forEach(this::close);
        loops.forEach(loop -> loop.media().wake());
        threads.close();
        pool.close();
    }

    private int open(long legId, long callId, PortPair pair) {
        if (pair == null) return -1;
        PortLoop loop = loopOf(callId);
        MediaPort port = portOf(pair, loop);
        if (!ports.add(legId, port)) {
            pool.release(pair, clock.nowNs());
            throw new IllegalStateException("leg " + legId + " is open already");
        }
        PortOrder order = orders.take(PortOrder::open, port, legId);
        order.number = random.next();
        loop.media().executeUnhurried(order);
        return pair.rtpPort();
    }

    /** The pair's own, unless it served on another loop: then the former one is left behind. */
    private MediaPort portOf(PortPair pair, PortLoop loop) {
        MediaPort known = portsOfPairs.get(pair);
        if (known != null && known.loop() == loop) return known;
        if (known != null) known.loop().media().executeUnhurried(known::leaveLoop);
        MediaPort port = new MediaPort(pair, loop);
        portsOfPairs.put(pair, port);
        return port;
    }

    private static MediaPort serving(MediaPort port, long legId) {
        return port != null && port.serves(legId) ? port : null;
    }

    /** Ids of calls have a pattern (all even, say): multiplied by 2^64 over the golden ratio they have none. */
    private PortLoop loopOf(long callId) {
        return loops.get((int) (((callId * 0x9E3779B97F4A7C15L) >>> 33) % loops.size()));
    }

    private void on(long legId, BiConsumer<MediaLoop, Runnable> how, Consumer<MediaPort> work) {
        MediaPort port = ports.get(legId);
        if (port == null) return;
        how.accept(port.loop().media(), () -> {
            if (port.serves(legId)) work.accept(port);
        });
    }

    /** An order for both legs, or null when one is not open. */
    private PortOrder onBoth(long legA, long legB, PortOrder.Work work) {
        MediaPort a = ports.get(legA);
        MediaPort b = ports.get(legB);
        if (a == null || b == null) return null;
        if (a == b) throw new IllegalArgumentException("leg " + legA + " cannot be bridged to itself");
        requireOneLoop(a, b);
        PortOrder order = orders.take(work, a, legA);
        order.other = b;
        order.otherLeg = legB;
        return order;
    }

    private static void requireOneLoop(MediaPort a, MediaPort b) {
        if (b != null && a.loop() != b.loop()) {
            throw new IllegalArgumentException("legs of one bridge or talk on different loops");
        }
    }
}
