package hotswitch.sip.message;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Messages of the tests, written with line feeds for the reader's sake and sent with CRLF. */
final class Wire {
    private Wire() {}

    static final String INVITE = """
            INVITE sip:12345@hotline.local;user=phone SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.4:5070;rport;branch=z9hG4bK-776a, SIP/2.0/TCP edge.example.com;branch=z9hG4bKnext
            v: SIP/2.0/UDP [2001:db8::9]:5060;branch=z9hG4bKthird
            Max-Forwards: 70
            f: "王先生" <sip:13800000000@carrier.example>;tag=9fxced76sl
            To: <sip:12345@hotline.local>
            i: 3848276298220188511@192.0.2.4
            CSeq: 314159 INVITE
            m: <sip:13800000000@192.0.2.4:5070;transport=udp>
            X-Trace: one
            Subject: a
              folded  subject
            c: application/sdp
            l: 4

            v=0
            """;

    static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static SipMessage read(String text) {
        return read(bytes(text));
    }

    static SipMessage read(byte[] bytes) {
        SipMessage message = new SipMessage();
        Malformed fault = message.index(new UnsafeBuffer(bytes), 0, bytes.length);
        if (fault != Malformed.NONE) {
            throw new IllegalArgumentException(fault + " in\n" + new String(bytes, StandardCharsets.UTF_8));
        }
        return message;
    }

    static Malformed fault(String text) {
        byte[] bytes = bytes(text);
        return new SipMessage().index(new UnsafeBuffer(bytes), 0, bytes.length);
    }
}
