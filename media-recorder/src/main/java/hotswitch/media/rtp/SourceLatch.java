package hotswitch.media.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Decides whose packets are the peer's: symmetric RTP (RFC 4961) for peers behind address translators, without
 * letting a stranger in.
 * <ul>
 *   <li>OPEN: nothing heard yet. A packet from the signalled address latches at once; from another address
 *       two packets in sequence of one SSRC are needed, and it is TENTATIVE then.
 *   <li>TENTATIVE: that source is heard and sent to, but should the signalled address speak within the next 50
 *       packets it takes over: the other was a straggler of an older call, or worse.
 *   <li>LATCHED: only the latched address (the socket is connected to it). Another SSRC from there is believed after
 *       two packets in sequence.
 *   <li>SEEKING: the latched address fell silent. The known SSRC is believed from anywhere (the translator gave a
 *       new mapping); an unknown SSRC only from the latched or the signalled host, after two packets in sequence.
 * </ul>
 * Moves: OPEN → TENTATIVE or LATCHED, TENTATIVE → LATCHED or (silence) OPEN, LATCHED → SEEKING, SEEKING → LATCHED; a
 * new signalled address leads back to OPEN.
 */
public final class SourceLatch {
    /** What is to be done with a packet. */
    public enum Verdict {
        /** Take it; others may still be heard out. */
        ACCEPT,
        /** Take it, and connect to {@link #address()}. */
        LATCH,
        /** Not the peer's, or not yet known to be. */
        REFUSE
    }

    private enum State {
        OPEN,
        TENTATIVE,
        LATCHED,
        SEEKING
    }

    private static final int TENTATIVE_PACKETS = 50;

    private State state;
    private InetAddress signalledHost;
    private int signalledPort;
    /** What was latched last; what was signalled, once somebody asked for it; null: neither. */
    private InetSocketAddress address;

    private int ssrc;
    private boolean known;
    private InetSocketAddress candidate;
    private int candidateSsrc;
    private int candidateNext;
    private int generation;
    private int tentativeLeft;
    private boolean early;

    public SourceLatch() {
        begin();
    }

    /** Another peer, of whom nothing is known yet. */
    public void begin() {
        state = State.OPEN;
        signalledHost = null;
        signalledPort = 0;
        address = null;
        ssrc = 0;
        known = false;
        candidate = null;
        candidateSsrc = 0;
        candidateNext = -1;
        generation = 0;
        tentativeLeft = 0;
        early = false;
    }

    /**
     * Before it answers the peer may be several (forks, RFC 3261 §13.2.2.4): who was signalled last takes over as soon
     * as he speaks, but whoever is heard meanwhile stays TENTATIVE, however long that is.
     */
    public void early(boolean on) {
        early = on;
    }

    /** The address of the peer's SDP; another one than before forgets what was latched. True if so. */
    public boolean expect(InetAddress host, int port) {
        if (host.equals(signalledHost) && port == signalledPort) return false;
        signalledHost = host;
        signalledPort = port;
        address = null;
        known = false;
        become(State.OPEN);
        return true;
    }

    /** Judges a packet of a port that is connected to the latched address. */
    public Verdict fromPeer(int packetSsrc, int sequence) {
        if (packetSsrc == ssrc) return Verdict.ACCEPT;
        if (!follows(address, packetSsrc, sequence)) return Verdict.REFUSE;
        learn(packetSsrc);
        return Verdict.ACCEPT;
    }

    /** Judges a packet of a port that anyone may send to. */
    public Verdict from(InetSocketAddress source, int packetSsrc, int sequence) {
        return switch (state) {
            case OPEN -> {
                if (isSignalled(source)) yield latch(source, packetSsrc);
                if (!follows(source, packetSsrc, sequence)) yield Verdict.REFUSE;
                become(State.TENTATIVE);
                tentativeLeft = TENTATIVE_PACKETS;
                yield take(source, packetSsrc, Verdict.ACCEPT);
            }
            case TENTATIVE -> {
                if (isSignalled(source)) yield latch(source, packetSsrc);
                if (!isLatched(source, packetSsrc, sequence)) yield Verdict.REFUSE;
                boolean stays = early || --tentativeLeft > 0;
                yield stays ? take(source, packetSsrc, Verdict.ACCEPT) : latch(source, packetSsrc);
            }
            case LATCHED -> isLatched(source, packetSsrc, sequence) ? latch(source, packetSsrc) : Verdict.REFUSE;
            case SEEKING -> {
                boolean found = packetSsrc == ssrc || (ofKnownHost(source) && follows(source, packetSsrc, sequence));
                yield found ? latch(source, packetSsrc) : Verdict.REFUSE;
            }
        };
    }

    /** The peer has been silent for long: others may be heard out. True if the port is to be disconnected. */
    public boolean seek() {
        if (state == State.TENTATIVE) become(State.OPEN);
        if (state != State.LATCHED) return false;
        become(State.SEEKING);
        return true;
    }

    /** Silence of the peer leads to another state: {@link #seek} is worth a call. */
    public boolean seeksInSilence() {
        return state == State.TENTATIVE || state == State.LATCHED;
    }

    /** Where our packets go: what was latched last, else what was signalled; null before either. */
    public InetSocketAddress address() {
        if (address == null && signalledHost != null) address = new InetSocketAddress(signalledHost, signalledPort);
        return address;
    }

    public int ssrc() {
        return ssrc;
    }

    /** Whether any packet has been accepted since the address was signalled. */
    public boolean isKnown() {
        return known;
    }

    /** Changes each time when another stream begins, so that nobody takes it for a continuation. */
    public int generation() {
        return generation;
    }

    private boolean isSignalled(InetSocketAddress source) {
        return source.getPort() == signalledPort && source.getAddress().equals(signalledHost);
    }

    private boolean isLatched(InetSocketAddress source, int packetSsrc, int sequence) {
        return source.equals(address) && (packetSsrc == ssrc || follows(source, packetSsrc, sequence));
    }

    private Verdict latch(InetSocketAddress source, int packetSsrc) {
        if (state != State.LATCHED) become(State.LATCHED);
        return take(source, packetSsrc, Verdict.LATCH);
    }

    private Verdict take(InetSocketAddress source, int packetSsrc, Verdict verdict) {
        if (!known || packetSsrc != ssrc) learn(packetSsrc);
        address = source;
        return verdict;
    }

    private void learn(int newSsrc) {
        ssrc = newSsrc;
        known = true;
        generation++;
    }

    private boolean ofKnownHost(InetSocketAddress source) {
        InetAddress host = source.getAddress();
        return host.equals(address.getAddress()) || host.equals(signalledHost);
    }

    /** Two packets in sequence of one source and one SSRC; garbage hardly ever does that (RFC 3550 appendix A.1). */
    private boolean follows(InetSocketAddress source, int packetSsrc, int sequence) {
        boolean inSequence = sequence == candidateNext && packetSsrc == candidateSsrc && source.equals(candidate);
        candidate = source;
        candidateSsrc = packetSsrc;
        candidateNext = (sequence + 1) & 0xFFFF;
        return inSequence;
    }

    private void become(State next) {
        boolean legal = switch (next) {
            case OPEN -> true;
            case TENTATIVE -> state == State.OPEN;
            case LATCHED -> state != State.LATCHED;
            case SEEKING -> state == State.LATCHED;
        };
        if (!legal) throw new IllegalStateException("latch of " + address() + ": " + state + " -> " + next);
        state = next;
        candidateNext = -1;
    }
}
