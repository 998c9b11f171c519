package hotswitch.sip.sdp;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.OwnText;
import hotswitch.sip.message.SipMessage;
import java.util.Locale;

/** The session description of a message: its body, or the part of a multipart body that is one (RFC 5621). */
public final class SdpBody {
    private static final String LINE = "\r\n";
    private static final String HEAD_END = "\r\n\r\n";

    private SdpBody() {}

    /** "" for none. */
    public static String of(SipMessage message) {
        if (message.bodyLength() == 0) {
            return "";
        }
        if (isPlain(message)) {
            return message.bodyText();
        }
        if (!isMultipart(message)) {
            return "";
        }
        String type = message.value(HeaderName.CONTENT_TYPE);
        String boundary = boundary(type);
        return boundary.isEmpty() ? "" : part(LINE + message.bodyText(), LINE + "--" + boundary);
    }

    /** The same, in room of somebody's. */
    public static void take(SipMessage message, OwnText into) {
        int n = message.bodyLength();
        if (n == 0 || !isPlain(message) || !into.take(message.buffer(), message.bodyOffset(), n)) {
            into.take(of(message));
        }
    }

    /** Whether the body is of a type in which a description is found. */
    public static boolean understands(SipMessage message) {
        return isPlain(message) || isMultipart(message);
    }

    /** Who names no type means it (RFC 3261 §20.15 wants one). */
    static boolean isPlain(SipMessage message) {
        return message.count(HeaderName.CONTENT_TYPE) == 0 || message.is(HeaderName.CONTENT_TYPE, "application/sdp");
    }

    private static boolean isMultipart(SipMessage message) {
        return message.begins(HeaderName.CONTENT_TYPE, "multipart/");
    }

    /** RFC 2046 §5.1.1; "" for none. */
    private static String boundary(String type) {
        int at = type.toLowerCase(Locale.ROOT).indexOf("boundary=");
        if (at < 0) {
            return "";
        }
        String value = type.substring(at + 9).strip();
        if (value.startsWith("\"")) {
            int end = value.indexOf('"', 1);
            return end < 0 ? "" : value.substring(1, end);
        }
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip();
    }

    /** The last part that is a description: of alternatives that is the richest (RFC 2046 §5.1.4). */
    private static String part(String body, String delimiter) {
        String found = "";
        int at = body.indexOf(delimiter);
        while (at >= 0) {
            int from = at + delimiter.length();
            int next = body.indexOf(delimiter, from);
            if (next < 0) {
                return found;
            }
            int headFrom = body.indexOf(LINE, from);
            int headEnd = headFrom < 0 ? -1 : body.indexOf(HEAD_END, headFrom);
            if (headEnd >= 0 && headEnd < next && isDescription(body.substring(headFrom, headEnd))) {
                found = body.substring(headEnd + HEAD_END.length(), next) + LINE;
            }
            at = next;
        }
        return found;
    }

    private static boolean isDescription(String head) {
        for (String line : head.split(LINE)) {
            int colon = line.indexOf(':');
            if (colon > 0 && HeaderName.of(line.substring(0, colon).strip()) == HeaderName.CONTENT_TYPE) {
                return line.substring(colon + 1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .startsWith("application/sdp");
            }
        }
        return false;
    }
}
