package hotswitch.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power is back: thousands of phones register in the same moment, and whoever talks hears nothing of it. */
final class RegisterStormTest {
    private static final int PHONES = 5_000;
    /** Each is two open files of this process: as many as every machine lets have. */
    private static final int CONNECTED = Integer.getInteger("storm.streams", 2_000);

    private static final int FIRST = 20_001;
    private static final long ALL_BACK_MAX_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long SILENCE_MAX_NS = TimeUnit.MILLISECONDS.toNanos(250);

    @TempDir
    private Path data;

    private final int web = freePort();

    @Test
    void fiveThousandByUdp() throws IOException {
        allAreBackAndTheCallInProgressIsUnharmed(PHONES, StormDatagrams::new);
    }

    /** All connect at the same moment too. */
    @Test
    void thousandsByTcp() throws IOException {
        allAreBackAndTheCallInProgressIsUnharmed(CONNECTED, server -> new StormStreams(server, false, CONNECTED));
    }

    @Test
    void thousandsByWebSocket() throws IOException {
        allAreBackAndTheCallInProgressIsUnharmed(
                CONNECTED,
                server -> new StormStreams(new InetSocketAddress(server.getAddress(), web), true, CONNECTED));
    }

    /** Connects the phones. */
    private interface Cable {
        StormLines plugged(InetSocketAddress server) throws IOException;
    }

    private void allAreBackAndTheCallInProgressIsUnharmed(int phones, Cable cable) throws IOException {
        try (LocalNode node = LocalNode.start(
                        data, RegisterStormTest::withSeats, "sip.ws.port=" + web, "sip.streams-max=5000");
                Phone agent = Phone.seat(node.sip(), "8001");
                Phone citizen = Phone.caller(node.sip(), "13900000001")) {
            assertEquals(200, agent.register(600).status());
            node.node.tell(new SetAgentState(Request.unasked("test"), 1001, AgentTarget.READY, "", "8001"));
            PhoneCall call = citizen.dial("12345");
            call.awaitAnswered();
            call.voice.tone(440);
            call.press('1');
            PhoneCall offer = agent.awaitCall().answer();
            offer.voice.tone(660);
            offer.awaitAck();
            assertTrue(offer.voice.awaitTone(440, 500, 20_000), "the agent hears the caller");
            assertTrue(call.voice.awaitTone(660, 500, 20_000), "the caller hears the agent");
            int before = offer.voice.packets().size();
            int beforeThere = call.voice.packets().size();
            long tookNs;
            try (RegisterStorm storm = new RegisterStorm(cable.plugged(node.sip()), FIRST, phones)) {
                tookNs = storm.run(ALL_BACK_MAX_NS);
                assertEquals(phones, storm.registered());
            }
            assertTrue(tookNs < ALL_BACK_MAX_NS, "all back after ms " + tookNs / 1_000_000);
            assertTrue(call.voice.awaitTone(660, 500, 20_000), "the caller hears the agent");
            assertUnharmed("agent", offer, before);
            assertUnharmed("citizen", call, beforeThere);
            assertEquals(200, call.hangUp().status());
            assertEquals(0, node.metric("hotswitch_signalling_faults_total"));
        }
    }

    private static void assertUnharmed(String who, PhoneCall call, int from) {
        long gapNs = longestGapNs(call, from);
        assertTrue(gapNs < SILENCE_MAX_NS, "gap of ms at the " + who + " " + gapNs / 1_000_000);
    }

    private static long longestGapNs(PhoneCall call, int from) {
        var packets = call.voice.packets();
        long longest = 0;
        for (int i = Math.max(1, from); i < packets.size(); i++) {
            longest = Math.max(
                    longest, packets.get(i).arrivalNs() - packets.get(i - 1).arrivalNs());
        }
        return longest;
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path withSeats(Path conf) {
        try {
            Path devices = conf.resolve("devices.csv");
            List<String> lines = new ArrayList<>(Files.readAllLines(devices));
            for (int seat = FIRST; seat < FIRST + PHONES; seat++) {
                lines.add(seat + "," + RegisterStorm.PASSWORD + ",storm");
            }
            Files.write(devices, lines);
            return conf;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
