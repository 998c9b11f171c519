package hotswitch.sip.session;

import hotswitch.sip.auth.DigestClient;
import hotswitch.sip.auth.Login;
import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Who we are in one dialog, once its peer has asked: then every request says so (RFC 3261 §22.2, §22.3). */
final class Credentials {
    /** Who asks gets no answer. */
    static final Credentials NONE = new Credentials();

    /** Null: none. */
    private final DigestClient client;

    private final Names names;
    private long written;
    /** Header lines of the last INVITE. */
    private List<String> invited = List.of();

    private Credentials() {
        client = null;
        names = null;
    }

    Credentials(Login login, Names names) {
        this.client = new DigestClient(login);
        this.names = names;
    }

    /** The peer asks who we are, and it can be said: the request is to be sent once more. */
    boolean challenged(SipMessage response) {
        if (client == null) {
            return false;
        }
        boolean asks = response.status() == 401 || response.status() == 407;
        return asks && client.challenged(response);
    }

    /** The peer has asked: requests say who we are. */
    boolean ready() {
        return client != null && client.ready();
    }

    /** A request of this dialog was taken. */
    void accepted() {
        if (client != null) {
            client.accepted();
        }
    }

    /** RFC 3261 §22.1: nobody can ask once more at an ACK, so it says what was taken with its INVITE. */
    void write(SipWriter out, Dialog dialog, Method method, CharSequence body) {
        if (method == Method.ACK) {
            invited.forEach(out::line);
        } else if (ready()) {
            String cnonce = names.cnonce(dialog.callId(), ++written);
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            List<String> lines = client.headers(method, dialog.requestUri(), cnonce, bytes);
            invited = method == Method.INVITE ? lines : invited;
            lines.forEach(out::line);
        }
    }
}
