package hotswitch.bench.demo;

import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Ended;
import hotswitch.sip.session.Session;
import hotswitch.sip.session.UserAgent;
import hotswitch.sip.session.UserAgentConfig;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import hotswitch.sip.transport.SipTransport;
import hotswitch.sip.transport.TransportConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The carrier's side of the trunk: every caller's call comes from this one address. Answers the switch's OPTIONS. */
final class Carrier extends PhoneUser implements AutoCloseable {
    final PhoneLoop loop;
    final RtpDesk desk;
    final UserAgent agent;
    final Hop hotline;
    private final SipTransport transport;
    private final Map<Session, Caller> callers = new HashMap<>();

    Carrier(PhoneLoop loop, RtpDesk desk, int port, Hop hotline) {
        this.loop = loop;
        this.desk = desk;
        this.hotline = hotline;
        transport = SipTransport.open(loop.loop, TransportConfig.of("127.0.0.1", port));
        LocalAddress address = new LocalAddress(
                "127.0.0.1", transport.localPort(Transport.UDP), transport.localPort(Transport.TCP), "");
        agent = new UserAgent(
                UserAgentConfig.standard(address, "Demonstration carrier"),
                new Names(Seat.key("carrier")),
                transport,
                this);
    }

    void start() {
        loop.loop.execute(() -> transport.start(loop.receiver(agent)));
    }

    /** Each calls at its own time. */
    void expect(List<Caller> all) {
        loop.loop.execute(() ->
                all.forEach(caller -> loop.at(loop.nowNs() + caller.plan().callsAfterNs(), nowNs -> {
                    Session session = caller.call(nowNs);
                    callers.put(session, caller);
                })));
    }

    @Override
    public void onAccepted(Session session, CharSequence sdp, SipMessage response, long nowNs) {
        callers.get(session).accepted(sdp.toString(), nowNs);
    }

    @Override
    public void onEnded(Session session, Ended why, String reason, long nowNs) {
        callers.remove(session).ended(why);
    }

    @Override
    public void close() {
        transport.close();
    }
}
