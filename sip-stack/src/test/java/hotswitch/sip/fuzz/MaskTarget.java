package hotswitch.sip.fuzz;

import hotswitch.sip.auth.ShownSecrets;
import hotswitch.sip.header.AuthValue;
import hotswitch.sip.header.NameAddr;
import hotswitch.sip.header.SipUri;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Mask;
import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/** Whatever the parser reads of a secret in a message, of the masked message it reads nothing of it. */
final class MaskTarget {
    private static final String PIN_CODE = "50";
    /** Anything as short as that may stand there by chance. */
    private static final int GUESSED = 7;

    private static final List<HeaderName> CREDENTIALS =
            List.of(HeaderName.AUTHORIZATION, HeaderName.PROXY_AUTHORIZATION);
    private static final List<HeaderName> CHALLENGES =
            List.of(HeaderName.AUTHORIZATION, HeaderName.WWW_AUTHENTICATE, HeaderName.PROXY_AUTHENTICATE);
    private static final List<HeaderName> ADDRESSES =
            List.of(HeaderName.FROM, HeaderName.TO, HeaderName.CONTACT, HeaderName.REFER_TO);

    private MaskTarget() {}

    static void mask(byte[] bytes) {
        byte[] masked = bytes.clone();
        new Mask(masked, PIN_CODE).hide(masked.length);
        SipMessage before = read(bytes);
        SipMessage after = read(masked);
        for (HeaderName name : CREDENTIALS) {
            int theirs = after.firstLine(name);
            int i = 0;
            for (int line = before.firstLine(name); line >= 0; line = before.nextLine(line)) {
                hidden(ShownSecrets.of(before, line), ShownSecrets.of(after, theirs), after.value(name, i++));
                theirs = after.nextLine(theirs);
            }
        }
        for (HeaderName name : CHALLENGES) {
            for (int i = 0; i < before.count(name); i++) {
                hidden(challenge(before.value(name, i)), challenge(after.value(name, i)), after.value(name, i));
            }
        }
        for (HeaderName name : ADDRESSES) {
            for (int i = 0; i < before.count(name); i++) {
                password(uri(before.value(name, i)), uri(after.value(name, i)));
            }
        }
        if (before.isRequest()) {
            password(before.requestUri(), after.requestUri());
            pin(before.requestUri(), after.requestUri());
        }
    }

    private static SipMessage read(byte[] bytes) {
        SipMessage message = new SipMessage();
        message.index(new UnsafeBuffer(bytes), 0, bytes.length);
        return message;
    }

    /** What is no credentials may look like some once it is masked, and the other way round. */
    private static void hidden(List<String> secrets, List<String> left, String masked) {
        for (int i = 0; i < secrets.size(); i++) {
            String secret = secrets.get(i);
            boolean told = secret.length() > GUESSED && masked.contains(secret);
            boolean legible = left.isEmpty() ? told : !isHidden(left.get(i));
            if (legible) {
                throw new AssertionError("legible: " + secret + " in " + masked);
            }
        }
    }

    private static boolean isHidden(String text) {
        return text.matches("[x\\s]*");
    }

    private static List<String> challenge(String value) {
        AuthValue read = AuthValue.parse(value);
        List<String> secrets = new ArrayList<>();
        if (read != null && read.isDigest()) {
            secrets.add(read.getOrEmpty("nonce"));
            secrets.add(read.getOrEmpty("response"));
        }
        return secrets;
    }

    /** As it is written, between the brackets if there are any; "" none that is read. */
    private static String uri(String value) {
        NameAddr read = NameAddr.parse(value);
        if (read == null || read.uri() == null || !read.uri().isSip()) {
            return "";
        }
        String scheme = read.uri().scheme() + ":";
        int open = value.toLowerCase(Locale.ROOT).lastIndexOf("<" + scheme);
        int close = value.indexOf('>', Math.max(open, 0));
        return open >= 0 && close > open ? value.substring(open + 1, close) : value;
    }

    private static void password(String before, String after) {
        SipUri read = SipUri.parse(before);
        int at = before.indexOf('@');
        int colon = at < 0 ? -1 : before.indexOf(':', before.indexOf(':') + 1);
        if (read == null || !read.isSip() || colon < 0 || colon > at) {
            return;
        }
        int from = after.indexOf(':', after.indexOf(':') + 1);
        int to = after.lastIndexOf('@');
        if (from < 0 || to < from || !isHidden(after.substring(from + 1, to))) {
            throw new AssertionError("legible: " + before + " is " + after);
        }
    }

    /** As the switch reads what is dialled. */
    private static void pin(String before, String after) {
        SipUri read = SipUri.parse(before);
        SipUri masked = SipUri.parse(after);
        if (read == null || !(read.isSip() || read.isTel())) {
            return;
        }
        String dialled = bare(read);
        if (dialled.startsWith("*" + PIN_CODE)
                && (masked == null || !bare(masked).matches("\\*50x*"))) {
            throw new AssertionError("legible: " + before + " is " + after);
        }
    }

    private static String bare(SipUri uri) {
        String number = uri.user().split(";", 2)[0];
        return number.replaceAll("[-.() ]", "");
    }
}
