package hotswitch.server.edge;

import hotswitch.call.Telephony;
import hotswitch.server.metrics.Metrics;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.overload.Overload;
import hotswitch.sip.transport.TransportCounters;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Messages in, counted on the signalling loop, read by the metrics. */
final class SipCounters {
    private static final int CLASSES = 7;
    private final AtomicLongArray requests = new AtomicLongArray(Method.values().length);
    private final AtomicLongArray responses = new AtomicLongArray(CLASSES * 100);
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong authFailures = new AtomicLong();
    private final AtomicLong bansActive = new AtomicLong();
    private final AtomicLong bansForgotten = new AtomicLong();
    private final AtomicLong bannedMessages = new AtomicLong();
    private final AtomicLong tollRefused = new AtomicLong();
    private final AtomicLong pinsWrong = new AtomicLong();
    private final AtomicLong pinsUnheard = new AtomicLong();
    private final AtomicLong sessions = new AtomicLong();
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicLong queueDelayNs = new AtomicLong();
    private final AtomicLong readAtNs = new AtomicLong();
    private final AtomicLong lossPercent = new AtomicLong();
    private final AtomicLong registerLossPercent = new AtomicLong();
    private final AtomicLong callsShed = new AtomicLong();
    private final AtomicLong othersShed = new AtomicLong();
    private final AtomicLong untraced = new AtomicLong();
    private final AtomicLongArray malformed = new AtomicLongArray(Malformed.values().length);

    void in(SipMessage message) {
        if (message.isRequest()) {
            bump(requests, message.method().ordinal());
        } else {
            bump(responses, Math.clamp(message.status(), 100, CLASSES * 100 - 1));
        }
    }

    /** An exception of ours on the signalling loop. */
    void fault() {
        faults.setRelease(faults.getPlain() + 1);
    }

    void malformed(Malformed fault) {
        bump(malformed, fault.ordinal());
    }

    /** One writer. */
    private static void bump(AtomicLongArray counts, int index) {
        counts.setRelease(index, counts.getPlain(index) + 1);
    }

    /** How long the last messages lay in the socket, and what is refused because of it. */
    void load(long waitNs, Overload overload) {
        readAtNs.setRelease(System.nanoTime());
        queueDelayNs.setRelease(waitNs);
        lossPercent.setRelease(overload.lossPercent());
        registerLossPercent.setRelease(overload.registerLossPercent());
        callsShed.setRelease(overload.refused(Method.INVITE));
        othersShed.setRelease(overload.refused(Method.REGISTER));
        untraced.setRelease(overload.shed());
    }

    /** What would be refused now: nothing after a silence, which no message has told yet. */
    private long now(AtomicLong percent) {
        boolean silent = System.nanoTime() - readAtNs.getAcquire() > Overload.SILENCE_NS;
        return silent ? 0 : percent.getAcquire();
    }

    void alive(Telephony telephony) {
        sessions.setRelease(telephony.sessions());
        transactions.setRelease(telephony.transactions());
    }

    void bans(Bans bans, Telephony telephony) {
        authFailures.setRelease(bans.failures());
        bansActive.setRelease(bans.active());
        bansForgotten.setRelease(bans.forgotten());
        bannedMessages.setRelease(bans.dropped());
        tollRefused.setRelease(telephony.tollRefused());
        pinsWrong.setRelease(telephony.pinsWrong());
        pinsUnheard.setRelease(telephony.pinsUnheard());
    }

    /**
     * What the sockets count; {@code hotswitch_sip_connections}: streams that are open; {@code
     * hotswitch_sip_streams_max}: for how many of each transport there is room.
     */
    static void show(TransportCounters sockets, int streamsMax, Metrics metrics) {
        for (TransportCounters.Count count : TransportCounters.Count.values()) {
            String what = count.name().toLowerCase(Locale.ROOT);
            metrics.counts("hotswitch.sip.transport", () -> sockets.get(count), "what", what);
        }
        metrics.gauges("hotswitch.sip.connections", sockets::openConnections);
        metrics.gauges("hotswitch.sip.streams.max", () -> streamsMax);
    }

    void show(Metrics metrics) {
        metrics.counts("hotswitch.signalling.faults", faults::get);
        metrics.counts("hotswitch.sip.auth.failures", authFailures::get);
        metrics.gauges("hotswitch.sip.bans.active", bansActive::get);
        metrics.counts("hotswitch.sip.bans.forgotten", bansForgotten::get);
        metrics.counts("hotswitch.sip.banned.messages", bannedMessages::get);
        metrics.counts("hotswitch.toll.refused", tollRefused::get);
        metrics.counts("hotswitch.pin.wrong", pinsWrong::get);
        metrics.counts("hotswitch.pin.unheard", pinsUnheard::get);
        metrics.gauges("hotswitch.sip.queue.delay.us", () -> queueDelayNs.get() / 1_000);
        metrics.gauges("hotswitch.sip.overload.loss.percent", () -> now(lossPercent), "kind", "invite");
        metrics.gauges("hotswitch.sip.overload.loss.percent", () -> now(registerLossPercent), "kind", "register");
        metrics.counts("hotswitch.sip.shed", callsShed::get, "kind", "invite");
        metrics.counts("hotswitch.sip.shed", othersShed::get, "kind", "register");
        metrics.counts("hotswitch.sip.shed.untraced", untraced::get);
        metrics.gauges("hotswitch.sip.sessions", sessions::get);
        metrics.gauges("hotswitch.sip.transactions", transactions::get);
        for (Method method : Method.values()) {
            metrics.counts("hotswitch.sip.requests", () -> requests.get(method.ordinal()), "method", method.name());
        }
        for (int code : new int[] {100, 180, 183, 200, 401, 404, 408, 480, 481, 486, 487, 488, 500, 503, 603}) {
            metrics.counts("hotswitch.sip.responses", () -> responses.get(code), "code", Integer.toString(code));
        }
        for (Malformed fault : Malformed.values()) {
            if (fault != Malformed.NONE) {
                String reason = fault.name().toLowerCase(Locale.ROOT);
                metrics.counts("hotswitch.sip.malformed", () -> malformed.get(fault.ordinal()), "reason", reason);
            }
        }
    }
}
