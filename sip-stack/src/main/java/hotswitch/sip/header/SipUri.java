package hotswitch.sip.header;

import java.util.Locale;

/**
 * A sip, sips or tel URI (RFC 3261 §19.1, RFC 3966); of any other scheme only the scheme is looked at. A password is
 * dropped. {@link #toString} is the text as it came, without the password.
 */
public final class SipUri {
    private static final String USER = "-_.!~*'()&=+$,;?/%#[]";
    /** Of these and of letters and digits a user part is made by RFC 3261 §25.1. */
    private static final String UNRESERVED = "-_.!~*'()&=+$,;?/";

    private static final String METHOD = ";method=";
    private static final String[] KNOWN = {"sip", "sips", "tel"};
    private static final String REST = "-_.!~*'()[]/:&+$%=;?@";

    private final String text;
    private final String scheme;
    private final String user;
    private final Params params;
    private final Params headers;
    /** Where the host is in the text; nowhere for a tel URI. */
    private int hostFrom;

    private int hostTo;
    private int port = -1;
    /** Made when it is asked for. */
    private String host;

    private SipUri(String text, String scheme, String user, Params params, Params headers) {
        this.text = text;
        this.scheme = scheme;
        this.user = user;
        this.params = params;
        this.headers = headers;
    }

    /** The URI, or null when it is malformed. */
    public static SipUri parse(String text) {
        String scheme = scheme(text);
        int from = scheme.length() + 1;
        return switch (scheme) {
            case "" -> null;
            case "sip", "sips" -> sip(text, scheme, from);
            case "tel" -> tel(text, from);
            default ->
                from == text.length() || !isMadeOf(text, from, text.length(), USER + REST + "|^{}`\"\\")
                        ? null
                        : new SipUri(text, scheme, "", Params.NONE, Params.NONE);
        };
    }

    /** The scheme in lower case; "" when there is none (RFC 3261 §21.4.13 is about those that are not known). */
    public static String scheme(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            return "";
        }
        for (String known : KNOWN) {
            if (known.length() == colon && text.regionMatches(true, 0, known, 0, colon)) {
                return known;
            }
        }
        for (int i = 0; i < colon; i++) {
            char c = text.charAt(i);
            boolean legal = HeaderText.isAlphanumeric(c) || (i > 0 && (c == '+' || c == '-' || c == '.'));
            if (!legal) {
                return "";
            }
        }
        return text.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    private static SipUri tel(String text, int from) {
        int semicolon = text.indexOf(';', from);
        int end = semicolon < 0 ? text.length() : semicolon;
        Params params = semicolon < 0 ? Params.NONE : Params.split(text, semicolon + 1, text.length(), ';');
        if (from == end || params == null || !isMadeOf(text, from, text.length(), USER + REST)) {
            return null;
        }
        String number = text.substring(from, end).replaceAll("[-.()]", "");
        return new SipUri(text, "tel", number, params, Params.NONE);
    }

    private static SipUri sip(String text, String scheme, int from) {
        int at = text.indexOf('@', from);
        int password = at < 0 ? -1 : text.indexOf(':', from, at);
        int userTo = password < 0 ? Math.max(at, from) : password;
        int hostFrom = at < 0 ? from : at + 1;
        int question = text.indexOf('?', hostFrom);
        int paramsTo = question < 0 ? text.length() : question;
        int semicolon = text.indexOf(';', hostFrom, paramsTo);
        int hostTo = semicolon < 0 ? paramsTo : semicolon;
        String user = at < 0 ? "" : user(text, from, userTo);
        Params params = semicolon < 0 ? Params.NONE : Params.split(text, semicolon + 1, paramsTo, ';');
        Params headers = question < 0 ? Params.NONE : Params.split(text, question + 1, text.length(), '&');
        if (user == null || params == null || headers == null || !isMadeOf(text, hostFrom, text.length(), REST)) {
            return null;
        }
        String shown = password < 0 && text.startsWith(scheme)
                ? text
                : scheme + ":" + text.substring(from, userTo) + text.substring(Math.max(at, from));
        SipUri uri = new SipUri(shown, scheme, user, params, headers);
        int left = text.length() - shown.length();
        return uri.at(hostFrom - left, hostTo - left) ? uri : null;
    }

