package hotswitch.sip.session;

import hotswitch.sip.auth.DigestClient;
import hotswitch.sip.auth.Login;
import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import java.nio.charset.StandardCharsets;

/** Who we are in one dialog, once its peer has asked: then every request says so (RFC 3261 §22.2, §22.3). */
final class Credentials {
    /** A peer that never has enough is not asked once more. */
    private static final int CHALLENGES_MAX = 4;

    private final DigestClient client;
    private final Names names;
    private int challenges;
    private long written;

    Credentials(Login login, Names names) {
        this.client = new DigestClient(login);
        this.names = names;
    }

    /** True if the request is to be sent once more. */
    boolean challenged(SipMessage response) {
        boolean asks = response.status() == 401 || response.status() == 407;
        return asks && ++challenges <= CHALLENGES_MAX && client.challenged(response);
    }

    /** The peer has asked. */
    boolean ready() {
        return client.ready();
    }

    /** A request of this dialog was taken. */
    void accepted() {
        challenges = 0;
        client.accepted();
    }

    void write(SipWriter out, Dialog dialog, Method method, String body) {
        if (client.ready()) {
            String cnonce = names.cnonce(dialog.callId(), ++written);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            out.header(client.header(), client.credentials(method, dialog.requestUri(), cnonce, bytes));
        }
    }
}
