package hotswitch.sip.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.OwnText;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.timer.TimerValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One transaction layer, a clock that is stepped in milliseconds, and a story of all that leaves it in either
 * direction.
 */
final class Exchange implements SipOut, TransactionLayer.User, ClientTransaction.User {
    static final Hop UDP = Hop.udp("192.0.2.7", 5070);
    static final Hop TCP = new Hop(Transport.TCP, "192.0.2.7", 33_000, 9);

    final TimerHeap timers = new TimerHeap();
    final TransactionLayer layer;
    final List<String> story = new ArrayList<>();
    final List<SipMessage> sent = new ArrayList<>();
    Hop sentTo;
    long nowMs;
    ServerTransaction server;
    /** The status with which requests are answered at once; 0: later, or never. */
    int answer;

    Exchange() {
        this(1_000);
    }

    Exchange(int transactionsMax) {
        TransactionTable table = new TransactionTable(42, transactionsMax);
        layer = new TransactionLayer(TimerValues.rfc3261(), timers, this, this, table);
    }

    @Override
    public void send(Hop to, DirectBuffer buffer, int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        SipMessage message = message(new String(bytes, StandardCharsets.UTF_8));
        sentTo = to;
        sent.add(message);
        tell("> " + name(message));
    }

    @Override
    public void sendUnwatched(Hop to, DirectBuffer buffer, int offset, int length) {
        int watched = story.size();
        send(to, buffer, offset, length);
        story.set(watched, story.get(watched) + " unwatched");
    }

    private void tell(String what) {
        story.add(nowMs + " " + what);
    }

    private static String name(SipMessage message) {
        return message.isRequest() ? message.methodText() : message.status() + " " + message.cseqMethod();
    }

    /** What has happened since the last look. */
    void assertStory(String... lines) {
        assertEquals(String.join("\n", lines), String.join("\n", story));
        story.clear();
    }

    /** Steps from deadline to deadline, so that each timer runs at its own time. */
    void until(long ms) {
        while (timers.nextDueNs() <= ms * 1_000_000) {
            nowMs = timers.nextDueNs() / 1_000_000;
            timers.expire(nowMs * 1_000_000);
        }
        nowMs = ms;
    }

    long nowNs() {
        return nowMs * 1_000_000;
    }

    InviteClient invite(Hop hop) {
        write(Method.INVITE, hop);
        return layer.invite("z9hG4bKours", hop, this, nowNs());
    }

    NonInviteClient request(Method method, Hop hop) {
        write(method, hop);
        return layer.begin("z9hG4bKours", method, hop, this, nowNs());
    }

    private void write(Method method, Hop hop) {
        layer.writer()
                .startRequest(method, "sip:bob@example.com")
                .header(
                        HeaderName.VIA,
                        "SIP/2.0/" + hop.transport().viaName() + " 192.0.2.1:5060;rport;branch=z9hG4bKours")
                .header(HeaderName.MAX_FORWARDS, 70)
                .header(HeaderName.ROUTE, "<sip:proxy.example.com;lr>")
                .header(HeaderName.FROM, "<sip:alice@example.com>;tag=a")
                .header(HeaderName.TO, "<sip:bob@example.com>")
                .header(HeaderName.CALL_ID, "one@192.0.2.1")
                .cseq(7, method)
                .end();
    }

    void response(int status, Method method, String tag) {
        receive(
                "SIP/2.0 " + status + " Whatever\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKours\r\n"
                        + "From: <sip:alice@example.com>;tag=a\r\nTo: <sip:bob@example.com>;tag=" + tag
                        + "\r\nCall-ID: one@192.0.2.1\r\nCSeq: 7 " + method + "\r\nContent-Length: 0\r\n\r\n",
                UDP);
    }

    static String requestText(String method, String via, String to, int cseq) {
        String cseqMethod = method.substring(0, method.indexOf(' '));
        return method + " SIP/2.0\r\nVia: " + via + "\r\nMax-Forwards: 70\r\n"
                + "From: <sip:carol@example.com>;tag=c\r\nTo: " + to
                + "\r\nCall-ID: two@192.0.2.7\r\nCSeq: " + cseq + " " + cseqMethod + "\r\nContent-Length: 0\r\n\r\n";
    }

    void receive(String text, Hop source) {
        layer.onMessage(message(text), source, nowNs());
    }

    static SipMessage message(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        SipMessage message = new SipMessage();
        assertEquals(Malformed.NONE, message.index(new UnsafeBuffer(bytes), 0, bytes.length), text);
        return message;
    }

    @Override
    public void onRequest(ServerTransaction transaction, SipMessage request, Hop source, long nowNs) {
        server = transaction;
        tell("TU " + name(request));
        if (answer != 0) {
            transaction.respond(answer, nowNs);
        }
    }

    @Override
    public void onAck(SipMessage ack, Hop source, long nowNs) {
        tell("TU ACK");
    }

    @Override
    public void onStray(SipMessage response, Hop source, long nowNs) {
        tell("stray " + name(response));
    }

    @Override
    public void newTag(SipMessage request, OwnText into) {
        into.take("tag" + request.cseq());
    }

    @Override
    public void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs) {
        tell("TU " + name(response));
    }

    @Override
    public void onFailed(ClientTransaction transaction, int status, long nowNs) {
        tell("TU failed " + status);
    }
}
