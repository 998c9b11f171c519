package hotswitch.sip.registrar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

/** Who says the same again is refreshed without being read, and nobody can tell. */
final class RefreshTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int BYTES_MAX = 400;
    private static final List<String> CONTACTS = List.of(
            "<sip:8001@192.0.2.20>",
            "<sip:8001@192.0.2.20>",
            "<sip:8001@192.0.2.20>;expires=90;q=0.5",
            "<sip:8001@192.0.2.20;x=1>",
            "<sip:8001@192.0.2.21:5062>;+sip.instance=\"<urn:uuid:1>\";reg-id=1",
            "<sip:8001@192.0.2.21:5062>;+sip.instance=\"<urn:uuid:1>\"",
            "<sip:8001@192.0.2.20>;expires=0",
            "<sip:8001@192.0.2.20>, <sip:8001@192.0.2.22>",
            "*",
            "");
    private static final List<String> VIAS = List.of(
            "SIP/2.0/UDP 192.0.2.20:5060;branch=z9hG4bK",
            "SIP/2.0/UDP 192.0.2.20:5060;rport;branch=z9hG4bK",
            "SIP/2.0/UDP 192.0.2.99;branch=z9hG4bK,SIP/2.0/UDP 192.0.2.20;branch=z9hG4bK");
    private static final List<Hop> SOURCES = List.of(
            Hop.udp("192.0.2.20", 5060),
            Hop.udp("192.0.2.20", 5060),
            Hop.udp("203.0.113.5", 40_000),
            new Hop(Transport.TCP, "192.0.2.20", 40_001, 1),
            new Hop(Transport.TCP, "192.0.2.20", 40_002, 2));

    private final PhoneMessages phone = new PhoneMessages();
    private long nowNs = 1_800_000_000L * SECOND_NS;
    private String domain = "hotline.local";

    /** A registrar and what it told. */
    private class Side implements DeviceListener {
        final List<String> story = new ArrayList<>();
        final Registrar registrar = new Registrar(RegistrarLimits.DEFAULT, this, host -> host.equals(domain));

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
            ExpandableArrayBuffer out = new ExpandableArrayBuffer();
            int length = registrar.encode(device, out, 0);
            story.add(HexFormat.of().formatHex(Arrays.copyOf(out.byteArray(), length)));
        }

        void register(SipMessage message, Hop source) {
            RegisterResult result = registrar.register(message, phone.device, source, nowNs);
            SipWriter writer = new SipWriter().startResponse(result.status());
            result.write(writer);
            story.add(writer.toString());
        }
    }

    /** One of them hears an option tag each time that it has not heard before, and so it has to read all. */
    @Test
    void itIsAsIfEachWereRead() {
        Random random = new Random(11);
        Side quick = new Side();
        Side careful = new Side();
        int repeated = 0;
        for (int step = 0; step < 6_000; step++) {
            nowNs += random.nextInt(random.nextInt(50) == 0 ? 200 : 3) * SECOND_NS;
            domain = random.nextInt(40) == 0 ? "elsewhere" : "hotline.local";
            if (random.nextInt(4) != 0) {
                phone.cseq -= random.nextInt(30) == 0 ? 1 : 0;
            } else {
                phone.callId = "call-" + random.nextInt(3);
            }
            int much = random.nextInt(3) == 0 ? 1_000 : 2;
            phone.via = VIAS.get(random.nextInt(much) % VIAS.size());
            Hop source = SOURCES.get(random.nextInt(much) % SOURCES.size());
            String contact = CONTACTS.get(random.nextInt(much) % CONTACTS.size());
            List<String> lines = new ArrayList<>(List.of("Supported: outbound", "Supported: x"));
            lines.add("Expires: " + (contact.equals("*") ? 0 : 120));
            if (!contact.isEmpty()) {
                lines.add("Contact: " + contact);
            }
            quick.register(phone.register(lines.toArray(String[]::new)), source);
            phone.cseq--;
            lines.set(1, "Supported: x" + step);
            careful.register(phone.register(lines.toArray(String[]::new)), source);
            if (random.nextInt(20) == 0) {
                quick.registrar.flowLost(source);
                careful.registrar.flowLost(source);
            }
            assertEquals(careful.story, quick.story, "step " + step);
            repeated += quick.story.size() > 1 ? 1 : 0;
            quick.story.clear();
            careful.story.clear();
        }
        assertTrue(repeated > 1_000, repeated + " changed anything");
    }

    @Test
    void aRefreshMakesFewBytes() {
        Registrar registrar = new Registrar(
                RegistrarLimits.DEFAULT,
                new Side() {
                    @Override
                    public void bindingsChanged(String device) {
                        // what is kept of it is another's
                    }
                },
                host -> true);
        List<SipMessage> registers = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            registers.add(phone.register("Contact: <sip:8001@192.0.2.20:5060>;q=0.7", "Expires: 3600"));
        }
        Hop source = Hop.udp("192.0.2.20", 5060);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int i = 0; i < registers.size(); i++) {
            if (i == registers.size() / 2) {
                before = thread.getCurrentThreadAllocatedBytes();
            }
            assertEquals(
                    200,
                    registrar
                            .register(registers.get(i), "8001", source, nowNs + i)
                            .status());
        }
        long bytes = (thread.getCurrentThreadAllocatedBytes() - before) / (registers.size() / 2);
        assertTrue(bytes < BYTES_MAX, bytes + " bytes a refresh");
    }
}
