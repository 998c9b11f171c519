package hotswitch.server.e2e.clients;

import hotswitch.media.codec.Codec;
import hotswitch.media.rtp.ToneClient;
import hotswitch.server.e2e.rig.Await;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Chromium without a window, and in its page a telephone by JsSIP. Its audio is the browser's own (DTLS-SRTP, a
 * simulated microphone), or plain RTP that {@link #voice} outside the browser sends and hears.
 */
public final class Browser implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(20);
    /** Its tone. */
    public static final double HZ = 930;

    public final ToneClient voice = new ToneClient(Codec.PCMA);
    private final Page page = new Page();
    private final Program program;
    private int taken;

    /** {@code trusted}: the only certificate but the well-known that it believes; null: none. */
    public Browser(Path folder, X509Certificate trusted) {
        voice.tone(HZ);
        List<String> command = new ArrayList<>(List.of("chromium-headless-shell", "--no-sandbox", "--disable-gpu"));
        command.addAll(List.of("--user-data-dir=" + folder.resolve("profile"), "--no-first-run"));
        command.addAll(List.of("--disable-background-networking", "--disable-component-update", "--disable-sync"));
        command.addAll(List.of("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"));
        command.add("--force-webrtc-ip-handling-policy=disable_non_proxied_udp");
        command.add("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
        if (trusted != null) {
            command.add("--ignore-certificate-errors-spki-list=" + keyHash(trusted));
        }
        command.addAll(List.of("--remote-debugging-port=0", page.address()));
        program = new Program(folder, command);
        try {
            program.begun("the page is there", () -> page.said().contains("here\n"));
        } catch (AssertionError useless) {
            close();
            throw useless;
        }
    }

    private static String keyHash(X509Certificate certificate) {
        try {
            byte[] key = certificate.getPublicKey().getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connects to this address, ws: or wss:, and registers. */
    public void register(URI url, String seat, String password) {
        order("register", "\"url\":\"" + url + "\",\"seat\":\"" + seat + "\",\"password\":\"" + password + '"');
    }

    /** Calls; {@code plain}: with plain audio. */
    public void dial(String number, boolean plain) {
        order("dial", "\"to\":\"" + number + "\",\"port\":" + (plain ? voice.port() : 0));
    }

    public void answer(boolean plain) {
        order("answer", "\"port\":" + (plain ? voice.port() : 0));
    }

    public void press(String keys) {
        order("press", "\"keys\":\"" + keys + '"');
    }

    public void transfer(String number) {
        order("transfer", "\"to\":\"" + number + '"');
    }

    /** The call before the present one is put through to the present one's party (REFER with Replaces). */
    public void putThrough(String number) {
        order("putThrough", "\"to\":\"" + number + '"');
    }

    /** {@code hold}, {@code resume}, {@code hangUp}, {@code stop}. */
    public void say(String verb) {
        order(verb, "\"now\":true");
    }

    private void order(String verb, String parameters) {
        page.order("{\"verb\":\"" + verb + "\"," + parameters + "}");
    }

    /** Waits until the page tells this, after what was awaited before; the rest of that line. */
    public String await(String text) {
        try {
            Await.until("the page tells " + text, BOUND, () -> at(text) >= 0);
        } catch (AssertionError silent) {
            throw new AssertionError(silent.getMessage() + "; it told\n" + page.said(), silent);
        }
        String all = page.said();
        int at = at(text) + text.length();
        taken = all.indexOf('\n', at);
        return all.substring(at, taken).strip();
    }

    private int at(String text) {
        return page.said().indexOf(text, taken);
    }

    /** The call is up; its audio goes where the switch's description says. */
    public void awaitTalk() {
        String[] at = await("audio ").split(" ", 2);
        voice.peer(at[0], Integer.parseInt(at[1]));
        await("confirmed");
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
        page.close();
        voice.close();
    }
}
