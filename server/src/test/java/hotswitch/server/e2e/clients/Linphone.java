package hotswitch.server.e2e.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** linphone's command line: says a tone, and does what is typed. */
public final class Linphone implements AutoCloseable {
    /** Its tone. */
    public static final double HZ = 930;

    private static final int RATE = 8_000;
    private static final int TONE_S = 30;
    private static final long ASK_EVERY_NS = 500_000_000;
    private final Program program;
    private long askedNs = System.nanoTime();

    /** Started and registered. */
    public Linphone(Account account) {
        Path folder = Program.folder(account, "linphone");
        try {
            Files.createDirectories(folder.resolve(".local/share/linphone"));
            Files.write(folder.resolve("tone.wav"), tone());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Program.write(folder.resolve("linphonerc"), """
                [sip]
                auto_net_state_mon=0
                sip_port=%4$d
                sip_tcp_port=%5$d
                sip_tls_port=%6$d
                default_proxy=0
                verify_server_certs=0
                verify_server_cn=0
                media_encryption=none
                use_rfc2833=1
                guess_hostname=0
                register_only_when_network_is_up=0
                [auth_info_0]
                username=%1$s
                passwd=%2$s
                realm=hotline.local
                domain=hotline.local
                [proxy_0]
                reg_proxy=<sip:%3$s>
                reg_route=<sip:%3$s;lr>
                reg_identity=sip:%1$s@hotline.local
                reg_expires=600
                reg_sendregister=1
                publish=0
                [rtp]
                audio_rtp_port=-1
                [net]
                mtu=1300
                """.formatted(
                        account.seat(),
                        account.password(),
                        account.address(),
                        Program.freePort(),
                        Program.freePort(),
                        Program.freePort()));
        program = new Program(
                folder, List.of("linphonec", "-c", folder.resolve("linphonerc").toString()));
        program.type("soundcard use files");
        program.type("play " + folder.resolve("tone.wav"));
        program.begun("linphone has registered", () -> {
            askNowAndThen();
            return program.all().contains("registered, identity");
        });
    }

    /** It works while nobody types: who asks all the time keeps it from registering at all. */
    private void askNowAndThen() {
        if (System.nanoTime() - askedNs > ASK_EVERY_NS) {
            program.type("status register");
            askedNs = System.nanoTime();
        }
    }

    /** A WAV file of a tone. */
    private static byte[] tone() {
        int samples = RATE * TONE_S;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        wav.putInt(RATE).putInt(2 * RATE).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (8_000 * Math.sin(2 * Math.PI * HZ * i / RATE)));
        }
        return wav.array();
    }

    public void type(String line) {
        program.type(line);
    }

    public void await(String said) {
        program.await(said);
    }

    @Override
    public void close() {
        program.type("quit");
        program.close();
    }
}
