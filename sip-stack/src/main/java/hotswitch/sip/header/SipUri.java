package hotswitch.sip.header;

import java.util.Locale;

/**
 * A sip, sips or tel URI (RFC 3261 §19.1, RFC 3966); of any other scheme only the scheme is looked at. A password is
 * dropped. {@link #toString} is the text as it came, without the password.
 */
public final class SipUri {
    private static final String USER = "-_.!~*'()&=+$,;?/%#[]";
    private static final String REST = "-_.!~*'()[]/:&+$%=;?@";

    private final String text;
    private final String scheme;
    private final String user;
    private final String host;
    private final int port;
    private final Params params;
    private final Params headers;

    private SipUri(String text, String scheme, Authority authority, Params params, Params headers) {
        this.text = text;
        this.scheme = scheme;
        this.user = authority.user;
        this.host = authority.host;
        this.port = authority.port;
        this.params = params;
        this.headers = headers;
    }

    private record Authority(String user, String host, int port) {}

    /** The URI, or null when it is malformed. */
    public static SipUri parse(String text) {
        String scheme = scheme(text);
        if (scheme.isEmpty()) {
            return null;
        }
        String rest = text.substring(scheme.length() + 1);
        return switch (scheme) {
            case "sip", "sips" -> sip(scheme, rest);
            case "tel" -> tel(text, rest);
            default ->
                rest.isEmpty() || !isMadeOf(rest, USER + REST + "|^{}`\"\\")
                        ? null
                        : new SipUri(text, scheme, new Authority("", "", -1), Params.NONE, Params.NONE);
        };
    }

    /** The scheme in lower case; "" when there is none (RFC 3261 §21.4.13 is about those that are not known). */
    public static String scheme(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            return "";
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

    private static SipUri tel(String text, String rest) {
        int semicolon = rest.indexOf(';');
        String number = semicolon < 0 ? rest : rest.substring(0, semicolon);
        Params params = semicolon < 0 ? Params.NONE : Params.split(rest.substring(semicolon + 1), ';');
        if (number.isEmpty() || params == null || !isMadeOf(rest, USER + REST)) {
            return null;
        }
        return new SipUri(text, "tel", new Authority(number.replaceAll("[-.()]", ""), "", -1), params, Params.NONE);
    }

    private static SipUri sip(String scheme, String rest) {
        int at = rest.indexOf('@');
        String userInfo = at < 0 ? "" : rest.substring(0, at);
        int colon = userInfo.indexOf(':');
        String rawUser = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String afterUser = rest.substring(at + 1);
        int question = afterUser.indexOf('?');
        String beforeHeaders = question < 0 ? afterUser : afterUser.substring(0, question);
        int semicolon = beforeHeaders.indexOf(';');
        Params params = semicolon < 0 ? Params.NONE : Params.split(beforeHeaders.substring(semicolon + 1), ';');
        Params headers = question < 0 ? Params.NONE : Params.split(afterUser.substring(question + 1), '&');
        Authority authority =
                authority(rawUser, semicolon < 0 ? beforeHeaders : beforeHeaders.substring(0, semicolon), at >= 0);
        if (authority == null || params == null || headers == null || !isMadeOf(afterUser, REST)) {
            return null;
        }
        String text = scheme + ":" + (at < 0 ? "" : rawUser + "@") + afterUser;
        return new SipUri(text, scheme, authority, params, headers);
    }

    private static Authority authority(String rawUser, String hostPort, boolean withUser) {
        String user = HeaderText.unescaped(rawUser);
        boolean bad = user == null || (withUser && user.isEmpty()) || !isMadeOf(rawUser, USER);
        int bracket = hostPort.indexOf(']');
        boolean ipv6 = hostPort.startsWith("[");
        int colon = hostPort.indexOf(':', ipv6 ? Math.max(bracket, 0) : 0);
        String host = colon < 0 ? hostPort : hostPort.substring(0, colon);
        int port = colon < 0 ? -1 : port(hostPort.substring(colon + 1));
        boolean hostBad = ipv6 ? bracket != host.length() - 1 || bracket < 3 : !isMadeOf(host, "-._");
        if (bad || hostBad || host.isEmpty() || port == 0) {
            return null;
        }
        return new Authority(user, host.toLowerCase(Locale.ROOT), port);
    }

    /** 0 when it is no port. */
    private static int port(String digits) {
        int port = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            port = c < '0' || c > '9' ? 1_000_000 : Math.min(port * 10 + c - '0', 1_000_000);
        }
        return port > 65_535 ? 0 : port;
    }

    private static boolean isMadeOf(String text, String others) {
        for (int i = 0; i < text.length(); i++) {
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

    /** The URI as a Request-URI may have it: without headers (RFC 3261 §19.1.1, table 1). */
    public String requestUri() {
        int question = headers == Params.NONE ? -1 : text.indexOf('?', text.indexOf('@') + 1);
        return question < 0 ? text : text.substring(0, question);
    }

    /**
     * Whether both name the same user at the same host and port (the parts of RFC 3261 §19.1.4 that tell bindings
     * apart).
     */
    public boolean sameAddress(SipUri other) {
        return scheme.equals(other.scheme)
                && user.equals(other.user)
                && host.equals(other.host)
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
