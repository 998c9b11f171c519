package hotswitch.bench.rtp;

import hotswitch.bench.run.Child;
import hotswitch.bench.run.FreePorts;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The yardstick: rtpengine forwarding in user space, driven by its NG protocol (bencoding over UDP). */
final class RtpEngine implements Relay {
    private static final Pattern PORT = Pattern.compile("m=audio (\\d+) ");
    private static final int ANSWER_MS = 2_000;
    private static final int PING_MS = 100;
    private static final int START_ATTEMPTS = 100;
    private static final long START_REST_NS = 100_000_000;
    private static final int PORTS_PER_STREAM = 2;
    private static final int PORTS_SPARE = 100;
    private final Child child;
    private final DatagramSocket control;
    private final boolean recorded;
    private int cookies;

    private RtpEngine(Child child, DatagramSocket control, boolean recorded) {
        this.child = child;
        this.control = control;
        this.recorded = recorded;
    }

    /** {@code recordings}: null for none; otherwise raw capture of every packet (its only way in user space). */
    static RtpEngine start(Path folder, int streams, Path recordings) throws IOException {
        int ng = FreePorts.one();
        String[] range =
                FreePorts.range(PORTS_PER_STREAM * streams + PORTS_SPARE).split("-", -1);
        List<String> command = new ArrayList<>(Child.pinned(Child.SERVER_CORE));
        command.addAll(List.of("rtpengine", "--foreground", "--log-stderr", "--log-level=4", "--table=-1"));
        command.addAll(List.of("--interface=127.0.0.1", "--listen-ng=127.0.0.1:" + ng, "--num-threads=1"));
        command.addAll(List.of("--port-min=" + range[0], "--port-max=" + range[1]));
        if (recordings != null) {
            for (String part : List.of("pcaps", "metadata", "tmp")) {
                Files.createDirectories(recordings.resolve(part));
            }
            command.addAll(List.of("--recording-dir=" + recordings, "--recording-method=pcap"));
        }
        Child child = Child.start(command, folder, folder.resolve("rtpengine.out"));
        DatagramSocket control = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        control.setSoTimeout(PING_MS);
        control.connect(InetAddress.getLoopbackAddress(), ng);
        RtpEngine engine = new RtpEngine(child, control, recordings != null);
        engine.awaitPong(folder);
        control.setSoTimeout(ANSWER_MS);
        return engine;
    }

    private void awaitPong(Path folder) throws IOException {
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            try {
                if (ask("d7:command4:pinge").contains("pong")) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(START_REST_NS);
                if (!child.alive()) {
                    throw new IOException("rtpengine ended; see " + folder.resolve("rtpengine.out"), notYet);
                }
            }
        }
        throw new IOException("rtpengine does not answer");
    }

    @Override
    public void connect(Phones phones) throws IOException {
        for (int phone = 0; phone < phones.size(); phone += 2) {
            String call = "bench-" + phone;
            int towardsSecond = port(ask(command("offer", call, sdp(phones.port(phone)), "")));
            int towardsFirst =
                    port(ask(command("answer", call, sdp(phones.port(phone + 1)), text("to-tag") + text("b"))));
            phones.connect(phone + 1, towardsSecond);
            phones.connect(phone, towardsFirst);
        }
    }

    /** Keys in the order of the alphabet, as bencoding has it. */
    private String command(String name, String call, String sdp, String toTag) {
        String record = recorded ? text("record call") + text("yes") : "";
        return "d" + text("ICE") + text("remove") + text("call-id") + text(call) + text("command") + text(name)
                + text("from-tag") + text("a") + record + text("sdp") + text(sdp) + toTag + "e";
    }

    private static String text(String value) {
        return value.length() + ":" + value;
    }

    private static String sdp(int port) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port
                + " RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\na=ptime:20\r\n";
    }

    private static int port(String answer) throws IOException {
        Matcher port = PORT.matcher(answer);
        if (!port.find()) {
            throw new IOException("rtpengine says: " + answer);
        }
        return Integer.parseInt(port.group(1));
    }

    private String ask(String dictionary) throws IOException {
        byte[] question = ("bench" + cookies++ + " " + dictionary).getBytes(StandardCharsets.US_ASCII);
        control.send(new DatagramPacket(question, question.length));
        DatagramPacket answer = new DatagramPacket(new byte[8_192], 8_192);
        control.receive(answer);
        return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
    }

    @Override
    public long[] pids() {
        return child.pids();
    }

    @Override
    public void close() {
        control.close();
        child.close();
    }
}
