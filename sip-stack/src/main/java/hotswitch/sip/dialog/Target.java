package hotswitch.sip.dialog;

import hotswitch.sip.header.SipUri;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;

/**
 * From a remote target or route to the hop that a request takes. Addresses only: a name is not resolved, what has one
 * is reached over the hop at hand. A private address behind a public hop is a NAT's inside and is not used either.
 */
final class Target {
    private Target() {}

    /** The URI of the first Contact; "" when there is none that could be a Request-URI. */
    static String contact(SipMessage message) {
        String uri = message.bracketed(HeaderName.CONTACT);
        if (uri != null) {
            return usable(uri);
        }
        String value = message.value(HeaderName.CONTACT);
        return value == null ? "" : uri(value);
    }

    /** The URI of a Contact, Route or Record-Route value; "" when there is none that could be a Request-URI. */
    static String uri(String nameAddr) {
        int open = bracket(nameAddr);
        String uri;
        if (open >= 0) {
            int close = nameAddr.indexOf('>', open);
            uri = close < 0 ? "" : nameAddr.substring(open + 1, close);
        } else {
            int semicolon = nameAddr.indexOf(';');
            uri = (semicolon < 0 ? nameAddr : nameAddr.substring(0, semicolon)).strip();
        }
        return usable(uri);
    }

    private static String usable(String uri) {
        return isSip(uri) && isClean(uri) ? SipUri.requestUri(uri) : "";
    }

    /** Where the address begins, after a display name that may be quoted and hold brackets; -1 for a bare address. */
    private static int bracket(String nameAddr) {
        boolean quoted = false;
        for (int i = 0; i < nameAddr.length(); i++) {
            char c = nameAddr.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '<' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSip(String uri) {
        return uri.regionMatches(true, 0, "sip:", 0, 4) || uri.regionMatches(true, 0, "sips:", 0, 5);
    }

    /** Nothing that could not stand in a request line. */
    private static boolean isClean(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c <= ' ' || c == 0x7f || (c == ',' && uri.indexOf('@') < 0)) {
                return false;
            }
        }
        return true;
    }

    /** RFC 3261 §12.2.1.1: the next hop routes loosely. */
    static boolean isLoose(String routeUri) {
        return hasParam(routeUri, "lr");
    }

    /** Where a request with this URI goes, coming from a dialog that was reached over {@code fallback}. */
    static Hop hop(String uri, Hop fallback) {
        int from = hostStart(uri);
        int hostEnd = hostEnd(uri, from);
        String host = host(uri, from, hostEnd, fallback.address());
        if (!isAddress(host) || (isPrivate(host) && !isPrivate(fallback.address()))) {
            return fallback;
        }
        boolean same = host.equals(fallback.address());
        Transport transport = transport(uri, same ? fallback.transport() : Transport.UDP);
        long connection = same && transport == fallback.transport() ? fallback.connection() : 0;
        int port = port(uri, hostEnd, transport);
        if (same && port == fallback.port() && transport == fallback.transport()) {
            return fallback;
        }
        return port == 0 ? fallback : new Hop(transport, host, port, connection);
    }

    /** True if this URI has an address in digits that is not the hop's. */
    static boolean isElsewhere(String uri, Hop hop) {
        int from = hostStart(uri);
        return isOther(host(uri, from, hostEnd(uri, from), hop.address()), hop);
    }

    /** True if this host of a Via is an address in digits that is not the hop's. */
    private static boolean isOtherHost(String host, Hop hop) {
        return isOther(host(host, 0, host.length(), hop.address()), hop);
    }

    /** RFC 3581 §4: it came from another address, or port, than its sender gave. */
    static boolean isBehindNat(SipMessage request, Hop source) {
        int port = request.viaPort() < 0 ? 5060 : request.viaPort();
        return isOtherHost(request.viaHost(source.address()), source) || (request.viaRport() && port != source.port());
    }

    /** The URI of whoever is there. */
    static String of(Hop hop) {
        boolean v6 = hop.address().indexOf(':') >= 0;
        return "sip:" + (v6 ? '[' + hop.address() + ']' : hop.address()) + ':' + hop.port();
    }

