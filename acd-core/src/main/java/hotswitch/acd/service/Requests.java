package hotswitch.acd.service;

import hotswitch.acd.Command.Asked;
import hotswitch.acd.Command.Request;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Idempotency.Kept;
import java.util.function.Function;

/** Requests are answered once each, and carried out once per idempotency key. */
final class Requests {
    private static final long NS_PER_MS = 1_000_000;
    private final Centre centre;
    private final Function<Asked, Answer> services;

    Requests(Centre centre, Function<Asked, Answer> services) {
        this.centre = centre;
        this.services = services;
    }

    void serve(Asked asked) {
        Request request = asked.request();
        String key = request.key().isEmpty() ? "" : request.by() + " " + request.key();
        Kept kept = key.isEmpty() ? null : centre.idempotency.find(key, centre.nowNs());
        if (kept != null) {
            done(request, new Answer(kept.status(), kept.detail(), kept.callId()));
            return;
        }
        Answer answer = services.apply(asked);
        if (!key.isEmpty()) {
            long untilNs = centre.nowNs() + centre.config.times().idempotencyMs() * NS_PER_MS;
            centre.idempotency.keep(new Kept(key, answer.status(), answer.detail(), answer.callId(), untilNs));
        }
        done(request, answer);
    }

    void done(Request request, Answer answer) {
        if (request.id() != 0) {
            centre.says.done(request, answer);
        }
    }
}
