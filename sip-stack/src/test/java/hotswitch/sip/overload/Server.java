package hotswitch.sip.overload;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import java.util.ArrayDeque;
import java.util.PriorityQueue;

/**
 * A server in stepped time that reads its socket in passes: a call costs it four messages over two seconds, a refusal
 * two cheap ones. Of streams it reads all that is there, and knows only how long that took.
 */
final class Server {
    private static final long US = 1_000;
    private static final long MS = 1_000 * US;
    private static final long SECOND = 1_000 * MS;
    private static final long INVITE_NS = 300 * US;
    private static final long LATER_NS = 125 * US;
    private static final long REFUSAL_NS = 15 * US;
    private static final long REFUSED_ACK_NS = 5 * US;
    private static final long TALK_NS = 2 * SECOND;
    private static final int PASS = 128;
    /** Calls a second that keep it busy. */
    static final int CAPACITY = (int) (SECOND / (INVITE_NS + 4 * LATER_NS));

    private final Overload overload;
    private final StreamWait turns = new StreamWait();
    boolean streams;
    private final PriorityQueue<Message> coming = new PriorityQueue<>((a, b) -> Long.compare(a.atNs, b.atNs));
    private final ArrayDeque<Message> socket = new ArrayDeque<>();
    private long nowNs = SECOND;
    private long busySinceNs;
    private long number;
    private long longestNs;
    private long invited;

    private record Message(long atNs, boolean invite, long costNs) {}

    Server(Overload overload) {
        this.overload = overload;
    }

    /** Under so many new calls a second: how many it takes, after a while. */
    double answeredPerSecond(int rate) {
        run(rate, 8 * SECOND);
        longestNs = 0;
        long before = invited;
        run(rate, 10 * SECOND);
        return (invited - before) / 10.0;
    }

    /** Percent that is refused still. */
    int lossAfterASecondOf(int rate) {
        run(rate, 3 * SECOND);
        return overload.lossPercent();
    }

    long longestMs() {
        return longestNs / MS;
    }

    private void run(int rate, long forNs) {
        long everyNs = SECOND / rate;
        long endNs = nowNs + forNs;
        for (long at = nowNs; at < endNs; at += everyNs) {
            coming.add(new Message(at, true, 0));
        }
        while (nowNs < endNs) {
            arrive();
            if (socket.isEmpty()) {
                nowNs = Math.min(endNs, coming.isEmpty() ? endNs : coming.peek().atNs);
                busySinceNs = nowNs;
                continue;
            }
            pass();
        }
    }

    private void arrive() {
        while (!coming.isEmpty() && coming.peek().atNs <= nowNs) {
            socket.add(coming.remove());
        }
    }

    private void pass() {
        int count = streams ? socket.size() : Math.min(PASS, socket.size());
        long waitNs = nowNs - socket.peek().atNs;
        longestNs = Math.max(longestNs, waitNs);
        if (!streams) {
            overload.onRead(waitNs, count, false, nowNs);
        }
        for (int i = 0; i < count; i++) {
            Message message = socket.remove();
            if (streams) {
                turns.read(nowNs, busySinceNs);
                overload.onStreams(turns.waitNs(nowNs), 1, nowNs);
            }
            nowNs += message.invite ? invite() : message.costNs;
        }
        turns.turned();
    }

    private long invite() {
        boolean refused = overload.refuses(request(), nowNs) > 0;
        if (refused) {
            coming.add(new Message(nowNs + MS, false, REFUSED_ACK_NS));
            return REFUSAL_NS;
        }
        invited++;
        for (long afterNs : new long[] {5 * MS, 10 * MS, TALK_NS, TALK_NS + MS}) {
            coming.add(new Message(nowNs + afterNs, false, LATER_NS));
        }
        return INVITE_NS;
    }

    private SipMessage request() {
        SipWriter writer = new SipWriter()
                .startRequest(Method.INVITE, "sip:12345@192.0.2.1")
                .header(HeaderName.VIA, "SIP/2.0/UDP 192.0.2.9:5062;branch=z9hG4bK1")
                .header(HeaderName.FROM, "<sip:a@b>;tag=1")
                .header(HeaderName.TO, "<sip:c@d>")
                .header(HeaderName.CALL_ID, "call-" + number++)
                .cseq(1, Method.INVITE)
                .end();
        SipMessage message = new SipMessage();
        if (message.index(writer.buffer(), 0, writer.length()) != Malformed.NONE) {
            throw new IllegalStateException(writer.toString());
        }
        return message;
    }
}
