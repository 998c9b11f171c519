package hotswitch.sip.header;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One Via (RFC 3261 §20.42). Transport in upper case, port -1 when there is none. */
public record Via(String transport, String host, int port, Params params) {
    /** All Vias of a message, topmost first; null when one is malformed. */
    public static List<Via> parse(SipMessage message) {
        List<Via> list = new ArrayList<>(2);
        for (int i = 0; i < message.count(HeaderName.VIA); i++) {
            HeaderText cursor = new HeaderText(message.value(HeaderName.VIA, i));
            do {
                Via via = next(cursor);
                if (via == null) {
                    return null;
                }
                list.add(via);
            } while (cursor.take(','));
        }
        return list;
    }

    private static Via next(HeaderText cursor) {
        cursor.skipSpace();
        boolean protocol = !cursor.token().isEmpty() && cursor.take('/');
        boolean version = protocol && !cursor.token().isEmpty() && cursor.take('/');
        String transport = version ? cursor.token().toUpperCase(Locale.ROOT) : "";
        cursor.skipSpace();
        String host = transport.isEmpty() ? "" : host(cursor);
        int port = host.isEmpty() ? 0 : cursor.take(':') ? (int) Contact.seconds(cursor.token()) : -1;
        boolean bad = host.isEmpty() || port == 0 || port < -1 || port > 65_535;
        Params params = bad ? null : Params.parse(cursor);
        return params == null ? null : new Via(transport, host, port, params);
    }

    private static String host(HeaderText cursor) {
        if (cursor.peek() != '[') {
            return cursor.token();
        }
        StringBuilder address = new StringBuilder();
        while (!cursor.atEnd()) {
            char c = cursor.peek();
            address.append(c);
            cursor.moveTo(cursor.position() + 1);
            if (c == ']') {
                return address.toString();
            }
        }
        return "";
    }

    /** "" when there is none. */
    public String branch() {
        String branch = params.get("branch");
        return branch == null ? "" : branch;
    }

    /** Address that the response goes to; null when none was added. */
    public String received() {
        return params.get("received");
    }

    /** Port of a symmetric response; -1 when it was not filled in (RFC 3581). */
    public int rport() {
        String rport = params.get("rport");
        return rport == null || rport.isEmpty() ? -1 : (int) Math.min(Contact.seconds(rport), 65_536);
    }
}
