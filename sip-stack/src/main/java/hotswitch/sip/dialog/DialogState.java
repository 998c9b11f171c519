package hotswitch.sip.dialog;

import hotswitch.sip.transaction.Hop;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A confirmed dialog as a fact: all that is needed to go on with it after a restart.
 *
 * @param sequence CSeq numbers of both sides
 * @param hop where our requests go
 * @param media the session descriptions in force
 */
public record DialogState(
        DialogId id, DialogParties parties, Sequence sequence, Hop hop, Media media, Lasting lasting) {
    /** @param remote -1 while the peer has sent no request */
    public record Sequence(long local, long remote) {}

    /**
     * What holds while the dialog does.
     *
     * @param hidden the peer is reached over the hop, whatever its Contact says
     * @param sessionS the session timer's interval in seconds (RFC 4028), 0 for none
     * @param refreshing we refresh
     */
    public record Lasting(boolean hidden, int sessionS, boolean refreshing) {
        public static final Lasting NONE = new Lasting(false, 0, false);
    }

    /** Session descriptions last agreed upon; "" where there is none. */
    public record Media(String localSdp, String remoteSdp) {}

    /** What each request of either side may change of it. */
    public record Reached(Sequence sequence, Hop hop) {
        /** @throws IllegalArgumentException for bytes that {@link Dialog#encodeReached} did not write */
        public static Reached decode(byte[] bytes) {
            return DialogStateCodec.reached(bytes);
        }
    }

    /** The same some requests later. */
    public DialogState at(Reached later) {
        return new DialogState(id, parties, later.sequence, later.hop, media, lasting);
    }

    /** Puts the state as versioned bytes at an index of a buffer that grows; returns how many. */
    public int encode(MutableDirectBuffer out, int index) {
        return Dialog.of(this, null).encode(out, index);
    }

    /** The state as versioned bytes. */
    public byte[] encode() {
        MutableDirectBuffer out = new ExpandableArrayBuffer(1024);
        byte[] bytes = new byte[encode(out, 0)];
        out.getBytes(0, bytes);
        return bytes;
    }

    /** @throws IllegalArgumentException for bytes that {@link #encode} did not write */
    public static DialogState decode(byte[] bytes) {
        return DialogStateCodec.decode(bytes);
    }
}
