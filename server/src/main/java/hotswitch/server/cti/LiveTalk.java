package hotswitch.server.cti;

import hotswitch.acd.TalkKind;
import hotswitch.acd.codec.CallFacts;
import io.vertx.core.json.JsonObject;

/** What one party of a call that is going on has done for a while. */
final class LiveTalk {
    private String role;
    private String device;
    private int agent;
    private TalkKind kind;
    private long fromNs;
    private long toNs;

    LiveTalk is(CallFacts.Talk f) {
        role = f.role;
        device = f.device;
        agent = f.agent;
        kind = f.kind;
        fromNs = f.fromNs;
        toNs = f.toNs;
        return this;
    }

    JsonObject json() {
        return new JsonObject()
                .put("role", role)
                .put("device", device)
                .put("agent", agent)
                .put("kind", Words.camel(kind))
                .put("from", Times.text(fromNs))
                .put("to", Times.text(toNs));
    }
}
