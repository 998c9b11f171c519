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

    private BindingBytes(MutableDirectBuffer buffer, int index) {
        this.buffer = buffer;
        this.at = index;
    }

    /** Puts them at an index of a buffer that grows; how many bytes. */
    static int write(List<Binding> bindings, MutableDirectBuffer out, int index) {
        BindingBytes bytes = new BindingBytes(out, index);
        bytes.putInt(VERSION);
        bytes.putInt(bindings.size());
        for (int i = 0; i < bindings.size(); i++) {
            bytes.put(bindings.get(i));
        }
        return bytes.at - index;
    }

    /** Our own bytes; anything else throws. */
    static List<Binding> read(byte[] written) {
        BindingBytes bytes = new BindingBytes(new UnsafeBuffer(written), 0);
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
        putTexts(binding.origin().path());
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

    private void putTexts(List<String> texts) {
        putInt(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            putText(texts.get(i));
        }
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

    /** ASCII, the usual case, without an array between. */
    private void putText(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            ascii &= text.charAt(i) < 0x80;
        }
        at += ascii ? buffer.putStringAscii(at, text) : buffer.putStringUtf8(at, text);
    }

    private String getText() {
        String text = buffer.getStringUtf8(at);
        at += Integer.BYTES + buffer.getInt(at);
        return text;
    }
}
