package hotswitch.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The headers that the switch knows, with their compact forms (RFC 3261 §7.3.3, §20 and the extensions'
 * registrations).
 */
public enum HeaderName {
    VIA("Via", 'v'),
    FROM("From", 'f'),
    TO("To", 't'),
    CALL_ID("Call-ID", 'i'),
    CSEQ("CSeq"),
    CONTACT("Contact", 'm'),
    MAX_FORWARDS("Max-Forwards"),
    CONTENT_LENGTH("Content-Length", 'l'),
    CONTENT_TYPE("Content-Type", 'c'),
    CONTENT_ENCODING("Content-Encoding", 'e'),
    CONTENT_DISPOSITION("Content-Disposition"),
    CONTENT_LANGUAGE("Content-Language"),
    ROUTE("Route"),
    RECORD_ROUTE("Record-Route"),
    EXPIRES("Expires"),
    MIN_EXPIRES("Min-Expires"),
    AUTHORIZATION("Authorization"),
    PROXY_AUTHORIZATION("Proxy-Authorization"),
    WWW_AUTHENTICATE("WWW-Authenticate"),
    PROXY_AUTHENTICATE("Proxy-Authenticate"),
    AUTHENTICATION_INFO("Authentication-Info"),
    ALLOW("Allow"),
    SUPPORTED("Supported", 'k'),
    REQUIRE("Require"),
    PROXY_REQUIRE("Proxy-Require"),
    UNSUPPORTED("Unsupported"),
    ACCEPT("Accept"),
    ACCEPT_ENCODING("Accept-Encoding"),
    ACCEPT_LANGUAGE("Accept-Language"),
    ACCEPT_CONTACT("Accept-Contact", 'a'),
    REJECT_CONTACT("Reject-Contact", 'j'),
    REQUEST_DISPOSITION("Request-Disposition", 'd'),
    USER_AGENT("User-Agent"),
    SERVER("Server"),
    SUBJECT("Subject", 's'),
    DATE("Date"),
    RETRY_AFTER("Retry-After"),
    REASON("Reason"),
    WARNING("Warning"),
    RSEQ("RSeq"),
    RACK("RAck"),
    SESSION_EXPIRES("Session-Expires", 'x'),
    MIN_SE("Min-SE"),
    REFER_TO("Refer-To", 'r'),
    REFERRED_BY("Referred-By", 'b'),
    REFER_SUB("Refer-Sub"),
    REPLACES("Replaces"),
    JOIN("Join"),
    EVENT("Event", 'o'),
    ALLOW_EVENTS("Allow-Events", 'u'),
    SUBSCRIPTION_STATE("Subscription-State"),
    SIP_IF_MATCH("SIP-If-Match"),
    SIP_ETAG("SIP-ETag"),
    P_ASSERTED_IDENTITY("P-Asserted-Identity"),
    P_PREFERRED_IDENTITY("P-Preferred-Identity"),
    P_ASSOCIATED_URI("P-Associated-URI"),
    P_EARLY_MEDIA("P-Early-Media"),
    PRIVACY("Privacy"),
    DIVERSION("Diversion"),
    HISTORY_INFO("History-Info"),
    IDENTITY("Identity", 'y'),
    PATH("Path"),
    SERVICE_ROUTE("Service-Route"),
    ALERT_INFO("Alert-Info"),
    CALL_INFO("Call-Info"),
    ERROR_INFO("Error-Info"),
    IN_REPLY_TO("In-Reply-To"),
    INFO_PACKAGE("Info-Package"),
    RECV_INFO("Recv-Info"),
    MIME_VERSION("MIME-Version"),
    ORGANIZATION("Organization"),
    PRIORITY("Priority"),
    REPLY_TO("Reply-To"),
    TIMESTAMP("Timestamp"),
    USER_TO_USER("User-to-User"),
    /** Any other name; reach it with {@link SipMessage#value(String)}. */
    OTHER("");

    private static final HeaderName[] LISTED = values();
    private static final int SLOT_BITS = 9;
    private static final int SLOTS = 1 << SLOT_BITS;
    /** {@link #folded} of eight bytes. */
    private static final long FOLD = 0x2020_2020_2020_2020L;
    /** Of the golden ratio. */
    private static final long ODD = 0x9e37_79b9_7f4a_7c15L;

