package hotswitch.server.e2e.clients;

import hotswitch.server.e2e.rig.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** baresip, by its control socket: JSON in netstrings. It says a tone. */
public final class Baresip implements AutoCloseable {
    /** Its tone. */
    public static final double HZ = 930;

    private static final Duration BOUND = Duration.ofSeconds(20);
    private final Program program;
    private Socket control;
    /** Written by the reader's thread: guarded by itself. */
    @SuppressWarnings("JdkObsolete")
    private final StringBuffer said = new StringBuffer();

    private int taken;

    /** Started and registered. */
    public Baresip(Account account) {
        Path folder = Program.folder(account, "baresip");
        int port = Program.freePort();
        Program.write(folder.resolve("config"), """
                poll_method epoll
                sip_listen 127.0.0.1:0
                net_interface 127.0.0.1
                call_max_calls 4
                audio_source ausine,930
                ausrc_srate 48000
                ausrc_channels 2
                audio_player aubridge,echo
                audio_alert aubridge,alert
                ctrl_tcp_listen 127.0.0.1:%d
                module_path /usr/lib/baresip/modules
                module g711.so
                module aubridge.so
                module ausine.so
                module_app account.so
                module_app menu.so
                module_app ctrl_tcp.so
                """.formatted(port));
        Program.write(
                folder.resolve("accounts"),
                "<sip:%1$s@hotline.local;transport=%2$s>;auth_user=%1$s;auth_pass=%3$s;outbound=\"sip:%4$s\";"
                                .formatted(account.seat(), account.transport(), account.password(), account.address())
                        + "regint=300;audio_codecs=PCMA/8000/1;answermode=manual\n");
        Program.write(folder.resolve("contacts"), "");
        program = new Program(folder, List.of("baresip", "-f", folder.toString()));
        program.begun("baresip listens", () -> reached(port));
        Thread.startVirtualThread(this::listen);
        program.begun("baresip has registered", this::registered);
    }

    private boolean registered() {
        said.setLength(0);
        say("reginfo", "");
        Await.until("baresip answers", BOUND, () -> said.indexOf("\"response\":true") >= 0);
        return said.indexOf("OK ") >= 0;
    }

    private boolean reached(int port) {
        try {
            control = new Socket(InetAddress.getLoopbackAddress(), port);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void listen() {
        byte[] bytes = new byte[4_096];
        try {
            for (int n = control.getInputStream().read(bytes);
                    n >= 0;
                    n = control.getInputStream().read(bytes)) {
                said.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            said.append("closed");
        }
    }

    /** One of its long commands. */
    public void say(String command, String parameters) {
        String json = "{\"command\":\"" + command + "\",\"params\":\"" + parameters + "\",\"token\":\"t\"}";
        byte[] bytes = (json.length() + ":" + json + ",").getBytes(StandardCharsets.UTF_8);
        try {
            control.getOutputStream().write(bytes);
            control.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for an event such as CALL_INCOMING, after what was awaited before. */
    public void await(String event) {
        String text = "\"type\":\"" + event + '"';
        Await.until("baresip tells " + event, BOUND, () -> {
            int at = said.indexOf(text, taken);
            taken = at < 0 ? taken : at + text.length();
            return at >= 0;
        });
    }

    @Override
    public void close() {
        say("quit", "");
        program.close();
        try {
            control.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
