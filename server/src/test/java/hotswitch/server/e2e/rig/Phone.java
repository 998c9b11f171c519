package hotswitch.server.e2e.rig;

import hotswitch.media.codec.Codec;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * A telephone on its own socket, written with none of the switch's code so that one mistake cannot hide another. It
 * does
 * by itself what every phone does (ACK, 200 to BYE and OPTIONS, saying things again over UDP); the rest the test says.
 */
public final class Phone implements AutoCloseable {
    private static final String DOMAIN = "hotline.local";
    private static final String LOOPBACK = "127.0.0.1";

    public final String user;
    final PhoneLine line;
    final Resending resending;
    final DigestAnswer digest;
    private final Map<String, PhoneCall> calls = new ConcurrentHashMap<>();
    private final Map<String, Lamp> lamps = new ConcurrentHashMap<>();
    private final List<PhoneCall> incoming = new ArrayList<>();
    private final Map<String, SipText> replies = new ConcurrentHashMap<>();
    private final AtomicLong numbers =
            new AtomicLong(ThreadLocalRandom.current().nextInt(1_000_000));
    private final String registrationId;
    private long registerCseq;
    volatile Codec codec = Codec.PCMA;
    volatile int eventPayloadType = 101;
    volatile boolean heedsCancel = true;
    private volatile Consumer<PhoneCall> onCall = call -> {};
    private volatile Consumer<SipText> onRegister = request -> respond(request, 481);

    private Phone(PhoneLine line, String user, DigestAnswer digest) {
        this.line = line;
        this.user = user;
        this.digest = digest;
        this.resending = new Resending(line);
        this.registrationId = id() + "@" + DOMAIN;
        line.start(this::received);
    }

    /** A caller out in the world, whom the switch knows by his carrier. */
    public static Phone caller(InetSocketAddress server, String number) {
        return callerAt(server, LOOPBACK, number);
    }

    /** The address decides which trunk the call comes by. */
    public static Phone callerAt(InetSocketAddress server, String address, String number) {
        return new Phone(PhoneLine.udp(server, address), number, new DigestAnswer(number, "", "MD5"));
    }

    /** The same over TCP. */
    public static Phone tcpCaller(InetSocketAddress server, String number) {
        return new Phone(PhoneLine.tcp(server, LOOPBACK), number, new DigestAnswer(number, "", "MD5"));
    }

    /** A seat's phone with its demonstration password. */
    public static Phone seat(InetSocketAddress server, String device) {
        return seat(server, new DigestAnswer(device, "demo-" + device, "MD5"));
    }

    public static Phone seat(InetSocketAddress server, DigestAnswer digest) {
        return seatAt(server, LOOPBACK, digest);
    }

    public static Phone seatAt(InetSocketAddress server, String address, DigestAnswer digest) {
        return new Phone(PhoneLine.udp(server, address), digest.user(), digest);
    }

    public static Phone tcpSeat(InetSocketAddress server, String device) {
        return tcpSeatAt(server, LOOPBACK, device);
    }

    public static Phone tcpSeatAt(InetSocketAddress server, String address, String device) {
        return seatOn(PhoneLine.tcp(server, address), device);
    }

    private static Phone seatOn(PhoneLine line, String device) {
        return new Phone(line, device, new DigestAnswer(device, "demo-" + device, "MD5"));
    }

    /** {@code trusted}: whose certificates this phone believes. */
    public static Phone tlsSeat(InetSocketAddress server, String device, SSLContext trusted) {
        return tlsSeatAt(server, LOOPBACK, device, trusted);
    }

    public static Phone tlsSeatAt(InetSocketAddress server, String address, String device, SSLContext trusted) {
        return seatOn(PhoneLine.tls(server, address, trusted), device);
    }

    /** A telephone in a browser's page: no address of its own, only its connection (RFC 7118). */
    public static Phone webSeat(InetSocketAddress server, URI web, SSLContext trusted, String device) {
        return webSeatAt(server, LOOPBACK, web, trusted, device);
    }

    public static Phone webSeatAt(
            InetSocketAddress server, String address, URI web, SSLContext trusted, String device) {
        return seatOn(new WebLine(server, address, web, trusted), device);
    }

    /** Payload type of telephone-event in what this phone offers. */
    public Phone eventPayloadType(int payloadType) {
        eventPayloadType = payloadType;
        return this;
    }

    public Phone codec(Codec wanted) {
        codec = wanted;
        return this;
    }

    /** A phone whose human picked up at the very moment of the CANCEL: it answers the CANCEL but does not give up. */
    public Phone crossesCancel() {
        heedsCancel = false;
        return this;
    }

    /** What it does by itself with a call that comes in; on its receiving thread. */
    public Phone onCall(Consumer<PhoneCall> reaction) {
        onCall = reaction;
        return this;
    }

    /** What it does with a REGISTER, if it is a registrar. */
    public Phone onRegister(Consumer<SipText> reaction) {
        onRegister = reaction;
        return this;
    }

    /** Answers a request outside calls, with further header lines, each with its line end. */
    public void answer(SipText request, int status, String lines) {
        line.send(SipText.bytes(Replies.whole(request, status, "reg", lines, "")));
    }

    public int port() {
        return line.port();
    }

    public String contact() {
        String transport = switch (line.transport()) {
            case "UDP" -> "";
            case "WSS" -> ";transport=ws"; // RFC 7118 §5.2.4: there is no other
            default -> ";transport=" + line.transport().toLowerCase(Locale.ROOT);
        };
        return "<sip:" + user + "@" + line.host() + transport + ">";
    }

    String uri() {
        return "sip:" + user + "@" + DOMAIN;
    }

    String domain() {
        return DOMAIN;
    }

