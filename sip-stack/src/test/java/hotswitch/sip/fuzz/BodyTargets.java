package hotswitch.sip.fuzz;

import hotswitch.sip.sdp.LocalMedia;
import hotswitch.sip.sdp.Negotiation;
import hotswitch.sip.sdp.Negotiator;
import hotswitch.sip.sdp.SdpSession;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** Session descriptions: what we answer can be read, and has a stream for each one offered (RFC 3264 §6). */
final class BodyTargets {
    /** One for all inputs, as in the switch: what it read before must not matter. */
    private static final Negotiator NEGOTIATOR = new Negotiator();

    private static final LocalMedia OURS = LocalMedia.of("192.0.2.1", 4_000);

    private BodyTargets() {}

    static void sessionDescription(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (NEGOTIATOR.negotiate(text, OURS, 7, "") instanceof Negotiation.Agreed agreed) {
            InetAddress.ofLiteral(agreed.plan().remoteAddress()); // the media plane will
            SdpSession answer = SdpSession.parse(agreed.text().toString());
            int offered = SdpSession.parse(text).media().size();
            if (answer == null || answer.media().size() != offered) {
                throw new AssertionError("answer to " + offered + " streams:\n" + agreed.text());
            }
        }
        NEGOTIATOR.applyAnswer(NEGOTIATOR.offer(OURS, 7, ""), text);
    }
}
