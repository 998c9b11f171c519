package hotswitch.sip.registrar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;

/** What a phone sends to the registrar. */
final class PhoneMessages {
    String device = "8001";
    String domain = "hotline.local";
    String callId = "one";
    String via = "SIP/2.0/UDP 192.0.2.20:5060;branch=z9hG4bK1";
    int cseq;

    /** The next REGISTER of this device: lines "Contact: …", "Expires: …". */
    SipMessage register(String... lines) {
        String address = "<sip:" + device + "@" + domain + ">";
        SipWriter writer = new SipWriter()
                .startRequest(Method.REGISTER, "sip:hotline.local")
                .header(HeaderName.VIA, via)
                .header(HeaderName.FROM, address + ";tag=1")
                .header(HeaderName.TO, address)
                .header(HeaderName.CALL_ID, callId)
                .cseq(++cseq, Method.REGISTER);
        for (String line : lines) {
            writer.line(line);
        }
        writer.end();
        SipMessage message = new SipMessage();
        assertEquals(Malformed.NONE, message.index(writer.buffer(), 0, writer.length()));
        return message.copy();
    }
}
