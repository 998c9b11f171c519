package hotswitch.media.rtp;

import hotswitch.media.codec.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The media side of a telephone, for tests: sends a tone as RTP every 20 ms from its own socket, keeps what it
 * receives, and measures tones in it. Two virtual threads; all methods may be called from any thread.
 */
public final class ToneClient implements AutoCloseable {
    private static final int FIRST_REPORT = 192;
    private static final int LAST_REPORT = 223;
    private static final int SAMPLES = 160;
    private static final int AMPLITUDE = 8_000;
    private static final int EVENT_PACKETS_END = 3;
    private static final long PACKET_NS = 20_000_000;

    private final Codec codec;
    private final DatagramSocket socket;
    private final List<ReceivedPacket> packets = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Integer> reports = new ArrayList<>();
    private volatile InetSocketAddress peer;
    private volatile double toneHz;
    private volatile int eventPayloadType = 101;
    private volatile boolean closed;
    private int ssrc = ThreadLocalRandom.current().nextInt();
    private int sequence = ThreadLocalRandom.current().nextInt() & 0xFFFF;
    private int timestamp = ThreadLocalRandom.current().nextInt();
    private long sampleIndex;
    private boolean sent;

    /** Binds a free port of 127.0.0.1. */
    public ToneClient(Codec codec) {
        this("127.0.0.1", 0, codec);
    }

