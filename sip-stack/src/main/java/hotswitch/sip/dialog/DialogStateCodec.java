package hotswitch.sip.dialog;

import hotswitch.sip.message.AsciiText;
import hotswitch.sip.message.OwnText;
import hotswitch.sip.message.WireText;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * One byte version, numbers big-endian, texts as length (4 bytes) and UTF-8, or as they came from the wire. Version 1
 * has no {@code lasting}.
 */
final class DialogStateCodec {
    private static final byte VERSION = 2;
    private static final byte WITHOUT_LASTING = 1;
    private static final byte[] TAG = ";tag=".getBytes(StandardCharsets.US_ASCII);

    private DialogStateCodec() {}

    /** The first part; like each part it returns where the next one begins. */
    static int parties(MutableDirectBuffer out, int from, Dialog dialog) {
        int at = number(out, from, VERSION, 1);
        at = text(out, at, dialog.callId());
        at = text(out, at, dialog.localTag());
        at = text(out, at, dialog.remoteTag());
        at = number(out, at, dialog.callIdOurs() ? 1 : 0, 1);
        at = party(out, at, dialog.localAddress(), dialog.localTagApart());
        at = party(out, at, dialog.remoteAddress(), dialog.remoteTagApart());
        at = text(out, at, dialog.remoteTarget());
        at = number(out, at, dialog.routes().size(), 4);
        for (int i = 0; i < dialog.routes().size(); i++) {
            at = text(out, at, dialog.routes().get(i));
        }
        return text(out, at, dialog.contact());
    }

    /** What each request of either side may change. */
    static int reached(MutableDirectBuffer out, int from, long local, long remote, Hop hop) {
        int at = number(out, from, local, 8);
        at = number(out, at, remote, 8);
        at = text(out, at, hop.transport().viaName());
        at = text(out, at, hop.address());
        at = number(out, at, hop.port(), 4);
        return number(out, at, hop.connection(), 8);
    }

    static int media(MutableDirectBuffer out, int from, CharSequence localSdp, CharSequence remoteSdp) {
        return text(out, text(out, from, localSdp), remoteSdp);
    }

    /** The last part. */
    static int lasting(MutableDirectBuffer out, int from, boolean hidden, int sessionS, boolean refreshing) {
        int at = number(out, from, hidden ? 1 : 0, 1);
        at = number(out, at, sessionS, 4);
        return number(out, at, refreshing ? 1 : 0, 1);
    }

    private static int number(MutableDirectBuffer out, int from, long value, int bytes) {
        int at = from;
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.putByte(at++, (byte) (value >>> shift));
        }
        return at;
    }

    private static int text(MutableDirectBuffer out, int at, CharSequence value) {
        int length = value.length();
        if (value instanceof OwnText own && own.ascii() != null) {
            out.putBytes(at + 4, own.ascii(), 0, length);
        } else if (value instanceof AsciiText ascii) {
            out.checkLimit(at + 4 + length);
            ascii.put(out.byteArray(), at + 4);
        } else {
            return text(out, at, value.toString());
        }
        return number(out, at, length, 4) + length;
    }

    /** {@code out} is an array that grows: ASCII, the usual case, is copied as it lies. */
    @SuppressWarnings("deprecation") // getBytes drops high bytes: here there are none
    private static int text(MutableDirectBuffer out, int at, String value) {
        int length = value.length();
        if (WireText.isAscii(value)) {
            out.checkLimit(at + 4 + length);
            value.getBytes(0, length, out.byteArray(), at + 4);
        } else {
            byte[] bytes = WireText.bytes(value);
            out.putBytes(at + 4, bytes);
            length = bytes.length;
        }
        return number(out, at, length, 4) + length;
    }

    /** One text, whose second part, if it is not "", is a tag. */
    private static int party(MutableDirectBuffer out, int from, CharSequence address, CharSequence tag) {
        int at = text(out, from, address);
        if (!tag.isEmpty()) {
            out.putBytes(at, TAG);
            at = tail(out, at + TAG.length, tag);
            number(out, from, at - from - 4, 4);
        }
        return at;
    }

    private static int tail(MutableDirectBuffer out, int from, CharSequence ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            out.putByte(from + i, (byte) ascii.charAt(i));
        }
        return from + ascii.length();
    }

    /** @throws IllegalArgumentException for bytes that {@link #reached} did not write */
    static DialogState.Reached reached(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return reached(in);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("how far a dialog is, cut off at " + bytes.length + " bytes", e);
        }
    }

    private static DialogState.Reached reached(ByteBuffer in) {
        DialogState.Sequence sequence = new DialogState.Sequence(in.getLong(), in.getLong());
        Hop hop = new Hop(Transport.valueOf(text(in)), text(in), in.getInt(), in.getLong());
        return new DialogState.Reached(sequence, hop);
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
        DialogState.Reached reached = reached(in);
        DialogState.Media media = new DialogState.Media(text(in), text(in));
        DialogState.Lasting lasting = version == WITHOUT_LASTING
                ? DialogState.Lasting.NONE
                : new DialogState.Lasting(in.get() == 1, in.getInt(), in.get() == 1);
        return new DialogState(id, parties, reached.sequence(), reached.hop(), media, lasting);
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
        return WireText.of(bytes);
    }
}
