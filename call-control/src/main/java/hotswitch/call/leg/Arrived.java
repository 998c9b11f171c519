package hotswitch.call.leg;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Foretold;
import hotswitch.sip.transaction.Hop;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An INVITE that had come in and was not answered yet, as bytes: a restart reads it once more.
 *
 * @param foretold what was said to it reliably; null: nothing
 */
public record Arrived(byte[] invite, Hop source, Foretold foretold) {
    Arrived with(Foretold later) {
        return new Arrived(invite, source, later);
    }

    public SipMessage message() {
        SipMessage message = new SipMessage();
        message.index(new UnsafeBuffer(invite), 0, invite.length);
        return message;
    }
}