    /** Binds this address and port (0: a free one). */
    public ToneClient(String address, int port, Codec codec) {
        this.codec = codec;
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(address), port));
        } catch (SocketException taken) {
            throw new UncheckedIOException(taken);
        }
        threads.add(Thread.ofVirtual().start(this::receive));
        threads.add(Thread.ofVirtual().start(this::pace));
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String address() {
        return socket.getLocalAddress().getHostAddress();
    }

    /** Where it sends to; nothing is sent before. */
    public void peer(String address, int port) {
        peer = new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    /** Sends this tone from now on; 0 sends nothing. */
    public void tone(double hz) {
        toneHz = hz;
    }

    public void eventPayloadType(int payloadType) {
        eventPayloadType = payloadType;
    }

    /** So many packets of the stream are lost on the way. */
    public synchronized void lose(int packets) {
        sequence = sequence + packets & 0xFFFF;
        timestamp += packets * SAMPLES;
    }

    /** Begins a new stream, as a telephone does after a transfer. */
    public synchronized void newSsrc() {
        ssrc = ThreadLocalRandom.current().nextInt();
        sequence = ThreadLocalRandom.current().nextInt() & 0xFFFF;
        timestamp = ThreadLocalRandom.current().nextInt();
    }

    /** Presses a key for so long (RFC 4733): one packet every 20 ms, the end three times. Returns when it is sent. */
    public void press(char digit, int durationMs) {
        int event = "0123456789*#ABCD".indexOf(digit);
        int ticks = durationMs * 8;
        int start;
        synchronized (this) {
            start = timestamp;
        }
        for (int at = SAMPLES; at < ticks; at += SAMPLES) {
            event(at == SAMPLES, event, false, start, at);
            LockSupport.parkNanos(PACKET_NS);
        }
        for (int i = 0; i < EVENT_PACKETS_END; i++) event(false, event, true, start, ticks);
        synchronized (this) {
            timestamp += ticks;
        }
    }

    /** Sends one packet of an event, as bent as a test wants it. */
    public synchronized void event(boolean marker, int event, boolean end, int eventTimestamp, int ticks) {
        byte[] payload = {(byte) event, (byte) (end ? 0x8A : 0x0A), (byte) (ticks >> 8), (byte) ticks};
        transmit(packet(marker, eventPayloadType, eventTimestamp, payload));
    }

    /** Sends bytes that need not be RTP. */
    public void raw(byte[] bytes) {
        transmit(bytes);
    }

    /** What was received, oldest first. */
    public List<ReceivedPacket> packets() {
        synchronized (packets) {
            return List.copyOf(packets);
        }
    }

    public int received() {
        synchronized (packets) {
            return packets.size();
        }
    }

    /** The types of RTCP that came: to the port of the audio (RFC 5761 §4), or to a socket that is for it. */
    public List<Integer> reports() {
        synchronized (packets) {
            return List.copyOf(reports);
        }
    }

    /** Forgets what was received. */
    public void forget() {
        synchronized (packets) {
            packets.clear();
        }
    }

    /** The audio of all voice packets, in the order of their arrival. */
    public short[] audio() {
        List<ReceivedPacket> all = packets();
        ByteBuffer samples = ByteBuffer.allocate(
                2 * all.stream().mapToInt(p -> p.payload().capacity()).sum());
        for (ReceivedPacket packet : all) {
            boolean voice = packet.payloadType() < 96;
            for (int i = 0; voice && i < packet.payload().capacity(); i++) {
                samples.putShort((packet.payloadType() == 8 ? Codec.PCMA : Codec.PCMU)
                        .decode(packet.payload().getByte(i)));
            }
        }
        short[] audio = new short[samples.position() / 2];
        samples.flip().asShortBuffer().get(audio);
        return audio;
    }

    /** The share of this tone in the last so many milliseconds of audio, 0 to 1. */
    public double hears(double hz, int lastMs) {
        short[] audio = audio();
        int length = Math.min(audio.length, lastMs * 8);
        return Goertzel.share(audio, audio.length - length, length, hz);
    }

    /** Waits until the last so many milliseconds are this tone and hardly anything else. */
    public boolean awaitTone(double hz, int lastMs, int boundMs) {
        return await(() -> audio().length >= lastMs * 8 && hears(hz, lastMs) > 0.9, boundMs);
    }

    /** Waits until the condition holds or the bound is reached; says whether it holds. */
    public static boolean await(BooleanSupplier condition, int boundMs) {
        long deadlineNs = System.nanoTime() + boundMs * 1_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) return false;
            LockSupport.parkNanos(2_000_000);
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        socket.close();
    }

    private void pace() {
        long dueNs = System.nanoTime();
        while (!closed) {
            dueNs += PACKET_NS;
            LockSupport.parkNanos(dueNs - System.nanoTime());
            double hz = toneHz;
            if (peer != null && hz > 0) sendTone(hz);
        }
    }

    private synchronized void sendTone(double hz) {
        byte[] payload = new byte[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            payload[i] = codec.encode((int) (AMPLITUDE * Math.sin(2 * Math.PI * hz * sampleIndex++ / 8_000)));
        }
        transmit(packet(!sent, codec.payloadType(), timestamp, payload));
        sent = true;
        timestamp += SAMPLES;
    }

    private byte[] packet(boolean marker, int payloadType, int packetTimestamp, byte[] payload) {
        return ByteBuffer.allocate(RtpPacket.HEADER_BYTES + payload.length)
                .put((byte) 0x80)
                .put((byte) ((marker ? 0x80 : 0) | payloadType))
                .putShort((short) sequence++)
                .putInt(packetTimestamp)
                .putInt(ssrc)
                .put(payload)
                .array();
    }

    private void transmit(byte[] bytes) {
        try {
            if (!closed) socket.send(new DatagramPacket(bytes, bytes.length, peer));
        } catch (IOException gone) {
            if (!closed) throw new UncheckedIOException(gone);
        }
    }

    private void receive() {
        DatagramPacket datagram = new DatagramPacket(new byte[2_048], 2_048);
        while (!closed) {
            try {
                datagram.setLength(2_048);
                socket.receive(datagram);
                keep(datagram, System.nanoTime());
            } catch (IOException gone) {
                if (!closed) throw new UncheckedIOException(gone);
            }
        }
    }

    private void keep(DatagramPacket datagram, long nowNs) {
        ByteBuffer bytes = ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength());
        if (bytes.remaining() < RtpPacket.HEADER_BYTES) return;
        int second = bytes.get(1) & 0xFF;
        if (second >= FIRST_REPORT && second <= LAST_REPORT) {
            synchronized (packets) {
                reports.add(second);
            }
            return;
        }
        byte[] payload = Arrays.copyOfRange(datagram.getData(), RtpPacket.HEADER_BYTES, datagram.getLength());
        ReceivedPacket packet = new ReceivedPacket(
                nowNs,
                second & 0x7F,
                second > 127,
                bytes.getShort(2) & 0xFFFF,
                bytes.getInt(4),
                bytes.getInt(8),
                new UnsafeBuffer(payload));
        synchronized (packets) {
            packets.add(packet);
        }
    }
}
