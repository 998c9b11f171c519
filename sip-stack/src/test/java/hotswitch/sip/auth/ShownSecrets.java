package hotswitch.sip.auth;

import hotswitch.sip.auth.Credentials.Field;
import hotswitch.sip.message.SipMessage;
import java.util.List;

/** What the server reads from credentials and nobody else may. */
public final class ShownSecrets {
    private ShownSecrets() {}

    /** Of a header line; empty: it is none. */
    public static List<String> of(SipMessage request, int line) {
        Credentials shown = new Credentials();
        return shown.read(request, line)
                ? List.of(shown.text(Field.RESPONSE), shown.text(Field.NONCE), shown.text(Field.CNONCE))
                : List.of();
    }
}