    String id() {
        return user + "-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + "-" + numbers.incrementAndGet();
    }

    /** As Via says it. */
    public String transport() {
        return line.transport();
    }

    String via(String branch) {
        return "Via: SIP/2.0/" + line.transport() + " " + line.host() + ";rport;branch=" + branch + "\r\n";
    }

    String branch() {
        return "z9hG4bK" + id();
    }

    /** Registers, through the challenge; the last response. */
    public SipText register(int expiresS) {
        SipText first = registerOnce(expiresS, "");
        if (first.status() != 401) {
            return first;
        }
        return registerOnce(expiresS, authorization(digest.challenge(first), 1));
    }

    /** The value of Authorization for a REGISTER. */
    public String authorization(DigestAnswer.Challenge challenge, int count) {
        return digest.authorization(challenge, "REGISTER", "sip:" + DOMAIN, count);
    }

    /** One REGISTER and its final response; {@code authorization} "": none. */
    public SipText registerOnce(int expiresS, String authorization) {
        String branch = branch();
        registerCseq++;
        String text = "REGISTER sip:" + DOMAIN + " SIP/2.0\r\n" + via(branch) + "Max-Forwards: 70\r\nFrom: <" + uri()
                + ">;tag=" + branch.substring(7) + "\r\nTo: <" + uri() + ">\r\nCall-ID: " + registrationId
                + "\r\nCSeq: " + registerCseq + " REGISTER\r\nContact: " + contact() + "\r\nExpires: " + expiresS
                + "\r\n" + (authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n")
                + "Content-Length: 0\r\n\r\n";
        return ask(branch, text);
    }

    /** Sends a whole request, whatever it is, and waits for the final response to its branch. */
    public SipText ask(String branch, String text) {
        resending.say(branch, text);
        return Await.value("a response to " + text.lines().findFirst().orElse(""), () -> replies.remove(branch));
    }

    /** Any bytes. */
    public void raw(byte[] bytes) {
        line.send(bytes);
    }

    /** The final response with this branch, if it came; not taken. */
    public SipText reply(String branch) {
        return replies.get(branch);
    }

    /** Calls a number: the INVITE is out. */
    public PhoneCall dial(String number) {
        PhoneCall call = outgoing(number);
        call.invite("", true);
        return call;
    }

    /** Calls a number with these header lines besides the usual ones, each with its line end. */
    public PhoneCall dialSaying(String number, String headers) {
        PhoneCall call = outgoing(number);
        call.invite(headers, true);
        return call;
    }

    /** Calls as it would take over the dialog that {@code replaces} names (RFC 3891). */
    public PhoneCall dialReplacing(String number, String replaces) {
        return dialSaying(number, "Replaces: " + replaces + "\r\n");
    }

    /** Calls a number and leaves the offer to the switch. */
    public PhoneCall dialWithoutOffer(String number) {
        PhoneCall call = outgoing(number);
        call.invite("", false);
        return call;
    }

    /** Calls what a registrar knows of the switch, with the number in To. */
    public PhoneCall dial(String requestUser, String number) {
        PhoneCall call = outgoing(requestUser, number);
        call.invite("", true);
        return call;
    }

    /** A lamp for this seat; not subscribed yet. */
    public Lamp lamp(String seat) {
        return lamp(seat, "dialog");
    }

    /** A lamp for the messages of this queue (RFC 3842); not subscribed yet. */
    public Lamp mailbox(String queue) {
        return lamp(queue, "message-summary");
    }

    /** A lamp of this event package for a seat or a queue; not subscribed yet. */
    public Lamp lamp(String watched, String event) {
        Lamp lamp = new Lamp(this, watched, event);
        lamps.put(lamp.callId, lamp);
        return lamp;
    }

    private PhoneCall outgoing(String number) {
        return outgoing(number, number);
    }

    private PhoneCall outgoing(String requestUser, String number) {
        PhoneCall call = PhoneCall.outgoing(this, requestUser, number);
        calls.put(call.callId, call);
        return call;
    }

    /** The next call that comes in and was not taken by an earlier wait. */
    public PhoneCall awaitCall() {
        return Await.value("a call at " + user, this::nextCall);
    }

    /** Null: none so far. */
    public PhoneCall nextCall() {
        synchronized (incoming) {
            return incoming.isEmpty() ? null : incoming.removeFirst();
        }
    }

    private void received(String text) {
        SipText message = SipText.parse(text, System.nanoTime());
        if (!message.start().contains("SIP/2.0")) {
            // A keep-alive, or RTCP that was meant for the port beside another phone's audio.
            return;
        }
        PhoneCall call = calls.get(message.callId());
        Lamp lamp = lamps.get(message.callId());
        if (call != null) {
            call.received(message);
        } else if (lamp != null && message.isRequest()) {
            lamp.received(message);
        } else if (!message.isRequest()) {
            if (message.status() >= 200) {
                resending.heard(message.branch());
                replies.put(message.branch(), message);
            }
        } else if (message.method().equals("INVITE")) {
            begin(message);
        } else if (message.method().equals("REGISTER")) {
            onRegister.accept(message);
        } else if (!message.method().equals("ACK")) {
            respond(message, message.method().equals("OPTIONS") ? 200 : 481);
        }
    }

    private void begin(SipText invite) {
        PhoneCall call = PhoneCall.incoming(this, invite);
        calls.put(call.callId, call);
        synchronized (incoming) {
            incoming.add(call);
        }
        onCall.accept(call);
    }

    void respond(SipText request, int status) {
        line.send(SipText.bytes(Replies.text(request, status, "", "", "")));
    }

    @Override
    public void close() {
        calls.values().forEach(PhoneCall::close);
        resending.close();
        line.close();
    }
}
