package hotswitch.bench.rtp;

import hotswitch.media.rtp.RtpPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** So many streams of PCMA, a packet of 20 ms each at its own moment; counts what comes back through the relay. */
final class Phones implements AutoCloseable {
    private static final long PACKET_NS = 20_000_000;
    private static final int PAYLOAD_BYTES = 160;
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final ByteBuffer out = ByteBuffer.allocateDirect(RtpPacket.HEADER_BYTES + PAYLOAD_BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(2_048);
    private int sequence;
    private long received;

    Phones(int streams) throws IOException {
        for (int i = 0; i < streams; i++) {
            DatagramChannel channel = DatagramChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
            channels.add(channel);
        }
    }

    int size() {
        return channels.size();
    }

    int port(int phone) throws IOException {
        return ((InetSocketAddress) channels.get(phone).getLocalAddress()).getPort();
    }

    /** Where this phone sends to. */
    void connect(int phone, int port) throws IOException {
        channels.get(phone).connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    long received() {
        return received;
    }

    /** Talks for so many seconds. */
    void talk(double seconds) {
        long startNs = System.nanoTime();
        int rounds = (int) Math.round(seconds * 1e9 / PACKET_NS);
        for (int round = 0; round < rounds; round++, sequence++) {
            for (int phone = 0; phone < channels.size(); phone++) {
                long dueNs = startNs + round * PACKET_NS + phone * PACKET_NS / channels.size();
                for (long leftNs = dueNs - System.nanoTime(); leftNs > 0; leftNs = dueNs - System.nanoTime()) {
                    LockSupport.parkNanos(leftNs);
                }
                exchange(phone);
            }
        }
    }

    private void exchange(int phone) {
        DatagramChannel channel = channels.get(phone);
        try {
            in.clear();
            while (channel.read(in) > 0) {
                received++;
                in.clear();
            }
            out.clear();
            out.putShort((short) 0x8008).putShort((short) sequence);
            out.putInt(PAYLOAD_BYTES * sequence).putInt(phone + 1);
            out.position(0).limit(RtpPacket.HEADER_BYTES + PAYLOAD_BYTES);
            channel.write(out);
        } catch (PortUnreachableException gone) {
            throw new IllegalStateException("the relay closed the port of phone " + phone, gone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }
}
