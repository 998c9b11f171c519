package hotswitch.sip.session;

import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import java.util.ArrayList;
import java.util.List;

/** A user agent that answers each call and clears it; its time is stepped until every timer has run. */
public final class FuzzedAgent {
    private static final long MS = 1_000_000;
    private static final long LONG_MS = 400_000;
    private final Phone phone = new Phone("F");
    private final List<Session> calls = new ArrayList<>();
    private final UserAgent agent;
    private long nowNs = 1_000 * MS;

    public FuzzedAgent(LocalAddress address, Names names) {
        agent = new UserAgent(
                UserAgentConfig.standard(address, "test"), names, (to, buffer, offset, length) -> {}, phone);
        phone.onInvite = (session, atNs) -> {
            calls.add(session);
            session.accept("v=0", atNs);
        };
        phone.onReinvite = (session, atNs) -> session.acceptReinvite("v=0", atNs);
    }

    public void take(SipMessage message, Hop source) {
        agent.onMessage(message, source, nowNs);
        run(50);
    }

    private void run(long ms) {
        long endNs = nowNs + ms * MS;
        while (agent.nextDeadlineNs() <= endNs) {
            nowNs = Math.max(nowNs, agent.nextDeadlineNs());
            agent.onTime(nowNs);
        }
        nowNs = endNs;
    }

    public void assertNothingLeft() {
        calls.forEach(call -> call.close("", nowNs));
        run(LONG_MS);
        if (agent.sessions() + agent.transactions() + agent.timers() > 0) {
            throw new AssertionError("left: sessions " + agent.sessions() + " transactions " + agent.transactions()
                    + " timers " + agent.timers());
        }
    }
}
