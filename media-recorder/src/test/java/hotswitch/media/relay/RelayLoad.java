package hotswitch.media.relay;

import com.sun.management.ThreadMXBean;
import hotswitch.media.codec.Codec;
import hotswitch.media.prompt.PromptLibrary;
import hotswitch.media.rtp.RtpPacket;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a relayed packet costs: so many streams at 20 ms through bridges, then CPU time and allocation of the media loop
 * alone. Run as {@code RelayLoad <streams> <seconds>}.
 */
public final class RelayLoad {
    private static final long PACKET_NS = 20_000_000;
    private static final int PACKET_BYTES = RtpPacket.HEADER_BYTES + 160;

    private final List<DatagramChannel> phones = new ArrayList<>();
    private final ByteBuffer out = ByteBuffer.allocateDirect(PACKET_BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(2_048);
    private short sequence;

    private RelayLoad() {}

    public static void main(String[] arguments) throws IOException {
        int streams = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        MediaConfig config = MediaConfig.loopback(20_000, 20_000 + 2 * streams + 10);
        try (MediaEngine engine =
                new MediaEngine(config, PromptLibrary.of(List.of()), new DeafListener(), RecordingTap.none())) {
            new RelayLoad().run(engine, streams, seconds);
        }
    }

    private void run(MediaEngine engine, int streams, int seconds) throws IOException {
        for (long leg = 0; leg < streams; leg++) open(engine, leg);
        for (long leg = 0; leg < streams; leg += 2) engine.bridge(leg, leg + 1);
        send(5);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long loop = loopThread(threads);
        MediaStats before = engine.stats();
        long cpuNs = threads.getThreadCpuTime(loop);
        long bytes = threads.getThreadAllocatedBytes(loop);
        long startNs = System.nanoTime();
        send(seconds);
        long elapsedNs = System.nanoTime() - startNs;
        cpuNs = threads.getThreadCpuTime(loop) - cpuNs;
        bytes = threads.getThreadAllocatedBytes(loop) - bytes;
        MediaStats after = engine.stats();
        long packets = after.packetsOut() - before.packetsOut();
        System.out.printf(
                "streams %d, packets relayed %d of %d, CPU %.2f us a packet, %.1f %% of a core, %.1f bytes a packet%n",
                streams,
                packets,
                (long) streams * seconds * 50,
                cpuNs / 1e3 / packets,
                100.0 * cpuNs / elapsedNs,
                (double) bytes / packets);
        System.out.println("forward delay by powers of two of ns: " + after.forwardNsLog2());
    }

    private void open(MediaEngine engine, long leg) throws IOException {
        int port = engine.open(leg);
        DatagramChannel phone = DatagramChannel.open();
        phone.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        phone.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        phone.configureBlocking(false);
        phones.add(phone);
        int own = ((InetSocketAddress) phone.getLocalAddress()).getPort();
        engine.target(leg, "127.0.0.1", own, own + 1, MediaFormat.of(Codec.PCMA));
    }

    /** Each stream has its own moment within the 20 ms, as real telephones have. */
    private void send(int seconds) throws IOException {
        long startNs = System.nanoTime();
        for (int round = 0; round < 50 * seconds; round++, sequence++) {
            for (int i = 0; i < phones.size(); i++) {
                long dueNs = startNs + round * PACKET_NS + i * PACKET_NS / phones.size();
                while (System.nanoTime() < dueNs) LockSupport.parkNanos(dueNs - System.nanoTime());
                exchange(i);
            }
        }
    }

    private void exchange(int phone) throws IOException {
        in.clear();
        while (phones.get(phone).read(in) > 0) in.clear();
        out.clear();
        out.putShort((short) 0x8008).putShort(sequence).putInt(160 * sequence).putInt(phone + 1);
        out.position(0).limit(PACKET_BYTES);
        phones.get(phone).write(out);
    }

    private static long loopThread(ThreadMXBean threads) {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("media"))
                .findFirst()
                .orElseThrow()
                .getThreadId();
    }

    private static final class DeafListener implements MediaListener {
        @Override
        public void onDigit(long legId, char digit, int durationMs) {}

        @Override
        public void onPlayEnded(long legId, long playId, PlayEnd why) {}

        @Override
        public void onMediaTimedOut(long legId) {}

        @Override
        public void onFirstPacket(long legId) {}
    }
}
