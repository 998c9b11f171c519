package hotswitch.sip.header;

import gov.nist.javax.sip.header.ims.PAssertedIdentityList;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code [display-name] <addr-spec> *( ;param )} or {@code addr-spec *( ;param )} (RFC 3261 §20.10): From, To, Contact,
 * Route, Refer-To, P-Asserted-Identity, Diversion. Display name is "" when there is none, without quotes and escapes.
 */
public record NameAddr(String display, SipUri uri, Params params) {
    /** One address and nothing after it; null when malformed. */
    public static NameAddr parse(String text) {
        HeaderText cursor = new HeaderText(text);
        NameAddr address = next(cursor, text);
        return address != null && cursor.atEnd() ? address : null;
    }

    /** Addresses with commas between them; null when one is malformed. */
    public static List<NameAddr> parseList(String text) {
        HeaderText cursor = new HeaderText(text);
        List<NameAddr> list = new ArrayList<>(2);
        do {
            NameAddr address = next(cursor, text);
            if (address == null) {
                return null;
            }
            list.add(address);
        } while (cursor.take(','));
        return list;
    }

    /**
     * The identities that a trusted peer vouches for, in order, none is an empty list (P-Asserted-Identity, RFC 3325
     * §9.1: a
     * sip URI, a tel URI, or one of each); null when one is malformed.
     */
    public static List<NameAddr> asserted(SipMessage message) {
        int lines = message.count(HeaderName.P_ASSERTED_IDENTITY);
        if (lines == 0) {
            return List.of();
        }
        List<NameAddr> identities = new ArrayList<>(2);
        for (int i = 0; i < lines; i++) {
            String value = message.value(HeaderName.P_ASSERTED_IDENTITY, i);
            boolean legal = Grammar.parse("P-Asserted-Identity", value, PAssertedIdentityList.class) != null;
            List<NameAddr> addresses = legal ? parseList(value) : null;
            if (addresses == null) {
                return null;
            }
            identities.addAll(addresses);
        }
        return identities;
    }

    private static NameAddr next(HeaderText cursor, String text) {
        cursor.skipSpace();
        String display = "";
        if (cursor.peek() == '"') {
            display = cursor.quoted();
            cursor.skipSpace();
            if (display == null || cursor.peek() != '<') {
                return null;
            }
        } else {
            int bracket = bracket(text, cursor.position());
            if (bracket < 0) {
                return bare(cursor, text);
            }
            display = text.substring(cursor.position(), bracket).trim();
            cursor.moveTo(bracket);
        }
        return bracketed(cursor, text, display);
    }

    /** Where an angle bracket follows a display name of tokens; -1 when a bare address begins here. */
    private static int bracket(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<') {
                return i;
            }
            if (c < 0x80 && !HeaderText.isAlphanumeric(c) && "-.!%*_+`'~ \t\r\n".indexOf(c) < 0) {
                return -1;
            }
        }
        return -1;
    }

    private static NameAddr bracketed(HeaderText cursor, String text, String display) {
        int from = cursor.position() + 1;
        int to = text.indexOf('>', from);
        SipUri uri = to < 0 ? null : SipUri.parse(text.substring(from, to));
        if (uri == null) {
            return null;
        }
        cursor.moveTo(to + 1);
        Params params = Params.parse(cursor);
        return params == null ? null : new NameAddr(display, uri, params);
    }

    /**
     * RFC 3261 §20.10: without brackets, comma, question mark and semicolon belong to the header and not to the URI.
     */
    private static NameAddr bare(HeaderText cursor, String text) {
        int from = cursor.position();
        int to = from;
        while (to < text.length() && " \t\r\n;,".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        String address = text.substring(from, to);
        SipUri uri = address.indexOf('?') >= 0 ? null : SipUri.parse(address);
        cursor.moveTo(to);
        Params params = uri == null ? null : Params.parse(cursor);
        return params == null ? null : new NameAddr("", uri, params);
    }

    /** "" when there is none. */
    public String tag() {
        String tag = params.get("tag");
        return tag == null ? "" : tag;
    }

    /** Value of a header parameter; "" when it has none, null when it is not there. */
    public String param(String name) {
        return params.get(name);
    }

    /** Display name and address without parameters, as a header value. */
    public String format() {
        return format(display, uri.toString());
    }

    /** A display name, quoted and escaped, and an address as a header value; line ends in the name become spaces. */
    public static String format(String display, String uri) {
        if (display.isEmpty()) {
            return "<" + uri + ">";
        }
        StringBuilder text = new StringBuilder(display.length() + uri.length() + 5).append('"');
        for (int i = 0; i < display.length(); i++) {
            char c = display.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c < ' ' || c == 0x7f ? ' ' : c);
        }
        return text.append("\" <").append(uri).append('>').toString();
    }
}
