package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.parties.Collector;
import hotswitch.server.e2e.parties.Collector.Packet;
import hotswitch.server.e2e.parties.Sngrep;
import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The signalling of a call: seen afterwards, without the switch, as a ladder and by tshark; told to a collector. */
final class SipTraceTest {
    private static final Path READ = Path.of("target", "sngrep.pcap").toAbsolutePath();
    private static final Sngrep SNGREP = Sngrep.writing(READ);
    private static final Collector COLLECTOR = Collector.before(SNGREP.address());

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("sip-trace")
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0")
            .set("hep.address", "127.0.0.1")
            .set("hep.port", COLLECTOR.port())
            .set("hep.id", 4711);

    /** Heads of a capture file, of each frame in it, and of a datagram. */
    private static final int FILE = 24;

    private static final int UDP = 8;
    private static final int FRAME = 16 + 14 + 20 + UDP;

    private static final String WIRE = "{\"part\":\"hotswitch.wire\",\"level\":\"debug\",\"minutes\":1}";

    private static long id;
    private static Phone caller;
    private static Phone seat;
    private static SipText challenge;

    /** The wire is told to the log, an agent logs on by telephone, a caller is served, the switch is killed. */
    @BeforeAll
    static void aCall() {
        Api api = HOTLINE.api("supervisor");
        api.send("POST", "/api/v1/admin/log", WIRE).problem(403);
        JsonNode level = HOTLINE.api("system-admin").post("/admin/log", WIRE);
        assertEquals("debug", level.get("level").asText());
        seat = Phone.seat(HOTLINE.sip(), "8001");
        assertEquals(200, seat.register(3_600).status());
        PhoneCall logOn = seat.dial("*501001*1001%23");
        logOn.awaitBye();
        challenge = logOn.first(m -> m.status() == 401);
        Desk desk = new Desk(HOTLINE, 1001, seat);
        desk.await("ready");
        caller = Phone.caller(HOTLINE.sip(), "13900165001");
        Speaker citizen = Speaker.citizen(caller);
        Speaker agent = Speaker.at(desk);
        Speaker.together(citizen, agent);
        id = api.callOf(caller.user).get("id").asLong();
        agent.call().info('5');
        citizen.call().hangUp();
        agent.call().awaitBye();
        api.awaitRecord(caller.user);
        Await.until("both legs are told to their ends", () -> told("BYE ") == 2);
        aLevelIsOverByItself();
        HOTLINE.kill();
    }

    private static void aLevelIsOverByItself() {
        Api admin = HOTLINE.api("system-admin");
        admin.send("POST", "/api/v1/admin/log", "{\"part\":\"io.netty\",\"level\":\"debug\"}")
                .problem(400);
        admin.send("POST", "/api/v1/admin/log", "{\"level\":\"loud\"}").problem(400);
        admin.send("POST", "/api/v1/admin/log", "{\"level\":\"warn\",\"minutes\":0}")
                .problem(400);
        JsonNode now = admin.get("/admin/log");
        assertEquals("hotswitch.wire", now.get(0).get("part").asText(), now::toString);
    }

    private static long told(String start) {
        return COLLECTOR.of(id).stream()
                .filter(packet -> packet.sip().startsWith(start))
                .count();
    }

    @AfterAll
    static void end() {
        caller.close();
        seat.close();
        COLLECTOR.close();
        SNGREP.close();
    }

