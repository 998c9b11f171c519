package hotswitch.sip.transport;

/**
 * What one peer may take from us.
 *
 * @param connectionsMax stream connections of each transport that peers may open; ours to carriers have some room above
 * @param peersMax datagram peers whose addresses are remembered
 * @param connectMs until a connection must stand, or the hop has failed
 * @param messageMs until a message that has begun must be whole, a new connection must have sent one, and bytes sent
 *     must be acknowledged by the peer's TCP; after three times that of silence its TCP is asked whether it lives
 * @param idleMs until a silent connection is closed; keep-alives count as life (RFC 5626 §4.4.1 asks for one within
 *     120 s)
 */
public record TransportLimits(int connectionsMax, int peersMax, int connectMs, int messageMs, int idleMs) {
    /** Bytes that wait for one peer's socket before it counts as lost. */
    static final int UNSENT_BYTES_MAX = 1 << 20;

    /** Bytes that wait for all sockets of a port together. */
    static final int UNSENT_SUM_MAX = 64 << 20;

    /** Bytes of messages, frames and TLS records that have begun and are not whole, of all streams of a port. */
    static final int HELD_BYTES_MAX = 32 << 20;

    /** What both socket buffers ask of the kernel, bytes. */
    static final int SOCKET_BUFFER_BYTES = 4 << 20;

    /** So many streams any source may have. */
    static final int SHARE_MIN = 16;

    private static final int SHARE = 16;
    private static final int SPARE_MAX = 256;
    private static final int SPARE_SHARE = 16;

    /** As shipped. */
    public static final TransportLimits STANDARD = new TransportLimits(4_096, 16_384, 3_000, 10_000, 600_000);

    /** With room for so many connections of each transport. */
    public TransportLimits connections(int max) {
        return new TransportLimits(max, peersMax, connectMs, messageMs, idleMs);
    }

    /** Above the limit: for who comes too late and is told so, and for our own connections. */
    int spareConnections() {
        return Math.min(SPARE_MAX, connectionsMax / SPARE_SHARE);
    }

    /** Of these: for who comes too late. Our own connections have the rest, however many come. */
    int lateConnections() {
        return spareConnections() / 2;
    }

    /** From here on room is short. */
    int crowdedAt() {
        return connectionsMax - connectionsMax / 4;
    }

    /** While room is short: a source where nobody is known may have so many and no more. */
    int shareMax() {
        return Math.max(SHARE_MIN, connectionsMax / SHARE);
    }

    /** With so much patience for connections that say nothing, if that is more. */
    public TransportLimits silentFor(int ms) {
        return new TransportLimits(connectionsMax, peersMax, connectMs, messageMs, Math.max(idleMs, ms));
    }

    public TransportLimits {
        positive(connectionsMax, "connectionsMax");
        positive(peersMax, "peersMax");
        positive(connectMs, "connectMs");
        positive(messageMs, "messageMs");
        positive(idleMs, "idleMs");
    }

    /** How often the limits of time are looked at: often enough to be late by a quarter at the most. */
    int sweepMs() {
        return Math.clamp(Math.min(messageMs, idleMs) / 4, 5, 1_000);
    }

    /** Silence after which a peer's kernel is asked whether it is still there, seconds. */
    int probeS() {
        return Math.max(1, 3 * messageMs / 1_000);
    }

    /** Until it must have answered; it is asked again, and gone without an answer by {@link #messageMs}. */
    int answerS() {
        return Math.max(1, messageMs / 1_000);
    }

    private static void positive(int value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " " + value);
        }
    }
}
