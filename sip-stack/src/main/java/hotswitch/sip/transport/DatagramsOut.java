package hotswitch.sip.transport;

import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transport.datagram.DatagramCalls;
import hotswitch.sip.transport.datagram.DatagramVector;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** What a turn sends: copied one after the other, handed to the kernel in as few calls as it takes. */
final class DatagramsOut {
    private static final int PLACES = 256;
    private static final int BLOCK_BYTES = 1 << 20;

    private final int socket;
    private final DatagramCalls calls;
    private final Consumer<Hop> onFailed;
    private final DatagramVector vector = new DatagramVector(PLACES, BLOCK_BYTES);
    private final Hop[] hops = new Hop[PLACES];
    private int from;
    private int to;
    private int blockAt;

    DatagramsOut(int socket, DatagramCalls calls, Consumer<Hop> onFailed) {
        this.socket = socket;
        this.calls = calls;
        this.onFailed = onFailed;
    }

    /** False if there is no room, because the kernel has none. */
    boolean add(PeerCache.Peer peer, DirectBuffer buffer, int offset, int length) {
        if (!fits(length) && (!flush() || !fits(length))) {
            return false;
        }
        vector.block().putBytes(blockAt, buffer, offset, length);
        vector.set(to, blockAt, length, peer.address());
        hops[to] = peer.hop();
        blockAt += length;
        to++;
        return true;
    }

    private boolean fits(int length) {
        return to < PLACES && blockAt + length <= BLOCK_BYTES;
    }

    /** Sends; false if the kernel's buffer is full and something is left. What it refuses for good is told. */
    boolean flush() {
        while (from < to) {
            int sent = calls.send(socket, vector, from, to - from);
            if (sent == -DatagramCalls.EAGAIN) {
                return false;
            } else if (sent > 0) {
                from += sent;
            } else if (sent != -DatagramCalls.EINTR) {
                onFailed.accept(hops[from]);
                from++;
            }
        }
        from = 0;
        to = 0;
        blockAt = 0;
        return true;
    }
}
