package hotswitch.call.leg;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import org.agrona.concurrent.UnsafeBuffer;

/** An INVITE that had come in and was not answered yet, as bytes: a restart reads it once more. */
public record Arrived(byte[] invite, Hop source) {
    public SipMessage message() {
        SipMessage message = new SipMessage();
        message.index(new UnsafeBuffer(invite), 0, invite.length);
        return message;
    }
}