    private static boolean isOther(String bare, Hop hop) {
        return isAddress(bare) && !bare.equalsIgnoreCase(hop.address());
    }

    /** This part of a text without the brackets of IPv6; the usual one's own text where it is that. */
    private static String host(String text, int from, int to, String usual) {
        boolean bracketed = to - from > 1 && text.charAt(from) == '[' && text.charAt(to - 1) == ']';
        int begin = bracketed ? from + 1 : from;
        int end = bracketed ? to - 1 : to;
        boolean same = usual.length() == end - begin && text.startsWith(usual, begin);
        return same ? usual : text.substring(begin, end);
    }

    private static int hostStart(String uri) {
        int at = uri.indexOf('@');
        int end = uri.indexOf('?');
        return at >= 0 && (end < 0 || at < end) ? at + 1 : uri.indexOf(':') + 1;
    }

    private static int hostEnd(String uri, int from) {
        boolean inBrackets = false;
        for (int i = from; i < uri.length(); i++) {
            char c = uri.charAt(i);
            inBrackets = c == '[' || (inBrackets && c != ']');
            if (!inBrackets && (c == ':' || c == ';' || c == '?')) {
                return i;
            }
        }
        return uri.length();
    }

    /** RFC 3261 §19.1.2: 5060 without one, 5061 over TLS; 0 for nonsense. */
    private static int port(String uri, int hostEnd, Transport transport) {
        if (hostEnd >= uri.length() || uri.charAt(hostEnd) != ':') {
            return transport == Transport.TLS ? 5061 : 5060;
        }
        int port = 0;
        for (int i = hostEnd + 1; i < uri.length() && Character.isDigit(uri.charAt(i)) && port <= 65_535; i++) {
            port = port * 10 + Character.digit(uri.charAt(i), 10);
        }
        return port <= 65_535 ? port : 0;
    }

    private static Transport transport(String uri, Transport otherwise) {
        boolean secure = uri.regionMatches(true, 0, "sips:", 0, 5);
        if (secure || hasParam(uri, "transport=tls")) {
            return Transport.TLS;
        }
        if (hasParam(uri, "transport=tcp")) {
            return Transport.TCP;
        }
        return hasParam(uri, "transport=udp") ? Transport.UDP : otherwise;
    }

    private static boolean hasParam(String uri, String param) {
        int at = hostEnd(uri, hostStart(uri));
        while ((at = uri.indexOf(';', at)) >= 0) {
            int end = at + 1 + param.length();
            boolean ends = end >= uri.length() || ";?=".indexOf(uri.charAt(end)) >= 0;
            if (ends && uri.regionMatches(true, at + 1, param, 0, param.length())) {
                return true;
            }
            at++;
        }
        return false;
    }

    private static boolean isAddress(String host) {
        boolean v6 = host.indexOf(':') >= 0;
        int dots = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            dots += c == '.' ? 1 : 0;
            boolean part = v6 ? Character.digit(c, 16) >= 0 || c == ':' || c == '.' : Character.isDigit(c) || c == '.';
            if (!part || c >= 0x80) {
                return false;
            }
        }
        return v6 || dots == 3;
    }

    /** RFC 1918, RFC 6598 and loopback; of IPv6 unique local, link-local and loopback. */
    private static boolean isPrivate(String address) {
        return address.startsWith("10.")
                || address.startsWith("192.168.")
                || address.startsWith("127.")
                || (address.startsWith("172.") && between(address, 4, 16, 31))
                || (address.startsWith("100.") && between(address, 4, 64, 127))
                || address.equals("::1")
                || address.regionMatches(true, 0, "fd", 0, 2)
                || address.regionMatches(true, 0, "fc", 0, 2)
                || address.regionMatches(true, 0, "fe80", 0, 4);
    }

    private static boolean between(String address, int from, int least, int most) {
        int octet = 0;
        for (int i = from; i < address.length() && Character.isDigit(address.charAt(i)); i++) {
            octet = octet * 10 + Character.digit(address.charAt(i), 10);
        }
        return octet >= least && octet <= most;
    }
}
