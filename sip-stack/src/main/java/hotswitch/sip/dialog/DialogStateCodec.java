package hotswitch.sip.dialog;

import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** One byte version, numbers big-endian, texts as length (4 bytes) and UTF-8. Version 1 has no {@code lasting}. */
final class DialogStateCodec {
    private static final byte VERSION = 2;
    private static final byte WITHOUT_LASTING = 1;

    private final MutableDirectBuffer out;
    private final int from;
    private int at;

    DialogStateCodec(MutableDirectBuffer out, int index) {
        this.out = out;
        from = index;
        at = index;
    }

    DialogStateCodec parties(DialogId id, DialogParties parties) {
        number(VERSION, 1);
        text(id.callId());
        text(id.localTag());
        text(id.remoteTag());
        number(id.callIdOurs() ? 1 : 0, 1);
        text(parties.local());
        text(parties.remote());
        text(parties.remoteTarget());
        number(parties.routes().size(), 4);
        for (int i = 0; i < parties.routes().size(); i++) {
            text(parties.routes().get(i));
        }
        text(parties.contact());
        return this;
    }

    DialogStateCodec sequence(long local, long remote) {
        number(local, 8);
        number(remote, 8);
        return this;
    }

    DialogStateCodec hop(Hop hop) {
        text(hop.transport().viaName());
        text(hop.address());
        number(hop.port(), 4);
        number(hop.connection(), 8);
        return this;
    }

    DialogStateCodec media(String localSdp, String remoteSdp) {
        text(localSdp);
        text(remoteSdp);
        return this;
    }

    /** The last part; returns how many bytes there are in all. */
    int lasting(boolean hidden, int sessionS, boolean refreshing) {
        number(hidden ? 1 : 0, 1);
        number(sessionS, 4);
        number(refreshing ? 1 : 0, 1);
        return at - from;
    }

    private void number(long value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.putByte(at++, (byte) (value >>> shift));
        }
    }

    private void text(String value) {
        int length = out.putStringWithoutLengthAscii(at + 4, value);
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 127) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                out.putBytes(at + 4, bytes);
                length = bytes.length;
                break;
            }
        }
        number(length, 4);
        at += length;
    }

    static DialogState decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            byte version = in.get();
            if (version != VERSION && version != WITHOUT_LASTING) {
                throw new IllegalArgumentException("dialog state of version " + version);
            }
            DialogState state = decode(in, version);
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(in.remaining() + " bytes after the dialog state");
            }
            return state;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("dialog state of " + bytes.length + " bytes is cut off", e);
        }
    }

    private static DialogState decode(ByteBuffer in, byte version) {
        DialogId id = new DialogId(text(in), text(in), text(in), in.get() == 1);
        DialogParties parties = new DialogParties(text(in), text(in), text(in), routes(in), text(in));
        DialogState.Sequence sequence = new DialogState.Sequence(in.getLong(), in.getLong());
        Hop hop = new Hop(Transport.valueOf(text(in)), text(in), in.getInt(), in.getLong());
        DialogState.Media media = new DialogState.Media(text(in), text(in));
        DialogState.Lasting lasting = version == WITHOUT_LASTING
                ? DialogState.Lasting.NONE
                : new DialogState.Lasting(in.get() == 1, in.getInt(), in.get() == 1);
        return new DialogState(id, parties, sequence, hop, media, lasting);
    }

    private static List<String> routes(ByteBuffer in) {
        int count = in.getInt();
        List<String> routes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            routes.add(text(in));
        }
        return routes;
    }

    private static String text(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a text of " + length + " bytes in a dialog state");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
