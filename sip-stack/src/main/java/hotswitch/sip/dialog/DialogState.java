package hotswitch.sip.dialog;

import hotswitch.sip.transaction.Hop;

/**
 * A confirmed dialog as a fact: all that is needed to go on with it after a restart.
 *
 * @param sequence CSeq numbers of both sides
 * @param hop where our requests go
 * @param media the session descriptions in force
 */
public record DialogState(DialogId id, DialogParties parties, Sequence sequence, Hop hop, Media media) {
    /** @param remote -1 while the peer has sent no request */
    public record Sequence(long local, long remote) {}

    /** Session descriptions last agreed upon; "" where there is none. */
    public record Media(String localSdp, String remoteSdp) {}

    /** The state as versioned bytes. */
    public byte[] encode() {
        return DialogStateCodec.encode(this);
    }

    /** @throws IllegalArgumentException for bytes that {@link #encode} did not write */
    public static DialogState decode(byte[] bytes) {
        return DialogStateCodec.decode(bytes);
    }
}
