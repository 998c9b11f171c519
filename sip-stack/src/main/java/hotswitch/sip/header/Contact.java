package hotswitch.sip.header;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.List;

/** One Contact of a message (RFC 3261 §20.10); the star of a REGISTER has no address. */
public final class Contact {
    /** RFC 3261 §20.19: seconds are a 32-bit number. */
    private static final long EXPIRES_MAX_S = (1L << 32) - 1;

    private static final Contact STAR = new Contact(null);

    private final NameAddr address;

    private Contact(NameAddr address) {
        this.address = address;
    }

    /** All contacts of a message in order, none is an empty list; null when one of them is malformed. */
    public static List<Contact> parse(SipMessage message) {
        List<Contact> contacts = new ArrayList<>(2);
        for (int i = 0; i < message.count(HeaderName.CONTACT); i++) {
            String value = message.value(HeaderName.CONTACT, i);
            if (value.equals("*")) {
                contacts.add(STAR);
                continue;
            }
            List<NameAddr> addresses = NameAddr.parseList(value);
            if (addresses == null) {
                return null;
            }
            for (NameAddr address : addresses) {
                contacts.add(new Contact(address));
            }
        }
        return contacts;
    }

    /** Whether this is {@code Contact: *}. */
    public boolean star() {
        return address == null;
    }

    /** Not for the star. */
    public NameAddr address() {
        return address;
    }

    /** Not for the star. */
    public SipUri uri() {
        return address.uri();
    }

    /** Seconds of the expires parameter; -1 when there is none or it is no number (then the default holds, §20.10). */
    public long expiresS() {
        return seconds(address.param("expires"));
    }

    /** Seconds of an Expires value, 2^32-1 at the most; -1 for null and for what is no number. */
    public static long seconds(String digits) {
        if (digits == null || digits.isEmpty()) {
            return -1;
        }
        long seconds = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            seconds = Math.min(seconds * 10 + c - '0', EXPIRES_MAX_S);
        }
        return seconds;
    }

    /** Preference in thousandths, 1000 when none is given or it is malformed (RFC 3261 §20.10, qvalue). */
    public int qThousandths() {
        String q = address.param("q");
        if (q == null || !q.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?")) {
            return 1000;
        }
        String fraction = q.length() > 2 ? q.substring(2) : "";
        return (q.charAt(0) - '0') * 1000 + Integer.parseInt((fraction + "000").substring(0, 3));
    }

    /** Value of a parameter; "" when it has none, null when it is not there. */
    public String param(String name) {
        return address.param(name);
    }
}
