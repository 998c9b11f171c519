package hotswitch.bench.demo;

import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.UserAgent;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transport.LoopWork;
import hotswitch.sip.transport.SignallingLoop;
import hotswitch.sip.transport.SipReceiver;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/** The thread on which all telephones live: their user agents, and what they have in mind for later. */
final class PhoneLoop implements LoopWork, AutoCloseable {
    private final Clock clock = Clock.systemUTC();
    private final List<Throwable> faults = new ArrayList<>();
    private final PriorityQueue<Plan> plans = new PriorityQueue<>();
    private final List<UserAgent> agents = new ArrayList<>();
    final SignallingLoop loop = new SignallingLoop("phones", this::nowNs, this::onFault);
    private long planned;

    private record Plan(long dueNs, long order, LongConsumer act) implements Comparable<Plan> {
        @Override
        public int compareTo(Plan other) {
            int byTime = Long.compare(dueNs, other.dueNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    long nowNs() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private void onFault(Throwable fault) {
        synchronized (faults) {
            faults.add(fault);
        }
    }

    void start() {
        loop.work(this);
    }

    /** Does it on the loop at that time. On the loop. */
    void at(long dueNs, LongConsumer act) {
        plans.add(new Plan(dueNs, planned++, act));
    }

    /** A telephone's way from wire to user agent. */
    SipReceiver receiver(UserAgent agent) {
        agents.add(agent);
        SipMessage message = new SipMessage();
        return new SipReceiver() {
            @Override
            public void onMessage(DirectBuffer buffer, int offset, int length, Hop source, long nowNs) {
                if (message.index(buffer, offset, length) == Malformed.NONE) {
                    agent.onMessage(message, source, nowNs);
                }
            }

            @Override
            public void onTransportFailed(Hop hop, long nowNs) {
                agent.onTransportFailed(hop, nowNs);
            }
        };
    }

    @Override
    public long onTime(long nowNs) {
        while (!plans.isEmpty() && plans.peek().dueNs <= nowNs) {
            plans.poll().act.accept(nowNs);
        }
        long nextNs = plans.isEmpty() ? NEVER_NS : plans.peek().dueNs;
        for (UserAgent agent : agents) {
            if (agent.nextDeadlineNs() <= nowNs) {
                agent.onTime(nowNs);
            }
            nextNs = Math.min(nextNs, agent.nextDeadlineNs());
        }
        return nextNs;
    }

    /** Ends the thread; throws where a telephone had a fault of its own. */
    @Override
    public void close() {
        loop.close();
        synchronized (faults) {
            if (!faults.isEmpty()) {
                throw new IllegalStateException("a telephone failed", faults.getFirst());
            }
        }
    }
}
