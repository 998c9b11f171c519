package hotswitch.sip.registrar;

import hotswitch.sip.header.SipUri;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Bindings as bytes: version, count, then each binding's fields in their order. */
final class BindingBytes {
    private static final int VERSION = 2;
    /** Before a path was kept (RFC 3327). */
    private static final int WITHOUT_PATH = 1;

    private final MutableDirectBuffer buffer;
    private int at;

    private BindingBytes(MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    /** {@code scratch} grows as it must. */
    static byte[] write(List<Binding> bindings, MutableDirectBuffer scratch) {
        BindingBytes bytes = new BindingBytes(scratch);
        bytes.putInt(VERSION);
        bytes.putInt(bindings.size());
        bindings.forEach(bytes::put);
        byte[] written = new byte[bytes.at];
        bytes.buffer.getBytes(0, written);
        return written;
    }

    /** Our own bytes; anything else throws. */
    static List<Binding> read(byte[] written) {
        BindingBytes bytes = new BindingBytes(new UnsafeBuffer(written));
        int version = bytes.getInt();
        if (version != VERSION && version != WITHOUT_PATH) {
            throw new IllegalArgumentException("bindings of version " + version);
        }
        int count = bytes.getInt();
        List<Binding> bindings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            bindings.add(bytes.get(version));
        }
        return bindings;
    }

    private void put(Binding binding) {
        putText(binding.contact().toString());
        putHop(binding.target());
        putText(binding.origin().callId());
        putLong(binding.origin().cseq());
        putHop(binding.origin().source());
        putText(binding.origin().instance());
        putInt(binding.origin().regId());
        putInt(binding.origin().path().size());
        binding.origin().path().forEach(this::putText);
        putInt(binding.qThousandths());
        putLong(binding.expiresAtNs());
    }

    private Binding get(int version) {
        SipUri contact = SipUri.parse(getText());
        Hop target = getHopAsItWas();
        Binding.Origin origin = new Binding.Origin(
                getText(), getLong(), getHop(), getText(), getInt(), version == WITHOUT_PATH ? List.of() : getTexts());
        return new Binding(contact, target, origin, getInt(), getLong()).restored();
    }

    private List<String> getTexts() {
        List<String> texts = new ArrayList<>();
        for (int left = getInt(); left > 0; left--) {
            texts.add(getText());
        }
        return texts;
    }

    private void putHop(Hop hop) {
        putText(hop.transport().name());
        putText(hop.address());
        putInt(hop.port());
        putLong(hop.connection());
    }

    /** Its connection is gone, and the number may be another phone's now. */
    private Hop getHop() {
        Hop was = getHopAsItWas();
        return new Hop(was.transport(), was.address(), was.port(), 0);
    }

    private Hop getHopAsItWas() {
        return new Hop(Transport.valueOf(getText()), getText(), getInt(), getLong());
    }

    private void putInt(int value) {
        buffer.putInt(at, value);
        at += Integer.BYTES;
    }

    private int getInt() {
        at += Integer.BYTES;
        return buffer.getInt(at - Integer.BYTES);
    }

    private void putLong(long value) {
        buffer.putLong(at, value);
        at += Long.BYTES;
    }

    private long getLong() {
        at += Long.BYTES;
        return buffer.getLong(at - Long.BYTES);
    }

    private void putText(String text) {
        at += buffer.putStringUtf8(at, text);
    }

    private String getText() {
        String text = buffer.getStringUtf8(at);
        at += Integer.BYTES + buffer.getInt(at);
        return text;
    }
}
