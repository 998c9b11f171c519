package hotswitch.bench.stack;

import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.sdp.LocalMedia;
import hotswitch.sip.sdp.Negotiator;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An INVITE as a carrier sends it, and what answering it needs. */
@State(Scope.Thread)
public class Messages {
    static final String OFFER = """
            v=0
            o=carrier 53655765 2353687637 IN IP4 127.0.0.2
            s=-
            c=IN IP4 127.0.0.2
            t=0 0
            m=audio 9000 RTP/AVP 8 0 18 101
            a=rtpmap:8 PCMA/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:18 G729/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=sendrecv
            """.replace("\n", "\r\n");
    private static final String HEAD = """
            INVITE sip:12345@127.0.0.1:5060;user=phone SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.2:5080;rport;branch=z9hG4bK-29348-1-0
            Max-Forwards: 70
            From: "010-64001234" <sip:01064001234@carrier.example;user=phone>;tag=29348SIPpTag001
            To: <sip:12345@127.0.0.1:5060;user=phone>
            Call-ID: 1-29348@127.0.0.2
            CSeq: 1 INVITE
            Contact: <sip:carrier@127.0.0.2:5080>
            P-Asserted-Identity: <sip:01064001234@carrier.example;user=phone>
            Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, PRACK, INFO
            Supported: timer, 100rel, replaces
            Session-Expires: 1800
            User-Agent: Carrier/7.2
            Content-Type: application/sdp
            Content-Length: %d

            """.formatted(OFFER.length()).replace("\n", "\r\n");

    final UnsafeBuffer bytes = new UnsafeBuffer((HEAD + OFFER).getBytes(StandardCharsets.US_ASCII));
    final SipMessage message = new SipMessage();
    final SipMessage indexed = new SipMessage();
    final SipWriter writer = new SipWriter();
    final Negotiator negotiator = new Negotiator();
    final LocalMedia media = LocalMedia.of("127.0.0.1", 20_000);

    /** For JMH. */
    public Messages() {
        Malformed fault = indexed.index(bytes, 0, bytes.capacity());
        if (fault != Malformed.NONE) {
            throw new IllegalStateException("the sample is malformed: " + fault);
        }
    }
}
