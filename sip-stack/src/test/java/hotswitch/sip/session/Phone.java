package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.header.ReferTo;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.sdp.SdpBody;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/** A user of sessions that writes down what it hears and does what the test told it to do then. */
final class Phone implements SessionUser {
    private final String name;
    final List<String> story = new ArrayList<>();
    Session session;
    ObjLongConsumer<Session> onInvite = (s, nowNs) -> {};
    ObjLongConsumer<Session> onProvisional = (s, nowNs) -> {};
    ObjLongConsumer<Session> onAccepted = (s, nowNs) -> {};
    ObjLongConsumer<Session> onAcked = (s, nowNs) -> {};
    ObjLongConsumer<Session> onReinvite = (s, nowNs) -> {};
    ObjLongConsumer<Session> onRefer = (s, nowNs) -> s.acceptRefer(nowNs);
    ObjLongConsumer<Session> onReinviteAnswered = (s, nowNs) -> {};
    /** What other requests get. */
    int says = 200;

    private final Set<Ended> reasons = EnumSet.noneOf(Ended.class);
    private final Map<Session, Integer> ends = new HashMap<>();

    Phone(String name) {
        this.name = name;
    }

    void began(Session began) {
        ends.put(began, 0);
    }

    private void tell(String what) {
        story.add(name + ' ' + what);
    }

    void assertStory(String... lines) {
        assertEquals(String.join("\n", lines), String.join("\n", story));
        story.clear();
    }

    /** Each way in which a session ended here. */
    Set<Ended> reasons() {
        return reasons;
    }

    /** Its process died. */
    void forget() {
        ends.clear();
    }

    void assertAllEnded() {
        ends.forEach((s, times) -> assertEquals(1, times, s + " ended"));
    }

    private void hear(Session s, String what) {
        assertTrue(ends.get(s) == 0, () -> what + " after the end of " + s);
        tell(what);
    }

    private static String with(String sdp) {
        return sdp.isEmpty() ? "" : " sdp=" + sdp;
    }

    @Override
    public void onInvite(Session s, SipMessage invite, Hop source, long nowNs) {
        session = s;
        began(s);
        hear(s, "invite" + with(SdpBody.of(invite)));
        onInvite.accept(s, nowNs);
    }

    @Override
    public void onProvisional(Session s, int status, String sdp, SipMessage response, long nowNs) {
        if (status > 100) {
            hear(s, "provisional " + status + with(sdp));
        }
        onProvisional.accept(s, nowNs);
    }

    @Override
    public void onAccepted(Session s, CharSequence sdp, SipMessage response, long nowNs) {
        hear(s, "accepted" + with(sdp.toString()));
        onAccepted.accept(s, nowNs);
    }

    @Override
    public void onRefused(Session s, int status, String reason, SipMessage response, long nowNs) {
        hear(s, "refused " + status + (reason.isEmpty() ? "" : " " + reason));
    }

    @Override
    public void onAcked(Session s, String sdp, long nowNs) {
        hear(s, "acked" + with(sdp));
        onAcked.accept(s, nowNs);
    }

    @Override
    public void onReinvite(Session s, String sdp, long nowNs) {
        hear(s, "reinvite" + with(sdp));
        onReinvite.accept(s, nowNs);
    }

    @Override
    public void onReinviteAnswered(Session s, int status, String sdp, long nowNs) {
        hear(s, "reinvite answered " + status + with(sdp));
        onReinviteAnswered.accept(s, nowNs);
    }

    @Override
    public void onInfo(Session s, SipMessage info, long nowNs) {
        hear(s, "info " + info.bodyText());
    }

    @Override
    public void onRefer(Session s, ReferTo to, long nowNs) {
        hear(s, "refer to " + to.target().uri());
        onRefer.accept(s, nowNs);
    }

    @Override
    public void onCancelled(Session s, String reason, long nowNs) {
        hear(s, "cancelled" + (reason.isEmpty() ? "" : " " + reason));
    }

    @Override
    public void onEnded(Session s, Ended why, String reason, long nowNs) {
        hear(s, "ended " + why + (reason.isEmpty() ? "" : " " + reason));
        ends.merge(s, 1, Integer::sum);
        reasons.add(why);
    }

    @Override
    public void onRequest(ServerTransaction transaction, SipMessage request, Hop source, long nowNs) {
        tell("request " + request.methodText());
        transaction.respond(says, nowNs);
    }

    @Override
    public void onResponse(long token, int status, SipMessage response, long nowNs) {
        tell("response " + status + " to " + token);
    }

    @Override
    public void onStray(SipMessage response, Hop source, long nowNs) {
        tell("stray " + response.status());
    }
}
