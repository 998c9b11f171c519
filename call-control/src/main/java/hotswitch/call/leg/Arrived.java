package hotswitch.call.leg;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import org.agrona.concurrent.UnsafeBuffer;

/** An INVITE that came in and is not answered yet, as bytes: a restart reads it once more. */
public record Arrived(byte[] invite, Hop source) {
    public static Arrived of(SipMessage invite, Hop source) {
        byte[] bytes = new byte[invite.length()];
        invite.buffer().getBytes(0, bytes);
        return new Arrived(bytes, source);
    }

    public SipMessage message() {
        SipMessage message = new SipMessage();
        message.index(new UnsafeBuffer(invite), 0, invite.length);
        return message;
    }
}
