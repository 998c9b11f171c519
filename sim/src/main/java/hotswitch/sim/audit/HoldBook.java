package hotswitch.sim.audit;

import hotswitch.acd.Fact;
import hotswitch.acd.TalkKind;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who holds a call, from when on, and that nobody talks there meanwhile. Calls in which somebody is
 * asked are left out.
 */
final class HoldBook {
    private final Auditor auditor;
    private final Map<Long, Held> calls = new TreeMap<>();
    private final Set<Long> asking = new TreeSet<>();

    private static final class Held {
        final Set<String> by = new TreeSet<>();
        long sinceNs;
        /** Not over yet as long as somebody holds. */
        long untilNs;

        boolean lasts() {
            return !by.isEmpty();
        }

        void end(long nowNs) {
            if (lasts()) {
                by.clear();
                untilNs = nowNs;
            }
        }
    }

    HoldBook(Auditor auditor) {
        this.auditor = auditor;
    }

    void event(Fact.CallEvent f, long nowNs) {
        String by = f.legId() + " " + f.cause();
        if (f.cause().equals("consult")) {
            asking.add(f.callId());
        }
        switch (f.type()) {
            case HELD -> {
                Held held = calls.computeIfAbsent(f.callId(), id -> new Held());
                held.sinceNs = held.lasts() ? held.sinceNs : nowNs;
                held.by.add(by);
            }
            case RETRIEVED -> {
                Held held = calls.get(f.callId());
                if (held != null && held.by.remove(by) && !held.lasts()) {
                    held.untilNs = nowNs;
                }
            }
            case TRANSFERRED, CONNECTION_CLEARED, ESTABLISHED -> {
                Held held = calls.get(f.callId());
                if (held != null) {
                    held.end(nowNs);
                }
            }
            case SERVICE_INITIATED, ORIGINATED, NETWORK_REACHED, QUEUED, DELIVERED, DIVERTED, FAILED, CONFERENCED -> {}
        }
    }

    void interval(Fact.TalkInterval f) {
        Held held = calls.get(f.callId());
        if (held == null || f.kind() != TalkKind.TALK || asking.contains(f.callId())) {
            return;
        }
        long untilNs = held.lasts() ? f.toNs() : held.untilNs;
        boolean wrong = Math.min(f.toNs(), untilNs) > Math.max(f.fromNs(), held.sinceNs);
        auditor.must(!wrong, () -> "A22 held since " + held.sinceNs + ": " + f);
    }

    void ended(long callId) {
        calls.remove(callId);
        asking.remove(callId);
    }
}
