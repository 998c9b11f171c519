package hotswitch.bench.demo;

import hotswitch.sip.auth.DigestClient;
import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.sdp.Negotiation;
import hotswitch.sip.sdp.Negotiator;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.Ended;
import hotswitch.sip.session.OutOfDialog;
import hotswitch.sip.session.Session;
import hotswitch.sip.session.UserAgent;
import hotswitch.sip.session.UserAgentConfig;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import hotswitch.sip.transport.SipTransport;
import hotswitch.sip.transport.TransportConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** An agent's telephone: a socket and a user agent of its own; registers, rings a while, answers, speaks. */
final class Seat extends PhoneUser implements AutoCloseable {
    private static final long MS = 1_000_000;
    private static final int EXPIRES_S = 600;
    private static final int AGENT_HANGS_UP_IN = 6;
    private final String device;
    private final Room room;
    private final Hop registrar;
    private final SipTransport transport;
    private final UserAgent agent;
    private final DigestClient digest;
    private final Random random;
    private final Voice voice;
    private volatile boolean registered;
    private final AtomicInteger heard = new AtomicInteger();
    private Session session;
    private Speaker speaker;

    /** What all seats share. {@code callers}: the voices to listen for. */
    record Room(PhoneLoop loop, RtpDesk desk, List<Voice> agents, List<Voice> callers) {}

    Seat(String device, String password, Hop registrar, Room room) {
        this.device = device;
        this.room = room;
        this.registrar = registrar;
        random = new Random(device.hashCode());
        voice = room.agents.get(Integer.parseInt(device) % room.agents.size());
        transport = SipTransport.open(room.loop.loop, TransportConfig.of("127.0.0.1", 0));
        digest = new DigestClient(device, password);
        LocalAddress address = new LocalAddress(
                "127.0.0.1", transport.localPort(Transport.UDP), transport.localPort(Transport.TCP), device);
        agent = new UserAgent(
                UserAgentConfig.standard(address, "Demonstration phone"), new Names(key(device)), transport, this);
    }

    static byte[] key(String device) {
        return Arrays.copyOf(device.getBytes(StandardCharsets.US_ASCII), 32);
    }

    void start() {
        room.loop.loop.execute(() -> {
            transport.start(room.loop.receiver(agent));
            register(List.of());
        });
    }

    private void register(List<String> credentials) {
        String self = "<sip:" + device + "@hotline.local>";
        Connect.Parties parties = new Connect.Parties("sip:hotline.local", self, self);
        List<String> headers = new ArrayList<>(credentials);
        headers.add("Expires: " + EXPIRES_S);
        agent.request(
                new OutOfDialog(1, Method.REGISTER, registrar, parties, Connect.Content.NONE.with(headers)),
                room.loop.nowNs());
    }

    @Override
    public void onResponse(long token, int code, SipMessage response, long nowNs) {
        if (code == 401 && digest.challenged(response)) {
            String cnonce = Long.toHexString(random.nextLong());
            register(digest.headers(Method.REGISTER, "sip:hotline.local", cnonce));
        } else if (code == 200) {
            digest.accepted();
            registered = true;
        }
    }

    @Override
    public void onInvite(Session call, SipMessage invite, Hop source, long nowNs) {
        if (session != null) {
            call.reject(486, 0, "", nowNs);
            return;
        }
        session = call;
        String offer = invite.bodyText();
        call.ring(nowNs);
        room.loop.at(nowNs + (300 + random.nextInt(1_200)) * MS, later -> answer(call, offer, later));
    }

    private void answer(Session call, String offer, long nowNs) {
        if (call != session || !call.live()) {
            return;
        }
        speaker = new Speaker(voice, room.callers, () -> {});
        Negotiation.Agreed agreed =
                agreed(new Negotiator().negotiate(offer, media(speaker), Long.parseLong(device), ""));
        speaker.connect(agreed.plan().remoteAddress(), agreed.plan().remotePort());
        room.desk.add(speaker);
        call.accept(agreed.text(), nowNs);
    }

    @Override
    public void onAcked(Session call, String sdp, long nowNs) {
        speaker.speak(10);
        if (random.nextInt(AGENT_HANGS_UP_IN) == 0) {
            room.loop.at(nowNs + (9_000 + random.nextInt(3_000)) * MS, later -> call.bye("", later));
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a session is itself
    public void onEnded(Session call, Ended why, String reason, long nowNs) {
        if (call != session) {
            return;
        }
        session = null;
        if (speaker != null) {
            heard.addAndGet(speaker.heardVoice() ? 1 : 0);
            room.desk.remove(speaker);
            speaker = null;
        }
    }

    String device() {
        return device;
    }

    boolean registered() {
        return registered;
    }

    /** Calls in which the caller's own voice was heard. */
    int heard() {
        return heard.get();
    }

    @Override
    public void close() {
        transport.close();
    }
}
