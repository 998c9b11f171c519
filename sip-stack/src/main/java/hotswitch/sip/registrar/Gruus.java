package hotswitch.sip.registrar;

import hotswitch.sip.dialog.Names;
import hotswitch.sip.dialog.Screening;
import hotswitch.sip.header.SipUri;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of one phone that reach this very phone (RFC 5627): the public one is its account with its instance; the
 * temporary one tells nobody whose it is, and holds as long as the phone registers with the same Call-ID, also over a
 * restart.
 */
public final class Gruus {
    private static final String TAG = "gruu";
    private static final String TEMPORARY = "tgruu.";
    /** What stands in a URI parameter as it is. */
    private static final String PLAIN = "[0-9A-Za-z:._~-]{1,128}";

    private final Names names;

    public Gruus(Names names) {
        this.names = names;
    }

    /** A phone of a device. */
    public record Phone(String device, String instance) {
        /** Whether this is a way to it. */
        public boolean isReachedBy(Binding binding) {
            return instance.equals(plain(binding));
        }
    }

    /** Who registers wants to know them (§5.2). */
    public static boolean asked(SipMessage register) {
        return Screening.names(register, HeaderName.SUPPORTED, TAG);
    }

    /** What the answer to a REGISTER says of each contact (§5.2). */
    public List<String> told(String device, String domain, List<Binding> bindings) {
        List<String> told = new ArrayList<>(bindings.size());
        for (Binding each : bindings) {
            String instance = plain(each);
            String open = ";pub-gruu=\"sip:" + SipUri.escapedUser(device) + '@' + domain + ";gr=" + instance + '"';
            String hidden = ";temp-gruu=\"sip:" + temporary(device, each) + '@' + domain + ";gr\"";
            told.add(instance.isEmpty() ? "" : open + hidden);
        }
        return told;
    }

    /** The phone that a Request-URI means; null: it means no single one. */
    public Phone meant(String requestUri, Registrar registrar) {
        SipUri uri = requestUri.contains(";gr") ? SipUri.parse(requestUri) : null;
        String instance = uri == null || uri.user() == null ? null : uri.param("gr");
        if (instance == null) {
            return null;
        }
        return uri.user().startsWith(TEMPORARY)
                ? registrar.find((device, binding) -> temporary(device, binding).equals(uri.user()))
                : new Phone(uri.user(), instance);
    }

    private String temporary(String device, Binding binding) {
        return TEMPORARY
                + names.contactUser(
                        device + ' ' + plain(binding) + ' ' + binding.origin().callId());
    }

    /** The instance as it stands in a URI; "": it has none that could. */
    static String plain(Binding binding) {
        String instance = binding.origin().instance();
        boolean bracketed = instance.startsWith("<") && instance.endsWith(">");
        String bare = bracketed ? instance.substring(1, instance.length() - 1) : instance;
        return bare.matches(PLAIN) ? bare : "";
    }
}
