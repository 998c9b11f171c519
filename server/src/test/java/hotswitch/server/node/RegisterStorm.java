package hotswitch.server.node;

import hotswitch.server.e2e.rig.DigestAnswer;
import hotswitch.server.e2e.rig.SipText;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Many phones: each registers with digest, says again what is not answered by UDP, and heeds Retry-After. */
final class RegisterStorm implements AutoCloseable {
    static final String PASSWORD = "storm-password";
    private static final long T1_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long T2_NS = TimeUnit.SECONDS.toNanos(4);
    /** RFC 3261 §17.1.2.2: timer F. */
    private static final long NO_ANSWER_NS = 64 * T1_NS;

    private final StormLines lines;
    private final int first;
    private final OnePhone[] phones;
    private int registered;

    private static final class OnePhone {
        String request = "";
        int cseq;
        long dueNs;
        long intervalNs;
        boolean done;
    }

    /** Takes the lines over. */
    RegisterStorm(StormLines lines, int first, int phones) {
        this.lines = lines;
        this.first = first;
        this.phones = new OnePhone[phones];
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
            if (!lines.hear(text -> heard(SipText.parse(text, 0)))) {
                again();
            }
        }
        return System.nanoTime() - beganNs;
    }

    private void say(int i, String authorization) throws IOException {
        OnePhone phone = phones[i];
        phone.cseq++;
        String uri = "sip:" + (first + i) + "@hotline.local";
        phone.request = "REGISTER sip:hotline.local SIP/2.0\r\nVia: SIP/2.0/" + lines.via(i)
                + ";rport;branch=z9hG4bK-" + i + "-" + phone.cseq + "\r\nMax-Forwards: 70\r\nFrom: <" + uri + ">;tag="
                + i
                + "\r\nTo: <" + uri + ">\r\nCall-ID: storm-" + i + "\r\nCSeq: " + phone.cseq
                + " REGISTER\r\nContact: <sip:"
                + (first + i) + "@" + lines.contact(i) + ">;expires=600\r\n" + authorization
                + "Content-Length: 0\r\n\r\n";
        phone.intervalNs = lines.repeats() ? T1_NS : NO_ANSWER_NS;
        send(i, System.nanoTime());
    }

    private void send(int i, long nowNs) throws IOException {
        OnePhone phone = phones[i];
        lines.say(i, phone.request);
        phone.dueNs = nowNs + phone.intervalNs;
        phone.intervalNs = Math.min(2 * phone.intervalNs, T2_NS);
    }

    private void again() throws IOException {
        long nowNs = System.nanoTime();
        for (int i = 0; i < phones.length; i++) {
            if (!phones[i].done && nowNs >= phones[i].dueNs) {
                send(i, nowNs);
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
        lines.close();
    }
}
