package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.DigestAnswer;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole of a call over IPv6: registration, INVITE from a trunk and to a seat, audio both ways. */
final class Ipv6Test {
    private static final String HERE = "::1";

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("ipv6")
            .onIpv6()
            .edit("trunks.yaml", "to: [\"udp:127.0.0.1:5080\"]", "to: [\"udp:[::1]:5080\"]")
            .edit("trunks.yaml", "from: [\"127.0.0.0/8\"]", "from: [\"::1/128\"]");

    @Test
    void aCallFromATrunkToASeat() {
        DigestAnswer account = new DigestAnswer("8001", "demo-8001", "MD5");
        try (Phone phone = Phone.seatAt(HOTLINE.sip(), HERE, account);
                Phone citizen = Phone.callerAt(HOTLINE.sip(), HERE, Caller.ani(6));
                Desk desk = new Desk(HOTLINE, 1001, phone)) {
            assertEquals(200, phone.register(600).status());
            desk.ready();
            PhoneCall call = citizen.dial("12345");
            call.voice.tone(Caller.TONE_HZ);
            PhoneCall agent = phone.awaitCall();
            assertTrue(agent.invitation().header("Via").startsWith("SIP/2.0/UDP [::1]:"));
            assertTrue(
                    agent.invitation().body().contains("c=IN IP6 ::1\r\n"),
                    agent.invitation().body());
            agent.answer();
            agent.voice.tone(Carrier.TONE_HZ);
            assertTrue(call.voice.awaitTone(Carrier.TONE_HZ, 200, 30_000), "the citizen hears the agent");
            assertTrue(agent.voice.awaitTone(Caller.TONE_HZ, 200, 30_000), "the agent hears the citizen");
            agent.hangUp();
            call.awaitBye();
            assertEquals(
                    "carrier-a",
                    HOTLINE.api("supervisor")
                            .awaitRecord(Caller.ani(6))
                            .get("trunk")
                            .asText());
        }
    }

