package hotswitch.sip.header;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * User and host of one From after the other (RFC 3261 §20.20). Nearly all are {@code ["name"] <sip:user@host[:port]>}
 * with nothing to unescape: those are read where they lie; {@link NameAddr} reads the others. For one thread.
 */
public final class FromParty {
    private static final byte[] BEGIN = {'<', 's', 'i', 'p', ':'};
    private static final int PORT_MAX = 65_535;

    private final byte[] name = new byte[64];
    private DirectBuffer bytes;
    private int end;
    /** Null: there is none. */
    private String user;

    private int hostFrom;
    private int hostTo;
    /** Null: it lies in the bytes. */
    private String host;

    /** What it says is good as long as the message is. */
    public void read(SipMessage message) {
        if (message.isPlain(HeaderName.FROM) && isRead(message)) {
            return;
        }
        NameAddr address = NameAddr.parse(message.fromAddress());
        SipUri uri = address == null ? null : address.uri();
        user = uri == null ? null : uri.user();
        host = uri == null ? "" : uri.host();
    }

    private boolean isRead(SipMessage message) {
        int line = message.firstLine(HeaderName.FROM);
        int from = message.valueOffset(line);
        bytes = message.buffer();
        end = from + message.valueLength(line);
        int userFrom = behindBegin(behindName(from));
        int userTo = userFrom < 0 ? 0 : run(userFrom, "-_.+*#");
        int length = userTo - userFrom;
        if (userFrom < 0 || length == 0 || length > name.length || octet(userTo) != '@') {
            return false;
        }
        hostFrom = userTo + 1;
        hostTo = run(hostFrom, "-._");
        if (hostFrom == hostTo || octet(behindPort(hostTo)) != '>') {
            return false;
        }
        user = text(userFrom, length);
        host = null;
        return true;
    }

    /** -1 for one that is not plain. */
    private int behindName(int from) {
        if (octet(from) != '"') {
            return from;
        }
        int at = from + 1;
        while (octet(at) >= ' ' && octet(at) != '"' && octet(at) != '\\') {
            at++;
        }
        if (octet(at++) != '"') {
            return -1;
        }
        while (octet(at) == ' ') {
            at++;
        }
        return at;
    }

    private int behindBegin(int from) {
        for (int i = 0; i < BEGIN.length; i++) {
            if (from < 0 || octet(from + i) != BEGIN[i]) {
                return -1;
            }
        }
        return from + BEGIN.length;
    }

    /** The same place where there is none; the end for one that could not be. */
    private int behindPort(int from) {
        if (octet(from) != ':') {
            return from;
        }
        int port = 0;
        int at = from + 1;
        while (octet(at) >= '0' && octet(at) <= '9' && port <= PORT_MAX) {
            port = 10 * port + octet(at++) - '0';
        }
        return port > 0 && port <= PORT_MAX ? at : end;
    }

    /** Behind letters, digits and these others. */
    private int run(int from, String others) {
        int at = from;
        while (HeaderText.isAlphanumeric((char) octet(at)) || others.indexOf(octet(at)) >= 0) {
            at++;
        }
        return at;
    }

    /** 0 behind the end; negative for what is not ASCII. */
    private byte octet(int at) {
        return at < end ? bytes.getByte(at) : 0;
    }

    @SuppressWarnings("deprecation") // ASCII bytes to characters without a decoder
    private String text(int from, int length) {
        bytes.getBytes(from, name, 0, length);
        return new String(name, 0, 0, length);
    }

    /** As {@link SipUri#user} says; null: there is no address that could be read. */
    public String user() {
        return user;
    }

    /** As {@link SipUri#host} says; "" where there is none. */
    public String host() {
        if (host == null) {
            host = bytes.getStringWithoutLengthAscii(hostFrom, hostTo - hostFrom)
                    .toLowerCase(Locale.ROOT);
        }
        return host;
    }
}