    /** The long forms, by {@link #ordinal}; each byte as {@link #folded} has it. */
    private static final byte[][] FOLDED = wires(true);
    /** The same as they are. */
    private static final byte[][] WIRES = wires(false);

    private static final HeaderName[] BY_HASH = byHash();
    private static final HeaderName[] BY_LETTER = byLetter();

    private final String wire;
    private final char compact;

    HeaderName(String wire) {
        this(wire, '\0');
    }

    HeaderName(String wire, char compact) {
        this.wire = wire;
        this.compact = compact;
    }

    /** Without regard to case; of what a token may hold only letters of either case become alike. */
    private static byte folded(byte b) {
        return (byte) (b | 0x20);
    }

    /** The long form as the RFC spells it; "" for OTHER. */
    public String wire() {
        return wire;
    }

    /** The header of this name or compact letter, whatever its case; OTHER when it is not listed. */
    public static HeaderName of(String name) {
        for (HeaderName header : LISTED) {
            boolean letter = name.length() == 1 && Scan.lower(name.charAt(0)) == header.compact;
            if (letter || (header != OTHER && header.wire.equalsIgnoreCase(name))) {
                return header;
            }
        }
        return OTHER;
    }

    /** The same of a token. */
    static HeaderName of(byte[] buffer, int offset, int length) {
        if (length == 1) {
            int letter = Scan.lower(buffer[offset]) - 'a';
            return letter >= 0 && letter < BY_LETTER.length ? BY_LETTER[letter] : OTHER;
        }
        for (int slot = slot(buffer, offset, length); BY_HASH[slot] != OTHER; slot = (slot + 1) % SLOTS) {
            if (BY_HASH[slot].isWritten(buffer, offset, length)) {
                return BY_HASH[slot];
            }
        }
        return OTHER;
    }

    private boolean isWritten(byte[] buffer, int offset, int length) {
        byte[] folded = FOLDED[ordinal()];
        boolean same = length == folded.length;
        if (same && Arrays.equals(buffer, offset, offset + length, WIRES[ordinal()], 0, length)) {
            return true;
        }
        for (int i = 0; same && i < length; i++) {
            same = folded(buffer[offset + i]) == folded[i];
        }
        return same;
    }

    /** By its first and last eight bytes. */
    private static int slot(byte[] buffer, int offset, int length) {
        long hash = length;
        if (length >= Long.BYTES) {
            hash += (EightBytes.at(buffer, offset) | FOLD) * ODD;
            hash = (hash ^ (hash >>> 32)) + (EightBytes.at(buffer, offset + length - Long.BYTES) | FOLD);
        } else if (length > 0 && offset + Long.BYTES <= buffer.length) {
            hash += EightBytes.firstOf(EightBytes.at(buffer, offset) | FOLD, length);
        } else {
            for (int i = length - 1; i >= 0; i--) {
                hash += (long) folded(buffer[offset + i]) << (i * Byte.SIZE);
            }
        }
        hash *= ODD;
        return (int) (hash >>> (Long.SIZE - SLOT_BITS));
    }

    private static byte[][] wires(boolean folded) {
        byte[][] all = new byte[LISTED.length][];
        for (HeaderName header : LISTED) {
            byte[] wire = header.wire.getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; folded && i < wire.length; i++) {
                wire[i] = folded(wire[i]);
            }
            all[header.ordinal()] = wire;
        }
        return all;
    }

    private static HeaderName[] byHash() {
        HeaderName[] table = new HeaderName[SLOTS];
        Arrays.fill(table, OTHER);
        for (HeaderName header : LISTED) {
            if (header == OTHER) {
                continue;
            }
            byte[] name = FOLDED[header.ordinal()];
            int slot = slot(name, 0, name.length);
            while (table[slot] != OTHER) {
                slot = (slot + 1) % SLOTS;
            }
            table[slot] = header;
        }
        return table;
    }

    private static HeaderName[] byLetter() {
        HeaderName[] table = new HeaderName[26];
        Arrays.fill(table, OTHER);
        for (HeaderName header : LISTED) {
            if (header.compact != '\0') {
                table[header.compact - 'a'] = header;
            }
        }
        return table;
    }
}
