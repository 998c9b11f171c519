package hotswitch.bench.demo;

import hotswitch.media.rtp.RtpPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Mouth and ear of one telephone: sends a packet every 20 ms, silence until it is told to speak, and looks whether what
 * comes in is one of the voices it listens for. The desk's thread calls {@link #tick}.
 */
final class Speaker implements AutoCloseable {
    /** So much of a voice must be heard before it counts: half a second. */
    static final int HEARD_PACKETS = 25;

    private static final int PAUSE_PACKETS = 400;
    private static final int NOT_YET = Integer.MIN_VALUE;
    private final DatagramChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(RtpPacket.HEADER_BYTES + Voice.SAMPLES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(2_048);
    private final byte[] payload = new byte[Voice.SAMPLES];
    private final Voice voice;
    private final List<Voice> listensFor;
    private final Runnable onVoice;
    private final int ssrc;
    private volatile boolean connected;
    private volatile int startAt = NOT_YET;
    private final AtomicInteger heard = new AtomicInteger();
    private volatile int sent;

    /** {@code onVoice}: called once, on the desk's thread, when the first packet of another's voice is heard. */
    Speaker(Voice voice, List<Voice> listensFor, Runnable onVoice) {
        this.voice = voice;
        this.listensFor = listensFor;
        this.onVoice = onVoice;
        try {
            channel = DatagramChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
            ssrc = port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        try {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Where to send to; from now on packets go out. */
    void connect(String address, int port) {
        try {
            channel.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port));
            connected = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to speak so many packets from now. */
    void speak(int inPackets) {
        startAt = sent + inPackets;
    }

    /** True when enough of another's voice was heard. */
    boolean heardVoice() {
        return heard.get() >= HEARD_PACKETS;
    }

    /** Listens, then says the next 20 ms. */
    void tick() {
        if (!connected) {
            return;
        }
        try {
            listen();
            int number = sent;
            boolean silent = startAt == NOT_YET || number < startAt;
            byte[] packet = silent ? Voice.SILENCE : voice.packet(number - startAt, PAUSE_PACKETS);
            out.clear();
            out.putShort((short) 0x8008)
                    .putShort((short) number)
                    .putInt(number * Voice.SAMPLES)
                    .putInt(ssrc);
            out.put(packet).flip();
            channel.write(out);
            sent = number + 1;
        } catch (ClosedChannelException | PortUnreachableException gone) {
            // Hung up meanwhile, or the switch closed its port because its BYE is on the way: nobody to speak to.
            connected = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() throws IOException {
        in.clear();
        while (channel.read(in) > 0) {
            in.flip();
            if (in.remaining() == RtpPacket.HEADER_BYTES + Voice.SAMPLES) {
                in.get(RtpPacket.HEADER_BYTES, payload);
                hear(Arrays.hashCode(payload));
            }
            in.clear();
        }
    }

    private void hear(int print) {
        for (Voice other : listensFor) {
            if (other.says(print)) {
                if (heard.incrementAndGet() == 1) {
                    onVoice.run();
                }
                return;
            }
        }
    }

    @Override
    public void close() {
        connected = false;
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