    /** Null when it is none. */
    private static String user(String text, int from, int to) {
        return from == to || !isMadeOf(text, from, to, USER) ? null : HeaderText.unescaped(text.substring(from, to));
    }

    /**
     * A user part as it stands in a URI (§25.1): escaped is what may not stand there, and what {@link #user} gives as
     * escaped stays so. Most have nothing to escape: they come back themselves.
     */
    public static String escapedUser(String user) {
        return HeaderText.escaped(user, UNRESERVED);
    }

    /** Host and port are this part of the text; false when they are malformed. */
    private boolean at(int from, int to) {
        boolean ipv6 = from < to && text.charAt(from) == '[';
        int bracket = ipv6 ? text.indexOf(']', from, to) : -1;
        int colon = text.indexOf(':', Math.max(bracket, from), to);
        hostFrom = from;
        hostTo = colon < 0 ? to : colon;
        port = colon < 0 ? -1 : port(text, colon + 1, to);
        boolean legal = ipv6
                ? bracket == hostTo - 1 && bracket >= from + 3
                : from < hostTo && isMadeOf(text, from, hostTo, "-._");
        return legal && port != 0;
    }

    /** 0 when it is no port. */
    private static int port(String text, int from, int to) {
        int port = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            port = c < '0' || c > '9' ? 1_000_000 : Math.min(port * 10 + c - '0', 1_000_000);
        }
        return port > 65_535 ? 0 : port;
    }

    private static boolean isMadeOf(String text, int from, int to, String others) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!HeaderText.isAlphanumeric(c) && others.indexOf(c) < 0 && c < 0x80) {
                return false;
            }
        }
        return true;
    }

    /** In lower case. */
    public String scheme() {
        return scheme;
    }

    public boolean isSip() {
        return scheme.equals("sip") || scheme.equals("sips");
    }

    public boolean isTel() {
        return scheme.equals("tel");
    }

    /**
     * User part with escapes decoded (escaped control characters stay escaped); the number of a tel URI; "" when
     * there is none.
     */
    public String user() {
        return user;
    }

    /** In lower case, an IPv6 address in brackets; "" for a tel URI. */
    public String host() {
        if (host == null) {
            host = text.substring(hostFrom, hostTo).toLowerCase(Locale.ROOT);
        }
        return host;
    }

    /** -1 when there is none. */
    public int port() {
        return port;
    }

    /** Value of a parameter; "" when it has none, null when it is not there. */
    public String param(String name) {
        return params.get(name);
    }

    public Params params() {
        return params;
    }

    /** What stands after the question mark. */
    public Params headers() {
        return headers;
    }

    /**
     * The URI as a Request-URI may have it (RFC 3261 §19.1.1, table 1): without headers and method, which a Contact of
     * REGISTER or of a 3xx may name. They are wishes for the request (§19.1.5), and none is fulfilled: we say our own.
     */
    public String requestUri() {
        return requestUri(text);
    }

    /** The same of a URI's text. */
    public static String requestUri(String uri) {
        int host = uri.indexOf('@') + 1;
        int question = uri.indexOf('?', host);
        String bare = question < 0 ? uri : uri.substring(0, question);
        int method = method(bare, host);
        if (method < 0) {
            return bare;
        }
        int next = bare.indexOf(';', method + 1);
        return bare.substring(0, method) + (next < 0 ? "" : bare.substring(next));
    }

    /** Where the method parameter begins; -1: there is none. */
    private static int method(String uri, int host) {
        int at = uri.indexOf(';', host);
        while (at >= 0 && !uri.regionMatches(true, at, METHOD, 0, METHOD.length())) {
            at = uri.indexOf(';', at + 1);
        }
        return at;
    }

    /**
     * Whether both name the same user at the same host and port (the parts of RFC 3261 §19.1.4 that tell bindings
     * apart).
     */
    public boolean sameAddress(SipUri other) {
        return scheme.equals(other.scheme)
                && user.equals(other.user)
                && host().equals(other.host())
                && port == other.port
                && transport().equals(other.transport());
    }

    private String transport() {
        String transport = param("transport");
        return transport == null ? "" : transport.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipUri uri && uri.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