    /**
     * RFC 5118, each of its messages on the wire, from here to here: what an address without brackets leads to is 400,
     * every other one is read. What the last answer is for stands in the section.
     */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "4.1 | REGISTER | sip:[2001:db8::10] | - | - | 401",
                "4.1 | REGISTER | sip:[::1] | - | - | 401",
                "4.2 | REGISTER | sip:2001:db8::10 | - | - | 400",
                "4.3 | REGISTER | sip:[2001:db8::10:5070] | - | - | 401",
                "4.4 | REGISTER | sip:[2001:db8::10]:5070 | - | - | 401",
                "4.5 | BYE | sip:[2001:db8::10] | ;received=[2001:db8::9:255] | - | 481",
                "4.5 | BYE | sip:[2001:db8::10] | ;received=2001:db8::9:255 | - | 481",
                "4.6 | INVITE | sip:12345@[::1] | - | m=audio 6000 RTP/AVP 0 8 | 200",
                "4.7 | BYE | sip:user@host.example.net | - | - | 481",
                "4.8 | INVITE | sip:12345@[::1] | - | m=audio 6000 RTP/AVP 0~c=IN IP6 ::1~m=video 6024 RTP/AVP 107~"
                        + "c=IN IP4 192.0.2.2 | 200",
                "4.9 | INVITE | sip:12345@[::ffff:192.0.2.10]:19823 | - | m=audio 6000 RTP/AVP 0~c=IN IP6 "
                        + "::ffff:192.0.2.10 | 200",
                "RFC 6157 | INVITE | sip:12345@[::1] | - | m=audio 6000 RTP/AVP 0~c=IN IP4 192.0.2.2 | 488",
                "4.10 | OPTIONS | sip:user@[2001:db8:::192.0.2.1] | - | - | 200",
                "4.10 | OPTIONS | sip:user@[2001:db8::192.0.2.1] | - | - | 200"
            })
    void tortureMessages(String section, String method, String uri, String received, String media, int answer)
            throws IOException {
        String further = "Via: SIP/2.0/TCP 192.0.2.1;branch=z9hG4bKjhja8781hjuaij65144\n"
                + "Via: SIP/2.0/TCP [2001:db8::9:255];branch=z9hG4bK451jj;received=192.0.2.200\n";
        String body = media.equals("-") ? "" : "v=0\no=- 1 1 IN IP6 ::1\ns=-\nc=IN IP6 ::1\nt=0 0\n" + media + '\n';
        try (DatagramSocket phone = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(HERE), 0))) {
            phone.setSoTimeout(20_000);
            String id = "v6-" + phone.getLocalPort();
            String via = "Via: SIP/2.0/UDP [::1]:" + phone.getLocalPort() + ";branch=z9hG4bKas3-" + id;
            String contact = "<sip:user@[::1]:" + phone.getLocalPort() + ">";
            String text = method + ' ' + uri + " SIP/2.0\n" + via + (received.equals("-") ? "" : received) + '\n'
                    + (section.equals("4.7") ? further : "") + "Max-Forwards: 70\nFrom: <sip:user@[::1]>;tag=81x2\n"
                    + "To: <sip:user@[::1]>\nCall-ID: " + id + "\nCSeq: 98176 " + method + "\nContact: " + contact
                    + '\n'
                    + (body.isEmpty() ? "" : "Content-Type: application/sdp\n");
            String description = body.replace("~", "\n").replace("\n", "\r\n");
            String head = text.replace("\n", "\r\n") + "Content-Length: " + description.length() + "\r\n\r\n";
            byte[] bytes = (head + description).getBytes(StandardCharsets.UTF_8);
            phone.send(new DatagramPacket(bytes, bytes.length, HOTLINE.sip()));
            SipText heard = last(phone, id);
            assertEquals(answer, heard.status(), heard::toString);
            if (section.equals("4.7")) {
                assertTrue(
                        heard.headers().stream().anyMatch(each -> each.contains("[2001:db8::9:255]")), heard::toString);
            }
            if (heard.status() == 488) {
                String warning = heard.header("Warning");
                assertTrue(warning.startsWith("300 ") && warning.contains("IPv4 is not reached"), heard::toString);
            }
            if (heard.status() == 200 && method.equals("INVITE")) {
                assertTrue(heard.body().contains("c=IN IP6 ::1\r\n"), heard::toString);
                ends(phone, text, heard);
            }
        }
    }

    /** Nobody else shall be offered this call. */
    private static void ends(DatagramSocket phone, String invite, SipText answer) throws IOException {
        for (String method : new String[] {"ACK", "BYE"}) {
            String text = invite.replace("INVITE", method)
                    .replace("CSeq: 98176", method.equals("BYE") ? "CSeq: 98177" : "CSeq: 98176")
                    .replace("z9hG4bKas3-", "z9hG4bK" + method)
                    .replace("To: <sip:user@[::1]>", "To: " + answer.header("To"))
                    .replace("Content-Type: application/sdp\n", "");
            byte[] bytes =
                    (text + "Content-Length: 0\n\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            phone.send(new DatagramPacket(bytes, bytes.length, HOTLINE.sip()));
        }
        String callId = answer.callId();
        SipText over = last(phone, callId);
        while (!over.method().equals("BYE")) {
            over = last(phone, callId);
        }
        assertEquals(200, over.status(), over::toString);
    }

    private static SipText last(DatagramSocket phone, String callId) throws IOException {
        byte[] room = new byte[65_535];
        while (true) {
            DatagramPacket packet = new DatagramPacket(room, room.length);
            phone.receive(packet);
            String text = new String(room, 0, packet.getLength(), StandardCharsets.UTF_8);
            SipText heard = SipText.parse(text, System.nanoTime());
            if (heard.callId().equals(callId) && heard.status() >= 200) {
                return heard;
            }
        }
    }
}