    /** Its lines. */
    private static List<String> tshark(Path file, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString()));
        command.addAll(List.of(more));
        Path err = HOTLINE.folder().resolve("tshark.err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(out.contains("\t"), Files.readString(err));
        return out.lines().toList();
    }

    private static SwitchProcess.Said trace(String... more) {
        List<String> all =
                new ArrayList<>(List.of("sip", "trace", "--data", HOTLINE.data().toString()));
        all.addAll(List.of(more));
        return HOTLINE.run(all.toArray(String[]::new));
    }

    @Test
    void aLadder() {
        SwitchProcess.Said said = trace("--call", Long.toString(id));
        assertEquals(0, said.status(), said::err);
        List<String> lines = said.out().lines().toList();
        assertTrue(lines.get(1).contains("127.0.0.1:" + caller.port()), said::out);
        assertTrue(lines.get(1).contains("127.0.0.1:" + HOTLINE.sip().getPort()), said::out);
        assertTrue(lines.get(1).contains("127.0.0.1:" + seat.port()), said::out);
        List<String> expected = List.of(
                "\\|-+ INVITE -+>\\| +\\|  sip:12345@.*sendrecv PCMA telephone-event at 127.0.0.1:\\d+\\]",
                "\\|<-+ 200 INVITE -+\\| +\\|  OK  \\[sendrecv PCMA telephone-event at .*",
                "\\|-+ ACK -+>\\| +\\| .*",
                "\\| +\\|-+ INVITE -+>\\|  sip:8001@.*sendrecv PCMA PCMU telephone-event at .*",
                "\\| +\\|<-+ 180 INVITE -+\\| .*",
                "\\| +\\|<-+ 200 INVITE -+\\| .*",
                "\\| +\\|-+ ACK -+>\\| .*",
                "\\| +\\|<-+ INFO -+\\| .*",
                "\\|-+ BYE -+>\\| +\\| .*",
                "\\| +\\|-+ BYE -+>\\| .*");
        int at = 2;
        for (String each : expected) {
            Pattern pattern = Pattern.compile("^\\d\\d:\\d\\d:\\d\\d\\.\\d{6} +\\+\\d+\\.\\d{3} +" + each);
            while (at < lines.size() && !pattern.matcher(lines.get(at)).find()) {
                at++;
            }
            assertTrue(at < lines.size(), each + "\n" + said.out());
        }
    }

    @Test
    void aCaptureFileForTshark() throws IOException {
        Path file = HOTLINE.folder().resolve("call.pcap");
        SwitchProcess.Said said = trace("--call", Long.toString(id), "--pcap", file.toString());
        assertEquals(0, said.status(), said::err);
        List<String> frames = tshark(
                file,
                "-d",
                "udp.port==" + HOTLINE.sip().getPort() + ",sip",
                "-T",
                "fields",
                "-e",
                "ip.src",
                "-e",
                "udp.srcport",
                "-e",
                "udp.dstport",
                "-e",
                "sip.Method",
                "-e",
                "sip.Status-Code",
                "-e",
                "udp.checksum.status",
                "-e",
                "ip.checksum.status",
                "-e",
                "_ws.malformed",
                "-o",
                "udp.check_checksum:TRUE",
                "-o",
                "ip.check_checksum:TRUE");
        int here = HOTLINE.sip().getPort();
        String invited = "127.0.0.1\t" + caller.port() + "\t" + here + "\tINVITE\t\t1\t1\t";
        String offered = "127.0.0.1\t" + here + "\t" + seat.port() + "\tINVITE\t\t1\t1\t";
        String answered = "127.0.0.1\t" + seat.port() + "\t" + here + "\t\t200\t1\t1\t";
        assertEquals(invited, frames.getFirst());
        assertTrue(frames.contains(offered) && frames.contains(answered), frames::toString);
        assertTrue(
                frames.stream().allMatch(f -> f.matches("127\\.0\\.0\\.1(\t\\d+){2}\t(\\w+\t|\t\\d{3})\t1\t1\t")),
                frames::toString);
    }

    @Test
    void allOfThemAndNoneOfACallThatIsNotThere() {
        SwitchProcess.Said said = trace();
        assertEquals(0, said.status(), said::err);
        assertTrue(said.out().contains(" REGISTER ") && said.out().contains(" 401 REGISTER "), said::out);
        assertEquals(1, trace("--call", "4").status());
        assertEquals(
                2,
                HOTLINE.run("sip", "trace", "--data", HOTLINE.folder().toString())
                        .status());
    }

    /** Neither kept, in a capture file nor on the wire to the collector: nonces, responses, the PIN, keys by INFO. */
    @Test
    void nothingSecretIsKeptOrTold() throws IOException {
        String kept = Files.readString(HOTLINE.data().resolve("sip.trace"), StandardCharsets.ISO_8859_1);
        Path file = HOTLINE.folder().resolve("all.pcap");
        assertEquals(0, trace("--pcap", file.toString()).status());
        String captured = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertTrue(captured.contains("Authorization: Digest username=\"8001\""));
        List<Packet> told = COLLECTOR.packets();
        Matcher nonce = Pattern.compile("nonce=\"([^\"]+)\"").matcher(challenge.header("WWW-Authenticate"));
        assertTrue(nonce.find());
        assertTrue(kept.contains("Authorization: Digest username=\"8001\""));
        for (String secret : List.of(nonce.group(1), "*501001", "1001%23", "Signal=5")) {
            assertFalse(kept.contains(secret), secret);
            assertFalse(captured.contains(secret), secret);
            assertTrue(told.stream().noneMatch(packet -> packet.sip().contains(secret)), secret);
        }
        assertNoResponse(kept);
        assertNoResponse(captured);
        assertNoResponse(told.stream().map(Packet::sip).collect(Collectors.joining("\n")));
        String ladder = trace().out();
        assertTrue(ladder.contains("sip:*50xxx"), ladder);
        for (String secret : List.of(nonce.group(1), "*501001", "1001%23", "Signal=5", "response=")) {
            assertFalse(ladder.contains(secret), secret);
        }
    }

    /** Of a digest: where they stood. */
    private static void assertNoResponse(String text) {
        Matcher response = Pattern.compile("[, ]response=\"([^\"]*)\"").matcher(text);
        int seen = 0;
        while (response.find()) {
            assertTrue(response.group(1).matches("x+"), response::group);
            seen++;
        }
        assertTrue(seen >= 2, "responses: " + seen);
    }

    @Test
    void theWireIsInTheLog() throws IOException {
        String log = Files.readString(HOTLINE.data().resolve("log/hotswitch.log"));
        String citizen = " wire < 127.0.0.1:" + caller.port() + " INVITE sip:12345@";
        assertTrue(log.contains(citizen), citizen);
        assertTrue(log.contains(" wire > 127.0.0.1:" + seat.port() + " INVITE sip:8001@"));
        assertFalse(log.contains("*501001") || log.contains("nonce="), "secrets in the log");
    }

    /** HEP3 as the collector's dissector reads it: who, when, what; both legs of a call under its number. */
    @Test
    void theCollectorIsTold() throws IOException {
        assertEquals("2 2", told("INVITE ") + " " + told("ACK "));
        List<Packet> call = COLLECTOR.of(id);
        Packet first = call.getFirst();
        assertTrue(first.sip().startsWith("INVITE sip:12345@"), first::sip);
        assertEquals(caller.port(), first.sourcePort());
        assertEquals(HOTLINE.sip().getPort(), first.targetPort());
        assertEquals("127.0.0.1 127.0.0.1", first.source() + " " + first.target());
        assertEquals(4711, first.agentId());
        assertEquals(17, first.protocol());
        assertTrue(Math.abs(first.timeMs() - System.currentTimeMillis()) < 300_000, first::toString);
        assertTrue(call.stream()
                .anyMatch(p -> p.targetPort() == seat.port() && p.sip().startsWith("INVITE")));
        assertTrue(COLLECTOR.packets().stream().allMatch(p -> p.family() == 2 && p.kind() == 1));
    }

    /** sngrep's decoder takes each packet, and writes the message that is in it with its addresses and its time. */
    @Test
    void anotherMakersCollectorReadsTheSame() throws IOException {
        List<Packet> told = COLLECTOR.packets();
        long bytes = told.stream().mapToLong(packet -> FRAME + length(packet)).sum();
        Await.until("sngrep has written all", () -> READ.toFile().length() >= FILE + bytes);
        List<String> sip = List.of("-d", "udp.port==" + HOTLINE.sip().getPort() + ",sip", "-T", "fields");
        List<String> fields = List.of("frame.time_epoch", "ip.src", "udp.srcport", "ip.dst", "udp.dstport");
        List<String> more = new ArrayList<>(sip);
        fields.forEach(field -> more.addAll(List.of("-e", field)));
        more.addAll(List.of("-e", "udp.length", "-e", "sip.Method", "-e", "sip.Status-Code"));
        List<String> read = tshark(READ, more.toArray(String[]::new));
        assertTrue(told.size() > 20, told::toString);
        assertEquals(
                told.stream().map(SipTraceTest::fields).sorted().toList(),
                read.stream().sorted().toList());
    }

    private static int length(Packet packet) {
        return packet.sip().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String fields(Packet packet) {
        String[] start = packet.sip().split(" ", 3);
        boolean request = !start[0].startsWith("SIP/");
        return "%d.%06d000\t%s\t%d\t%s\t%d\t%d\t%s\t%s"
                .formatted(
                        packet.timeUs() / 1_000_000,
                        packet.timeUs() % 1_000_000,
                        packet.source(),
                        packet.sourcePort(),
                        packet.target(),
                        packet.targetPort(),
                        UDP + length(packet),
                        request ? start[0] : "",
                        request ? "" : start[1]);
    }
}
