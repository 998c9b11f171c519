package hotswitch.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.DigestAnswer;
import hotswitch.server.e2e.rig.Phone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who tries passwords is not heard any more for a while; phones of ours behind the same address are. */
final class ScannersTest {
    private static final String SCANNER = "127.0.0.66";

    @TempDir
    private Path data;

    private LocalNode started(String... more) throws IOException {
        List<String> sets = new ArrayList<>(List.of("security.bans.failures=5", "security.bans.ban-seconds=120"));
        sets.addAll(List.of(more));
        return LocalNode.start(
                data,
                conf -> {
                    LocalNode.replaceAll(conf.resolve("trunks.yaml"), "127\\.0\\.0\\.0/8", "127.0.0.9");
                    return conf;
                },
                sets.toArray(String[]::new));
    }

    /** As the audit has them. */
    private List<String> bans() {
        String url = "jdbc:sqlite:" + data.resolve("hotswitch.db");
        try (Connection tables = DriverManager.getConnection(url);
                ResultSet rows = tables.createStatement()
                        .executeQuery("SELECT subject FROM audits WHERE action = 'sip.ban' AND allowed = 0")) {
            List<String> subjects = new ArrayList<>();
            while (rows.next()) {
                subjects.add(rows.getString(1));
            }
            return subjects;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Phone guessing(LocalNode node) {
        return Phone.seatAt(node.sip(), SCANNER, new DigestAnswer("8999", "guess", "MD5"));
    }

    @Test
    void whoTriesPasswordsIsNotHeardForAWhile() throws IOException {
        try (LocalNode node = started();
                Phone scanner = guessing(node)) {
            for (int i = 0; i < 5; i++) {
                assertEquals(401, scanner.registerOnce(600, "").status(), "without credentials nothing is counted");
            }
            assertEquals(0, node.metric("hotswitch_sip_auth_failures_total"));
            isBanned(scanner, node);
            assertEquals(5, node.metric("hotswitch_sip_auth_failures_total"));
            Await.until("audited", () -> bans().equals(List.of(SCANNER + " for 120 s")));
            scanner.raw(options(scanner.port(), "z9hG4bKbanned"));
            Await.never("an answer", Duration.ofMillis(500), () -> scanner.reply("z9hG4bKbanned") != null);
            Await.until("seen", () -> node.metric("hotswitch_sip_banned_messages_total") > 0);
            try (Phone elsewhere = Phone.seat(node.sip(), "8001")) {
                assertEquals(200, elsewhere.register(600).status());
            }
            node.ahead(TimeUnit.SECONDS.toNanos(121));
            assertEquals(401, scanner.registerOnce(600, "").status(), "the ban is over");
        }
    }

    /** By whatever transport the wrong passwords came; the last of them is still answered. */
    @Test
    void aBanEndsAllStreamsOfItsSource() throws IOException {
        try (LocalNode node = started();
                Phone own = Phone.tcpSeat(node.sip(), "8001");
                Phone scanner = Phone.tcpSeatAt(node.sip(), SCANNER, "8999");
                Phone silent = Phone.tcpSeatAt(node.sip(), SCANNER, "8998")) {
            assertEquals(200, own.register(600).status());
            assertEquals(401, silent.registerOnce(600, "").status());
            for (int i = 0; i < 5; i++) {
                assertEquals(401, scanner.register(600).status());
            }
            Await.until("both are closed", () -> streamsBanned(node) == 2);
            assertEquals(1, node.metric("hotswitch_sip_connections"));
            connected(node).close();
            Await.until("a new one too", () -> streamsBanned(node) == 3);
            assertEquals(200, own.register(600).status());
            node.ahead(TimeUnit.SECONDS.toNanos(121));
            try (Phone later = Phone.tcpSeatAt(node.sip(), SCANNER, "8999")) {
                assertEquals(401, later.registerOnce(600, "").status(), "the ban is over");
            }
        }
    }

    private static int streamsBanned(LocalNode node) {
        return node.metric("hotswitch_sip_transport_total{what=\"streams_banned\"");
    }

    /** Streams of strangers fill three quarters of the table, and no more; where a phone of ours is, all of it. */
    @Test
    void aStrangerLeavesRoomForOthers() throws IOException {
        List<SocketChannel> streams = new ArrayList<>();
        try (LocalNode node = started("sip.streams-max=64");
                Phone agent = Phone.seatAt(node.sip(), SCANNER, new DigestAnswer("8001", "demo-8001", "MD5"))) {
            for (int i = 0; i < 60; i++) {
                streams.add(connected(node));
            }
            Await.until("the last ones are closed", () -> overShare(node) == 12);
            assertEquals(48, node.metric("hotswitch_sip_connections"));
            assertEquals(200, agent.register(600).status());
            for (int i = 0; i < 12; i++) {
                streams.add(connected(node));
            }
            Await.until("all are there", () -> node.metric("hotswitch_sip_connections") == 60);
            assertEquals(12, overShare(node));
        } finally {
            for (SocketChannel stream : streams) {
                stream.close();
            }
        }
    }

    private static SocketChannel connected(LocalNode node) throws IOException {
        SocketChannel stream = SocketChannel.open();
        stream.bind(new InetSocketAddress(InetAddress.ofLiteral(SCANNER), 0));
        stream.connect(node.sip());
        return stream;
    }

    private static int overShare(LocalNode node) {
        return node.metric("hotswitch_sip_transport_total{what=\"streams_over_share\"");
    }

    @Test
    void anAddressWithARegisteredPhoneIsNeverBanned() throws IOException {
        try (LocalNode node = started();
                Phone agent = Phone.seatAt(node.sip(), SCANNER, new DigestAnswer("8001", "demo-8001", "MD5"));
                Phone scanner = guessing(node)) {
            assertEquals(200, agent.register(600).status());
            for (int i = 0; i < 20; i++) {
                assertEquals(401, scanner.register(600).status());
            }
            assertTrue(node.metric("hotswitch_sip_auth_failures_total") >= 20);
            assertEquals(0, node.metric("hotswitch_sip_bans_active"));
            assertEquals(200, agent.register(600).status());
        }
    }

    private static void isBanned(Phone scanner, LocalNode node) {
        for (int i = 0; i < 5; i++) {
            assertEquals(401, scanner.register(600).status());
        }
        Await.until("banned", () -> node.metric("hotswitch_sip_bans_active") == 1);
    }

    @Test
    void aBanEndsAlsoIfNobodySaysAnything() throws IOException {
        try (LocalNode node = started("security.bans.ban-seconds=2");
                Phone scanner = guessing(node)) {
            isBanned(scanner, node);
            Await.until("over", () -> node.metric("hotswitch_sip_bans_active") == 0);
        }
    }

    /** A new carrier had tried with a wrong password before it was told to us. */
    @Test
    void aBanEndsWhenTheAddressIsACarriers() throws IOException {
        try (LocalNode node = started();
                Phone scanner = guessing(node)) {
            isBanned(scanner, node);
            LocalNode.replaceAll(data.resolve("conf/trunks.yaml"), "127\\.0\\.0\\.9", SCANNER);
            assertTrue(node.api("system-admin")
                    .post("/admin/reload", "")
                    .get("reloaded")
                    .asBoolean());
            Await.until("lifted", () -> node.metric("hotswitch_sip_bans_active") == 0);
            assertEquals(401, scanner.registerOnce(600, "").status());
        }
    }

    /** Datagrams may come from anywhere: that an address hears us is known only by a nonce that was sent to it. */
    @Test
    void whoNeverHeardAChallengeIsNotBannedForWhatIsSentInHisName() throws IOException {
        try (LocalNode node = started();
                Phone victim = Phone.seatAt(node.sip(), SCANNER, new DigestAnswer("8001", "demo-8001", "MD5"))) {
            for (int i = 0; i < 20; i++) {
                String branch = "z9hG4bKspoofed" + i;
                victim.raw(guess(victim.port(), branch));
                Await.until("refused", () -> victim.reply(branch) != null);
            }
            assertEquals(0, node.metric("hotswitch_sip_auth_failures_total"));
            assertEquals(200, victim.register(600).status());
        }
    }

    private static byte[] guess(int port, String branch) {
        String text = "REGISTER sip:hotline.local SIP/2.0\r\nVia: SIP/2.0/UDP " + SCANNER + ":" + port
                + ";rport;branch="
                + branch + "\r\nFrom: <sip:8001@hotline.local>;tag=1\r\nTo: <sip:8001@hotline.local>\r\nCall-ID: "
                + branch + "\r\nCSeq: 1 REGISTER\r\nAuthorization: Digest username=\"8001\", realm=\"hotline.local\", "
                + "nonce=\"" + "0123456789abcdef".repeat(4) + "\", uri=\"sip:hotline.local\", response=\""
                + "0".repeat(32) + "\"\r\nContent-Length: 0\r\n\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] options(int port, String branch) {
        String text = "OPTIONS sip:hotline.local SIP/2.0\r\nVia: SIP/2.0/UDP " + SCANNER + ":" + port + ";rport;branch="
                + branch + "\r\nFrom: <sip:me@127.0.0.1>;tag=1\r\nTo: <sip:hotline.local>\r\nCall-ID: " + branch
                + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
