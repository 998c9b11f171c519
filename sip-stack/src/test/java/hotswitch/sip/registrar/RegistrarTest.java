package hotswitch.sip.registrar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.registrar.RegisterResult.Refused;
import hotswitch.sip.registrar.RegisterResult.Registered;
import hotswitch.sip.registrar.RegisterResult.TooBrief;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

final class RegistrarTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final Hop PHONE = Hop.udp("192.0.2.20", 5060);

    private final List<String> story = new ArrayList<>();
    private final DeviceListener listener = new DeviceListener() {
        @Override
        public void deviceUp(String device) {
            story.add("up " + device);
        }

        @Override
        public void deviceDown(String device) {
            story.add("down " + device);
        }

        @Override
        public void bindingsChanged(String device) {
            story.add("changed " + device);
        }
    };
    private final Registrar registrar = new Registrar(RegistrarLimits.DEFAULT, listener, "hotline.local"::equals);
    private long nowNs = 1_800_000_000L * SECOND_NS;
    private final PhoneMessages phone = new PhoneMessages();

    private SipMessage request(String... lines) {
        return phone.register(lines);
    }

    /** RFC 3261 §19.1.1, table 1: a Contact of REGISTER may have them; it is said back as it came. */
    @Test
    void aContactMayHaveHeaders() {
        String contact = "<sip:8001@192.0.2.20;method=INVITE?Route=%3Csip:x.example%3E&Priority=urgent>";
        String answer = written(register("Contact: " + contact));
        assertTrue(answer.contains("Contact: " + contact + ";expires="), answer);
        assertEquals(
                "sip:8001@192.0.2.20",
                registrar.lookup("8001", nowNs).getFirst().contact().requestUri());
    }

    /** RFC 3327 §5.3: kept with the binding, said back, and the way on which the phone is called. */
    @Test
    void proxiesBetweenAreRemembered() {
        phone.via = "SIP/2.0/UDP 198.51.100.1:5060;branch=z9hG4bK9, SIP/2.0/UDP 10.0.0.7:5060;branch=z9hG4bK1";
        String path = "<sip:core.example;lr>, <sip:token@edge.example;lr;ob>";
        String contact = "Contact: <sip:8001@10.0.0.7:5060>;+sip.instance=\"<urn:uuid:1>\";reg-id=1";
        SipMessage register = request(contact, "Path: " + path, "Supported: path, outbound");
        RegisterResult result = registrar.register(register, phone.device, Hop.udp("198.51.100.1", 5060), nowNs);
        assertTrue(written(result).contains("Path: <sip:core.example;lr>\nPath: <sip:token@edge.example;lr;ob>\n"));
        Binding binding = registrar.lookup("8001", nowNs).getFirst();
        List<String> ways = List.of("<sip:core.example;lr>", "<sip:token@edge.example;lr;ob>");
        assertEquals(ways, binding.origin().path());
        assertEquals("198.51.100.1", binding.target().address());
        byte[] kept = kept();
        Registrar next = new Registrar(RegistrarLimits.DEFAULT, listener, "hotline.local"::equals);
        next.restore("8001", kept, nowNs);
        assertEquals(binding, next.lookup("8001", nowNs).getFirst());
    }

    /** RFC 5626 §6: a proxy between that does not keep the flow. */
    @Test
    void aFlowThatNobodyKeepsIsRefused() {
        phone.via = "SIP/2.0/UDP 198.51.100.1:5060;branch=z9hG4bK9, SIP/2.0/UDP 10.0.0.7:5060;branch=z9hG4bK1";
        String contact = "Contact: <sip:8001@10.0.0.7:5060>;+sip.instance=\"<urn:uuid:1>\";reg-id=1";
        assertEquals(439, status(register(contact, "Supported: path, outbound")));
        assertEquals(439, status(register(contact, "Path: <sip:edge.example;lr>", "Supported: path, outbound")));
        assertEquals(200, status(register(contact, "Supported: path")), "who does not ask for it is not refused");
    }

    /** RFC 5626 §5.3.1, RFC 7118: who can be reached over one connection only is gone with it. */
    @Test
    void aBindingGoesWithItsConnection() {
        Hop first = new Hop(Transport.TCP, "192.0.2.20", 40_001, 1);
        Hop second = new Hop(Transport.TCP, "192.0.2.20", 40_002, 2);
        Hop page = new Hop(Transport.WS, "192.0.2.21", 40_003, 3);
        String instance = ";+sip.instance=\"<urn:uuid:1>\";reg-id=";
        String knows = "Supported: path, outbound";
        registrar.register(
                request("Contact: <sip:8001@192.0.2.20:1>" + instance + 1, knows), phone.device, first, nowNs);
        registrar.register(
                request("Contact: <sip:8001@192.0.2.20:2>" + instance + 2, knows), phone.device, second, nowNs);
        phone.callId = "two";
        registrar.register(request("Contact: <sip:8001@df7.invalid;transport=ws>"), phone.device, page, nowNs);
        List<Binding> all = registrar.lookup("8001", nowNs);
        assertEquals(3, all.size());
        assertTrue(all.stream().filter(all.getFirst()::sameInstance).count() <= 2);
        registrar.flowLost(new Hop(Transport.TCP, "192.0.2.20", 40_001, 7));
        assertEquals(3, registrar.lookup("8001", nowNs).size(), "another connection from there");
        registrar.flowLost(first);
        registrar.flowLost(page);
        assertEquals(1, registrar.lookup("8001", nowNs).size());
        story.clear();
        registrar.flowLost(second);
        assertEquals(List.of("changed 8001", "down 8001"), story);
    }

    /** Without outbound: at the far end of a connection that it opened nobody listens. */
    @Test
    void aPhoneThatIsReachedOverItsConnectionAloneGoesWithIt() {
        Hop hop = new Hop(Transport.TCP, "192.0.2.20", 40_001, 1);
        registrar.register(request("Contact: <sip:8001@192.0.2.20:40001;transport=tcp>"), phone.device, hop, nowNs);
        registrar.flowLost(new Hop(Transport.TCP, "192.0.2.20", 40_001, 2));
        assertEquals(1, registrar.lookup("8001", nowNs).size(), "another connection from there");
        story.clear();
        registrar.flowLost(hop);
        assertEquals(List.of("changed 8001", "down 8001"), story);
        phone.callId = "hidden";
        registrar.register(request("Contact: <sip:8001@10.0.0.7;transport=tcp>"), phone.device, hop, nowNs);
        registrar.flowLost(hop);
        assertEquals(List.of(), registrar.lookup("8001", nowNs), "behind a NAT nobody is reached");
    }

    /** RFC 3261 §18.1.1: a phone that listens at its contact is reached there by a connection of ours. */
    @Test
    void aPhoneThatListensAtItsContactIsReachedThere() {
        Hop hop = new Hop(Transport.TLS, "192.0.2.20", 40_001, 1);
        registrar.register(request("Contact: <sip:8001@192.0.2.20;transport=tls>"), phone.device, hop, nowNs);
        registrar.flowLost(hop);
        Hop own = Hop.tls("192.0.2.20", 5061);
        assertEquals(own, target());
        assertEquals(Set.of("8001"), registrar.devicesAt(own));
    }

    /** Its old connection is half open: nobody has noticed that it is gone. */
    @Test
    void aPhoneThatComesBackOverAnotherConnectionIsOnePhone() {
        String one = ";+sip.instance=\"<urn:uuid:1>\"";
        Hop former = new Hop(Transport.TCP, "192.0.2.20", 40_001, 1);
        Hop now = new Hop(Transport.TCP, "192.0.2.20", 40_002, 2);
        registrar.register(request("Contact: <sip:8001@192.0.2.20:40001>" + one), phone.device, former, nowNs);
        phone.callId = "two";
        registrar.register(request("Contact: <sip:8001@192.0.2.20:40002>" + one), phone.device, now, nowNs);
        assertEquals("sip:8001@192.0.2.20:40002 3600", contacts());
        phone.callId = "three";
        registrar.register(
                request("Contact: <sip:8001@192.0.2.20:3>;+sip.instance=\"<urn:2>\""), phone.device, now, nowNs);
        assertEquals(2, registrar.lookup("8001", nowNs).size(), "another phone");
    }

    /** Numbers of connections begin anew with each start: an old one would be another phone's. */
    @Test
    void noConnectionOutlivesTheProcess() {
        Hop desk = new Hop(Transport.TCP, "192.0.2.20", 40_001, 5);
        Hop page = new Hop(Transport.WS, "192.0.2.21", 40_003, 6);
        registrar.register(request("Contact: <sip:8001@192.0.2.20:1>"), phone.device, desk, nowNs);
        phone.callId = "two";
        registrar.register(request("Contact: <sip:8001@df7.invalid>"), phone.device, page, nowNs);
        Registrar next = new Registrar(RegistrarLimits.DEFAULT, listener, "hotline.local"::equals);
        next.restore("8001", kept(), nowNs);
        List<Binding> left = next.lookup("8001", nowNs);
        assertEquals(1, left.size(), "a page can only come back by itself");
        assertEquals(Hop.tcp("192.0.2.20", 1), left.getFirst().target(), "it listens at its contact");
    }

    private byte[] kept() {
        ExpandableArrayBuffer out = new ExpandableArrayBuffer();
        int length = registrar.encode("8001", out, 3);
        return Arrays.copyOfRange(out.byteArray(), 3, 3 + length);
    }

    private RegisterResult register(String... lines) {
        return registrar.register(request(lines), phone.device, PHONE, nowNs);
    }

    private String contacts() {
        List<String> all = new ArrayList<>();
        for (Binding binding : registrar.lookup("8001", nowNs)) {
            all.add(binding.contact() + " " + binding.remainingS(nowNs));
        }
        return String.join(", ", all);
    }

    private static int status(RegisterResult result) {
        return result.status();
    }

    private static String written(RegisterResult result) {
        SipWriter writer = new SipWriter().startResponse(result.status());
        result.write(writer);
        return writer.toString().replace("\r\n", "\n");
    }

    @Test
    void aPhoneComesRefreshesAndGoes() {
        assertEquals(200, status(register("Contact: <sip:8001@192.0.2.20>", "Expires: 120")));
        assertEquals("sip:8001@192.0.2.20 120", contacts());
        nowNs += 60 * SECOND_NS;
        assertEquals(200, status(register("Contact: <sip:8001@192.0.2.20>;expires=300")));
        assertEquals("sip:8001@192.0.2.20 300", contacts());
        register("Contact: <sip:8001@192.0.2.20>;expires=0");
        assertEquals("", contacts());
        assertEquals(List.of("changed 8001", "up 8001", "changed 8001", "changed 8001", "down 8001"), story);
    }

    @Test
    void theAnswerListsAllContactsWithTheirTime() {
        register("Contact: <sip:8001@192.0.2.20>;q=0.5", "Expires: 120");
        nowNs += 20 * SECOND_NS + 1;
        RegisterResult result =
                register("Contact: <sip:8001@192.0.2.21:5070>;expires=90;+sip.instance=\"<urn:uuid:1>\"");
        assertEquals("""
                SIP/2.0 200 OK
                Contact: <sip:8001@192.0.2.21:5070>;expires=90;+sip.instance="<urn:uuid:1>"
                Contact: <sip:8001@192.0.2.20>;expires=100;q=0.500
                """, written(result));
        assertEquals(written(result), written(register()), "without Contact it only asks");
    }

    @Test
    void timesAreBounded() {
        assertEquals(new TooBrief(60), register("Contact: <sip:8001@192.0.2.20>;expires=59"));
        assertEquals("SIP/2.0 423 Interval Too Brief\nMin-Expires: 60\n", written(new TooBrief(60)));
        register("Contact: <sip:8001@192.0.2.20>");
        assertEquals("sip:8001@192.0.2.20 3600", contacts());
        register("Contact: <sip:8001@192.0.2.20>", "Expires: 999999999999999999999");
        assertEquals("sip:8001@192.0.2.20 7200", contacts());
        register("Contact: <sip:8001@192.0.2.20>;expires=soon");
        assertEquals("sip:8001@192.0.2.20 3600", contacts(), "RFC 3261 §20.10: malformed is as if not there");
    }

    @Test
    void whatIsNotRefreshedExpires() {
        register("Contact: <sip:8001@192.0.2.20>;expires=100, <sip:8001@192.0.2.21>;expires=60");
        assertEquals(nowNs + 60 * SECOND_NS, registrar.onTime(nowNs));
        nowNs += 60 * SECOND_NS;
        assertEquals(nowNs + 40 * SECOND_NS, registrar.onTime(nowNs));
        assertEquals("sip:8001@192.0.2.20 40", contacts());
        nowNs += 40 * SECOND_NS;
        assertEquals(Long.MAX_VALUE, registrar.onTime(nowNs));
        assertEquals("down 8001", story.getLast());
        assertEquals(0, kept().length);
        assertTrue(registrar.devicesAt(PHONE).isEmpty());
    }

    @Test
    void theStarTakesAllAway() {
        register("Contact: <sip:8001@192.0.2.20>", "Contact: <sip:8001@192.0.2.21>");
        assertEquals(400, status(register("Contact: *")));
        assertEquals(400, status(register("Contact: *", "Contact: <sip:8001@192.0.2.20>", "Expires: 0")));
        assertEquals(200, status(register("Contact: *", "Expires: 0")));
        assertEquals("", contacts());
    }

    @Test
    void anOvertakenRequestFailsAsAWhole() {
        register("Contact: <sip:8001@192.0.2.20>", "Expires: 120");
        phone.cseq = 0;
        assertEquals(500, status(register("Contact: <sip:8001@192.0.2.99>, <sip:8001@192.0.2.20>")));
        phone.cseq = 0;
        assertEquals(500, status(register("Contact: *", "Expires: 0")));
        assertEquals("sip:8001@192.0.2.20 120", contacts());
        phone.callId = "after-a-reboot";
        phone.cseq = 0;
        String twice = "Contact: <sip:8001@192.0.2.20>;expires=0, <sip:8001@192.0.2.20>, <sip:8001@192.0.2.20;x=1>";
        assertEquals(200, status(register(twice)), "the last of those that are equal counts (§19.1.4)");
        assertEquals("sip:8001@192.0.2.20;x=1 3600", contacts());
    }

    @Test
    void onlyItself() {
        RegisterResult other = registrar.register(request("Contact: <sip:x@192.0.2.20>"), "8002", PHONE, nowNs);
        assertEquals(403, assertInstanceOf(Refused.class, other).status());
        assertEquals(400, status(register("Contact: sip:8001@192.0.2.20?Route=%3Csip:x%3E")));
        assertEquals(400, status(register("Contact: <tel:+8612345>")));
    }

    @Test
    void tooManyContactsPushTheOldestOut() {
        for (int i = 0; i < 12; i++) {
            register("Contact: <sip:8001@192.0.2." + (100 + i) + ">");
        }
        assertEquals(10, registrar.lookup("8001", nowNs).size());
        assertTrue(!contacts().contains("192.0.2.101"));
        String eleven = "<sip:8001@192.0.2.1>,".repeat(10) + "<sip:8001@192.0.2.2>";
        assertEquals(403, status(register("Contact: " + eleven)));
    }

    @Test
    void behindNatTheSourceIsTheTarget() {
        phone.via = "SIP/2.0/UDP 192.168.1.10:5060;rport;branch=z9hG4bK1";
        Hop home = Hop.udp("203.0.113.5", 41_000);
        registrar.register(request("Contact: <sip:8001@192.168.1.10:5060>"), "8001", home, nowNs);
        Binding binding = registrar.lookup("8001", nowNs).getFirst();
        assertEquals(home, binding.target());
        assertEquals("sip:8001@192.168.1.10:5060", binding.contact().toString());
        assertEquals(Set.of("8001"), registrar.devicesAt(Hop.udp("203.0.113.5", 41_000)));

        Hop moved = Hop.udp("203.0.113.5", 42_000);
        registrar.register(request("Contact: <sip:8001@192.168.1.10:5060>"), "8001", moved, nowNs);
        assertEquals(1, registrar.lookup("8001", nowNs).size());
        assertEquals(moved, target());
        assertTrue(registrar.devicesAt(home).isEmpty());

        phone.callId = "another-home";
        Hop other = Hop.udp("203.0.113.77", 41_000);
        registrar.register(request("Contact: <sip:8001@192.168.1.10:5060>"), "8001", other, nowNs);
        assertEquals(2, registrar.lookup("8001", nowNs).size(), "two phones with the same private address");
    }

    @Test
    void withoutNatTheContactIsTheTarget() {
        register("Contact: <sip:8001@192.0.2.20:6001>");
        assertEquals(Hop.udp("192.0.2.20", 6001), target());
        assertEquals(Set.of("8001"), registrar.devicesAt(PHONE));
        assertEquals(Set.of("8001"), registrar.devicesAt(Hop.udp("192.0.2.20", 6001)));
    }

    /** RFC 3263 §4.1, RFC 3261 §26.2: over UDP it may say how else it wants to be reached. */
    @Test
    void theContactSaysByWhichTransport() {
        List<Hop> wanted = List.of(Hop.udp("192.0.2.20", 7), Hop.tcp("192.0.2.20", 5060), Hop.tls("192.0.2.20", 5061));
        String[] contacts = {"sip:192.0.2.20:7;transport=udp", "sip:192.0.2.20;transport=tcp", "sips:192.0.2.20"};
        for (int i = 0; i < contacts.length; i++) {
            register("Contact: <" + contacts[i] + ">;expires=" + (100 + i));
            assertEquals(wanted.get(i), target());
        }
    }

    private Hop target() {
        return registrar.lookup("8001", nowNs).getFirst().target();
    }

    @Test
    void severalPhonesBehindOneProxy() {
        register("Contact: <sip:8001@192.0.2.20>");
        phone.device = "8002";
        register("Contact: <sip:8002@192.0.2.20>");
        assertEquals(Set.of("8001", "8002"), registrar.devicesAt(PHONE));
        register("Contact: <sip:8002@192.0.2.20>;expires=0");
        assertEquals(Set.of("8001"), registrar.devicesAt(PHONE));
    }

    @Test
    void onAStreamTheConnectionIsTheTarget() {
        phone.via = "SIP/2.0/TCP 192.0.2.20:5060;branch=z9hG4bK1";
        Hop stream = new Hop(Transport.TCP, "192.0.2.20", 50_123, 7);
        registrar.register(request("Contact: <sip:8001@192.0.2.20;transport=tcp>"), "8001", stream, nowNs);
        assertEquals(stream, target());
    }

    @Test
    void aFlowReplacesItself() {
        String flow = ";+sip.instance=\"<urn:uuid:1>\";reg-id=1";
        register("Contact: <sip:8001@192.0.2.20:5061>" + flow, "Supported: path, outbound");
        phone.callId = "rebooted";
        RegisterResult result = register("Contact: <sip:8001@192.0.2.20:5099>" + flow, "Supported: path, outbound");
        assertEquals("sip:8001@192.0.2.20:5099 3600", contacts());
        assertTrue(assertInstanceOf(Registered.class, result).outbound());
        assertTrue(written(result).contains(";reg-id=1\nRequire: outbound\n"));
    }

    /** RFC 5626 §6: reg-id counts only from who says outbound; an answer tells each contact with its preference. */
    @Test
    void aFlowOfWhoDoesNotKnowFlowsIsAContact() {
        String flow = ";+sip.instance=\"<urn:uuid:1>\";reg-id=1;q=0.25";
        RegisterResult result = register("Contact: <sip:8001@192.0.2.20:5061>" + flow);
        assertTrue(written(result).contains(";expires=3600;q=0.250;+sip.instance=\"<urn:uuid:1>\"\n"), written(result));
        assertFalse(assertInstanceOf(Registered.class, result).outbound());
    }

    @Test
    void bindingsSurviveARestart() {
        register("Contact: <sip:8001@192.0.2.20>;expires=60, \"王\" <sip:8001@[2001:db8::1]:5070>;expires=600;q=0.25");
        byte[] fact = kept();
        List<Binding> before = registrar.lookup("8001", nowNs);
        story.clear();
        Registrar restarted = new Registrar(RegistrarLimits.DEFAULT, listener, "hotline.local"::equals);
        restarted.restore("8001", fact, nowNs);
        assertEquals(before, restarted.lookup("8001", nowNs));
        assertEquals(List.of("changed 8001", "up 8001"), story);
        assertEquals(Set.of("8001"), restarted.devicesAt(PHONE));

        Registrar late = new Registrar(RegistrarLimits.DEFAULT, listener, "hotline.local"::equals);
        late.restore("8001", fact, nowNs + 61 * SECOND_NS);
        assertEquals(1, late.lookup("8001", nowNs + 61 * SECOND_NS).size());
        assertThrows(RuntimeException.class, () -> late.restore("8001", new byte[8], nowNs));
    }
}
