package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import hotswitch.sip.message.Torture;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever is thrown at it: the right error, the switch alive, the next call as good as ever. */
final class BadInputTest {
    private static final int OPTIONS_BYTES = 400;
    private static final int TCP_WAIT_MS = 10_000;

    @RegisterExtension
    static final SwitchProcess HOTLINE =
            SwitchProcess.prepare("bad-input").edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0");

    private static int number = 100;

    private final Api api = HOTLINE.api("supervisor");

    /** The proof that it lives: not a ping but a call, with both voices. */
    @AfterEach
    void aCallWorks() {
        assertTrue(HOTLINE.alive());
        Desk desk = Desk.open(HOTLINE, 1001);
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900140" + ++number)) {
            talk(desk, phone, () -> {});
            desk.leave();
        }
        assertEquals(
                "",
                HOTLINE.errors()
                        .lines()
                        .filter(l -> l.contains(" ERROR "))
                        .findFirst()
                        .orElse(""));
    }

    private static void talk(Desk desk, Phone phone, Runnable meanwhile) {
        PhoneCall call = phone.dial("12345");
        call.awaitAnswered();
        call.voice.tone(440);
        assertEquals(200, call.info('1').status());
        PhoneCall offer = desk.phone().awaitCall().answer();
        offer.voice.tone(660);
        offer.awaitAck();
        meanwhile.run();
        assertTrue(offer.voice.awaitTone(440, 500, 20_000), "the agent hears the caller");
        assertTrue(call.voice.awaitTone(660, 500, 20_000), "the caller hears the agent");
        assertEquals(200, call.hangUp().status());
        offer.awaitBye();
        desk.await("ready");
    }

    @Test
    void tortureMessagesByUdp() {
        double before = api.metric("hotswitch_sip_malformed_total");
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900150001")) {
            for (Torture message : Torture.messages()) {
                phone.raw(message.bytes());
            }
            phone.raw(new byte[] {0});
            phone.raw("hello\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertEquals(200, options(phone, "").status());
        }
        Await.until("malformed ones are counted", () -> api.metric("hotswitch_sip_malformed_total") >= before + 10);
    }

    @Test
    void tortureMessagesByTcpEachOnItsOwnConnection() throws IOException {
        for (Torture message : Torture.messages()) {
            try (Socket socket =
                    new Socket(HOTLINE.sip().getAddress(), HOTLINE.sip().getPort())) {
                socket.getOutputStream().write(message.bytes());
                socket.shutdownOutput();
                socket.setSoTimeout(TCP_WAIT_MS);
                drain(socket);
            }
        }
    }

    private static int drain(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        int bytes = 0;
        try {
            while (in.read() >= 0) {
                bytes++;
            }
        } catch (SocketException reset) {
            return bytes;
        }
        return bytes;
    }

    @Test
    void aRequestThatLacksWhatItMustHaveIsAnswered400() {
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900150002")) {
            SipText answer = options(phone, "Content-Length: -1\r\n");
            assertEquals(400, answer.status());
            assertEquals(400, options(phone, "Max-Forwards: many\r\n").status());
            assertEquals(200, options(phone, "X-Unknown: fine\r\n").status());
        }
    }

    private static SipText options(Phone phone, String more) {
        String branch = "z9hG4bK" + Long.toHexString(System.nanoTime());
        String rest = more.contains("Max-Forwards") ? more : "Max-Forwards: 70\r\n" + more;
        String text = "OPTIONS sip:hotline.local SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + phone.port()
                + ";rport;branch=" + branch + "\r\nFrom: <sip:me@127.0.0.1>;tag=" + branch.substring(7)
                + "\r\nTo: <sip:hotline.local>\r\nCall-ID: " + branch + "\r\nCSeq: 1 OPTIONS\r\n" + rest
                + (more.contains("Content-Length") ? "" : "Content-Length: 0\r\n") + "\r\n";
        return phone.ask(branch, text);
    }

    @Test
    void oversizedMessages() throws IOException {
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900150003")) {
            assertEquals(
                    400,
                    options(phone, "Subject: " + "x".repeat(50_000) + "\r\n").status());
            assertEquals(400, options(phone, "X: y\r\n".repeat(5_000)).status());
        }
        assertTrue(api.metric("hotswitch_sip_malformed_total") >= 2);
        try (Socket socket =
                new Socket(HOTLINE.sip().getAddress(), HOTLINE.sip().getPort())) {
            socket.setSoTimeout(TCP_WAIT_MS);
            socket.getOutputStream()
                    .write(("OPTIONS sip:hotline.local SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK9\r\n"
                                    + "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n"
                                    + "Content-Length: 100000000\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            assertTrue(drain(socket) < OPTIONS_BYTES, "refused and closed, not waited for");
        }
    }

    @Test
    void garbageOnEveryMediaPortDuringACall() {
        Desk desk = Desk.open(HOTLINE, 1002);
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900150004")) {
            talk(desk, phone, BadInputTest::garbage);
        }
        desk.leave();
    }

    private static void garbage() {
        SplittableRandom random = new SplittableRandom(6);
        try (DatagramSocket stranger = new DatagramSocket()) {
            for (int port = HOTLINE.firstMediaPort(); port < HOTLINE.firstMediaPort() + 100; port++) {
                for (int size : new int[] {0, 1, 12, 13, 172, 1_400}) {
                    byte[] bytes = new byte[size];
                    random.nextBytes(bytes);
                    stranger.send(new DatagramPacket(bytes, size, HOTLINE.sip().getAddress(), port));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theApiSaysWhatIsWrong() {
        send("PUT", "/agents/1001/state", "{\"state\":").problem(400);
        String noObject = send("PUT", "/agents/1001/state", "[]").problem(400);
        assertEquals("a JSON object is expected as body", noObject);
        send("PUT", "/agents/1001/state", "").problem(400);
        send("PUT", "/agents/1001/state", "{\"state\":\"asleep\"}").problem(400);
        send("PUT", "/agents/1001/state", "{\"state\":7}").problem(400);
        send("POST", "/calls", "{\"agent\":\"x\",\"to\":\"1\"}").problem(400);
        send("POST", "/calls", "{\"agent\":1001,\"to\":\"1 2\"}").problem(400);
        send("GET", "/calls?ended=true&from=yesterday", null).problem(400);
        send("GET", "/calls?ended=yes", null).problem(400);
        send("GET", "/items?ended=1", null).problem(400);
        send("GET", "/agents/7", null).problem(404);
        send("GET", "/agents/x", null).problem(404);
        send("GET", "/calls/42", null).problem(404);
        send("POST", "/calls/42/clear", null).problem(404);
        send("GET", "/queues/none", null).problem(404);
        send("GET", "/recordings/42", null).problem(404);
        send("GET", "/recordings/42-1/audio", null).problem(404);
        send("GET", "/why/42", null).problem(404);
        send("GET", "/nothing", null).problem(404);
        send("DELETE", "/agents/1001", null).problem(405);
        send("PUT", "/agents/1001/state", "\"" + "x".repeat(100_000) + "\"").problem(413);
    }

    private Api.Answer send(String method, String path, String body) {
        return api.send(method, "/api/v1" + path, body);
    }

    @Test
    void eachMetricSaysWhatItIs() {
        String shown = api.send("GET", "/metrics", null).text();
        assertEquals(
                "",
                shown.lines()
                        .filter(line -> line.matches("# HELP \\S+\\s*"))
                        .findFirst()
                        .orElse(""));
    }

    @Test
    void noTokenWrongTokenWrongRole() {
        String state = "/api/v1/agents/1001/state";
        String ready = "{\"state\":\"ready\"}";
        api.withToken(null).send("GET", "/api/v1/agents", null).problem(401);
        for (String token : new String[] {"", "x", "hs2.supervisor.0.0.", "hs2.supervisor.0.0.0.x.AAAA", "a.b.c.d.e"}) {
            api.withToken(token).send("GET", "/api/v1/agents", null).problem(401);
        }
        String altered = HOTLINE.agentApi(1002).token().replace("agent.1002", "agent.1001");
        api.withToken(altered).send("PUT", state, ready).problem(401);
        HOTLINE.agentApi(1002).send("PUT", state, ready).problem(403);
        HOTLINE.api("auditor").send("PUT", state, ready).problem(403);
        HOTLINE.api("supervisor").send("POST", "/api/v1/admin/reload", null).problem(403);
        HOTLINE.api("integration")
                .send("GET", "/api/v1/recordings/1/audio", null)
                .problem(403);
        assertEquals("loggedOff", api.agentState(1001));
    }

    @Test
    void aBrokenConfigurationChangesNothing() {
        Api admin = HOTLINE.api("system-admin");
        String before = configuration(admin);
        HOTLINE.replace("queues.yaml", "ring-ms: 20000", "ring-ms: soon");
        String told = admin.send("POST", "/api/v1/admin/reload", null).problem(422);
        assertTrue(told.matches("(?s).*queues\\.yaml:\\d+: .*ring-ms.*"), told);
        assertEquals(before, configuration(admin));
        SwitchProcess.Said check = HOTLINE.run("check", "--conf", HOTLINE.conf().toString());
        assertEquals(2, check.status());
        assertTrue(check.out().contains(told.lines().findFirst().orElseThrow()), check.out());

        HOTLINE.replace("queues.yaml", "ring-ms: soon", "ring-ms: 21000");
        assertTrue(admin.post("/admin/reload", "").get("reloaded").asBoolean());
        assertTrue(!before.equals(configuration(admin)), "another configuration is in force");
        assertEquals(
                0, HOTLINE.run("check", "--conf", HOTLINE.conf().toString()).status());
    }

    /** The port is taken: who starts it at night reads a line and not our stack. */
    @Test
    void aStartThatCannotBeSaysWhy() {
        SwitchProcess.Said second = HOTLINE.run(
                "serve",
                "--conf",
                HOTLINE.conf().toString(),
                "--data",
                HOTLINE.conf().resolveSibling("second").toString(),
                "--set",
                "sip.address=" + HOTLINE.sip().getAddress().getHostAddress(),
                "--set",
                "sip.port=" + HOTLINE.sip().getPort(),
                "--set",
                "media.ports=61000-61999");
        assertEquals(1, second.status(), second.err());
        assertTrue(second.err().matches("(?s).*hotswitch: cannot listen on \\S+ \\S+: .*in use\\s*"), second.err());
        SwitchProcess.Said nowhere = HOTLINE.run("recordings", "list", "--data", "/nowhere/at/all");
        assertEquals(2, nowhere.status());
        assertTrue(
                nowhere.err().startsWith("no tables under /nowhere/at/all: ")
                        && nowhere.err().lines().count() == 1,
                nowhere.err());
    }

    @Test
    void aCallThatIsNoneIsNotOneThatNobodyWasOffered() {
        SwitchProcess.Said said =
                HOTLINE.run("why", "999", "--data", HOTLINE.data().toString());
        assertEquals(1, said.status());
        assertTrue(said.err().startsWith("there is no call 999"), said.err());
    }

    @Test
    void aJournalOfAnEarlierVersionIsNotPassedOver() throws IOException {
        Path data = Files.createDirectories(HOTLINE.conf().resolveSibling("old").resolve("journal"));
        Files.write(data.resolve("20261128F.cq4"), new byte[64]);
        SwitchProcess.Said said = HOTLINE.run(
                "serve",
                "--conf",
                HOTLINE.conf().toString(),
                "--data",
                data.getParent().toString());
        assertEquals(1, said.status(), said.err());
        assertTrue(said.err().contains("20261128F.cq4 was written by an earlier version"), said.err());
    }

    private static String configuration(Api admin) {
        return admin.get("/admin/inventory").get("stateHash").asText().replaceAll(".*(config=[0-9a-f]+).*", "$1");
    }
}
