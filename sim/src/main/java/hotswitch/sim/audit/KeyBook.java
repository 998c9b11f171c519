package hotswitch.sim.audit;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Fact;
import hotswitch.acd.config.CentreConfig;
import java.util.Map;
import java.util.TreeMap;

/** What was asked with a key is answered as the first time, for as long as the rules of that time say. */
final class KeyBook {
    private static final long NS_PER_MS = 1_000_000;
    private final Auditor auditor;
    private final Map<String, Said> answers = new TreeMap<>();
    private long keptMs;

    private record Said(int status, String detail, long callId, long untilNs) {}

    KeyBook(Auditor auditor) {
        this.auditor = auditor;
    }

    void configured(CentreConfig config) {
        keptMs = config.times().idempotencyMs();
    }

    void done(Fact.RequestDone f, long nowNs) {
        Request asked = request(auditor.present());
        if (f.key().isEmpty() || asked == null || asked.id() != f.requestId()) {
            return;
        }
        String key = asked.by() + " " + f.key();
        Said before = answers.get(key);
        if (before == null || before.untilNs <= nowNs) {
            answers.put(key, new Said(f.status(), f.detail(), f.callId(), nowNs + keptMs * NS_PER_MS));
        } else {
            boolean same =
                    before.status == f.status() && before.detail.equals(f.detail()) && before.callId == f.callId();
            auditor.must(same, () -> "A21 " + key + " is answered " + f + ", was " + before);
        }
    }

    /** Null: of a command that agents do not send. */
    private static Request request(Command command) {
        return switch (command) {
            case Command.SetAgentState c -> c.request();
            case Command.ExtendWrapUp c -> c.request();
            case Command.MakeCall c -> c.request();
            case Command.HoldCall c -> c.request();
            case Command.RetrieveCall c -> c.request();
            case Command.TransferCall c -> c.request();
            case Command.DeflectCall c -> c.request();
            case Command.RetrieveParked c -> c.request();
            case Command.ConsultCall c -> c.request();
            case Command.ConferenceCall c -> c.request();
            default -> null;
        };
    }
}
