package hotswitch.sip.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A challenge or credentials: scheme and parameters (RFC 3261 §20.44, RFC 7235 §2.1). Not through JAIN-SIP: it writes
 * the
 * digest-uri anew, and the digest is computed over the text as it came.
 */
public record AuthValue(String scheme, List<Params.Param> params) {
    private static final int PARAMS_MAX = 32;

    /** Null when malformed, or when a parameter stands twice (RFC 7616 §3.4). */
    public static AuthValue parse(String value) {
        HeaderText cursor = new HeaderText(value);
        String scheme = cursor.token();
        cursor.skipSpace();
        List<Params.Param> params = new ArrayList<>(12);
        do {
            String name = cursor.token().toLowerCase(Locale.ROOT);
            String content = cursor.take('=') ? cursor.value() : null;
            boolean twice = get(params, name) != null;
            if (scheme.isEmpty() || name.isEmpty() || content == null || twice || params.size() == PARAMS_MAX) {
                return null;
            }
            params.add(new Params.Param(name, content));
        } while (cursor.take(','));
        cursor.skipSpace();
        return cursor.atEnd() ? new AuthValue(scheme, List.copyOf(params)) : null;
    }

    /** Value of a parameter; null when it is not there. */
    public String get(String name) {
        return get(params, name);
    }

    private static String get(List<Params.Param> params, String name) {
        for (int i = 0; i < params.size(); i++) {
            if (params.get(i).name().equals(name)) {
                return params.get(i).value();
            }
        }
        return null;
    }

    /** Value of a parameter; "" when it is not there. */
    public String getOrEmpty(String name) {
        String value = get(name);
        return value == null ? "" : value;
    }

    public boolean isDigest() {
        return scheme.equalsIgnoreCase("Digest");
    }
}
