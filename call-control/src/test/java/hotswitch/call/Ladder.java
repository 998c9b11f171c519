package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What went over the wire, to the core and to the media plane, in one order: {@code carrier-a > INVITE} came to the
 * switch, {@code carrier-a < 200 INVITE} left it, {@code core: …} is a command. 100 and OPTIONS are left out; of
 * retransmissions only the first is written. An id that the switch made is written {@code e1}, {@code e2}, ….
 */
final class Ladder {
    private static final Pattern EDGE_ID = Pattern.compile("-?\\d{13,}");
    private static final Pattern TEXT = Pattern.compile("text=\"([^\"]*)\"");
    private static final Pattern STATE = Pattern.compile("<state>(\\w+)</state>");
    private final List<String> lines = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();

    void said(String line) {
        Matcher ids = EDGE_ID.matcher(line);
        lines.add(ids.replaceAll(id -> name(Long.parseLong(id.group()))));
    }

    private static String name(long id) {
        return (id < 0 ? "-e" : "e") + ((Math.abs(id) & 0xff_ffff_ffffL) >> 1);
    }

    void wire(String peer, char arrow, SipMessage message, String text) {
        boolean request = message.isRequest();
        boolean hidden = message.status() == 100;
        if (hidden || sent.contains(peer + arrow + text)) {
            return;
        }
        sent.add(peer + arrow + text);
        if (message.method() == Method.OPTIONS) {
            return;
        }
        String what = request ? message.methodText() : message.status() + " " + message.cseqMethod();
        said(peer + ' ' + arrow + ' ' + what + more(message));
    }

    private static String more(SipMessage message) {
        StringBuilder more = new StringBuilder();
        String after = message.value(HeaderName.RETRY_AFTER);
        if (after != null) {
            more.append(" retry-after=").append(after);
        }
        String reason = message.value(HeaderName.REASON);
        if (reason != null) {
            Matcher text = TEXT.matcher(reason);
            more.append(" (").append(text.find() ? text.group(1) : reason).append(')');
        }
        if (message.isRequest() && message.methodText().equals("NOTIFY")) {
            more.append(" (").append(told(message)).append(')');
        }
        return more.toString();
    }

    private static String told(SipMessage notify) {
        String body = notify.bodyText().strip();
        if (!body.startsWith("<?xml")) {
            return body;
        }
        List<String> states =
                STATE.matcher(body).results().map(found -> found.group(1)).toList();
        return notify.value(HeaderName.SUBSCRIPTION_STATE) + " " + states;
    }

    /** What went this way last. */
    String last(String peer, char arrow) {
        String way = peer + arrow;
        return sent.reversed().stream()
                .filter(each -> each.startsWith(way))
                .findFirst()
                .orElseThrow()
                .substring(way.length());
    }

    /** All that happened since the last time. */
    void assertIs(String expected) {
        assertEquals(expected.strip(), String.join("\n", lines));
        lines.clear();
    }

    /** All that happened since then. */
    String text() {
        return String.join("\n", lines);
    }

    void forget() {
        lines.clear();
    }
}
