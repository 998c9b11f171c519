package hotswitch.server.node;

import hotswitch.server.e2e.rig.DigestAnswer;
import hotswitch.server.e2e.rig.SipText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Many phones on one socket: each registers with digest, says again what is not answered, and heeds Retry-After. */
final class RegisterStorm implements AutoCloseable {
    static final String PASSWORD = "storm-password";
    private static final long T1_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long T2_NS = TimeUnit.SECONDS.toNanos(4);
    private static final long LOOK_NS = TimeUnit.MICROSECONDS.toNanos(200);
    private final InetSocketAddress server;
    private final int first;
    private final DatagramChannel socket;
    private final ByteBuffer in = ByteBuffer.allocate(65_536);
    private final OnePhone[] phones;
    private int registered;

    private static final class OnePhone {
        String request = "";
        int cseq;
        long dueNs;
        long intervalNs;
        boolean done;
    }

    RegisterStorm(InetSocketAddress server, int first, int phones) throws IOException {
        this.server = server;
        this.first = first;
        this.phones = new OnePhone[phones];
        socket = DatagramChannel.open();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        socket.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
        socket.configureBlocking(false);
    }

    int registered() {
        return registered;
    }

    /** Returns when all are registered, or the time is over; how long it took, ns. */
    long run(long boundNs) throws IOException {
        long beganNs = System.nanoTime();
        for (int i = 0; i < phones.length; i++) {
            phones[i] = new OnePhone();
            say(i, "");
        }
        while (registered < phones.length && System.nanoTime() - beganNs < boundNs) {
            in.clear();
            if (socket.receive(in) != null) {
                heard(SipText.parse(new String(in.array(), 0, in.position(), StandardCharsets.UTF_8), 0));
            } else {
                again();
                LockSupport.parkNanos(LOOK_NS);
            }
        }
        return System.nanoTime() - beganNs;
    }

    private void say(int i, String authorization) throws IOException {
        OnePhone phone = phones[i];
        int port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        phone.cseq++;
        String uri = "sip:" + (first + i) + "@hotline.local";
        phone.request = "REGISTER sip:hotline.local SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + port
                + ";rport;branch=z9hG4bK-" + i + "-" + phone.cseq + "\r\nMax-Forwards: 70\r\nFrom: <" + uri + ">;tag="
                + i
                + "\r\nTo: <" + uri + ">\r\nCall-ID: storm-" + i + "\r\nCSeq: " + phone.cseq
                + " REGISTER\r\nContact: <sip:"
                + (first + i) + "@127.0.0.1:" + port + ">;expires=600\r\n" + authorization
                + "Content-Length: 0\r\n\r\n";
        phone.intervalNs = T1_NS;
        send(phone, System.nanoTime());
    }

    private void send(OnePhone phone, long nowNs) throws IOException {
        socket.send(ByteBuffer.wrap(phone.request.getBytes(StandardCharsets.US_ASCII)), server);
        phone.dueNs = nowNs + phone.intervalNs;
        phone.intervalNs = Math.min(2 * phone.intervalNs, T2_NS);
    }

    private void again() throws IOException {
        long nowNs = System.nanoTime();
        for (OnePhone phone : phones) {
            if (!phone.done && nowNs >= phone.dueNs) {
                send(phone, nowNs);
            }
        }
    }

    private void heard(SipText response) throws IOException {
        int i = Integer.parseInt(response.callId().substring("storm-".length()));
        OnePhone phone = phones[i];
        if (phone.done || response.cseq() != phone.cseq) {
            return;
        }
        if (response.status() == 200) {
            phone.done = true;
            registered++;
        } else if (response.status() == 401) {
            DigestAnswer digest = new DigestAnswer(Integer.toString(first + i), PASSWORD, "MD5");
            String value = digest.authorization(digest.challenge(response), "REGISTER", "sip:hotline.local", 1);
            say(i, "Authorization: " + value + "\r\n");
        } else {
            long waitNs = TimeUnit.SECONDS.toNanos(Integer.parseInt(response.header("Retry-After")));
            phone.dueNs = System.nanoTime() + waitNs;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
