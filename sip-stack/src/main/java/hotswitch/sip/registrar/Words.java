package hotswitch.sip.registrar;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.Arrays;
import org.agrona.ExpandableArrayBuffer;

/**
 * All that {@link RegisterRequest} reads of a REGISTER, as it came, but what orders requests (Call-ID and CSeq): who
 * says the same again wants the same again. One after the other is taken into the same room.
 */
final class Words {
    private static final HeaderName[] READ = {
        HeaderName.TO, HeaderName.CONTACT, HeaderName.EXPIRES, HeaderName.SUPPORTED, HeaderName.REQUIRE, HeaderName.PATH
    };

    /** Who says more is read each time: what is kept of a contact is bounded. */
    private static final int BYTES_MAX = 2_048;

    private final ExpandableArrayBuffer room = new ExpandableArrayBuffer(512);
    private int length;

    /** False: it came by more than one hop, or is long; then it is read each time. */
    boolean take(SipMessage register) {
        length = 0;
        if (register.count(HeaderName.VIA) != 1 || !takeSender(register)) {
            return false;
        }
        for (HeaderName name : READ) {
            number(register.count(name));
            for (int line = register.firstLine(name); line >= 0; line = register.nextLine(line)) {
                bytes(register, register.valueOffset(line), register.valueLength(line));
            }
        }
        return length <= BYTES_MAX;
    }

    /** Protocol and sent-by of Via, and whether it has rport. False: there is a second Via behind a comma. */
    private boolean takeSender(SipMessage register) {
        int line = register.firstLine(HeaderName.VIA);
        int from = register.valueOffset(line);
        int to = from + register.valueLength(line);
        int params = to;
        for (int at = to - 1; at >= from; at--) {
            byte b = register.buffer().getByte(at);
            if (b == ',') {
                return false;
            }
            params = b == ';' ? at : params;
        }
        number(register.viaRport() ? 1 : 0);
        bytes(register, from, params - from);
        return true;
    }

    private void number(int value) {
        room.putInt(length, value);
        length += Integer.BYTES;
    }

    private void bytes(SipMessage register, int from, int n) {
        number(n);
        room.putBytes(length, register.buffer(), from, n);
        length += n;
    }

    byte[] copy() {
        return Arrays.copyOf(room.byteArray(), length);
    }

    boolean are(byte[] said) {
        return Arrays.equals(said, 0, said.length, room.byteArray(), 0, length);
    }
}
