package hotswitch.bench.demo;

import hotswitch.sip.header.ReferTo;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.sdp.LocalMedia;
import hotswitch.sip.sdp.Negotiation;
import hotswitch.sip.session.Session;
import hotswitch.sip.session.SessionUser;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.List;

/** What every plain telephone does with what it does not care about. */
abstract class PhoneUser implements SessionUser {
    @Override
    public void onInvite(Session session, SipMessage invite, Hop source, long nowNs) {
        session.reject(486, 0, "", nowNs);
    }

    @Override
    public void onProvisional(Session session, int status, String sdp, SipMessage response, long nowNs) {}

    @Override
    public void onAccepted(Session session, CharSequence sdp, SipMessage response, long nowNs) {}

    @Override
    public void onRefused(Session session, int status, String reason, SipMessage response, long nowNs) {}

    @Override
    public void onAcked(Session session, String sdp, long nowNs) {}

    @Override
    public void onReinvite(Session session, String sdp, long nowNs) {
        session.rejectReinvite(488, List.of(), nowNs);
    }

    @Override
    public void onReinviteAnswered(Session session, int status, String sdp, long nowNs) {}

    @Override
    public void onInfo(Session session, SipMessage info, long nowNs) {}

    @Override
    public void onRefer(Session session, ReferTo to, long nowNs) {
        session.rejectRefer(603, nowNs);
    }

    @Override
    public void onCancelled(Session session, String reason, long nowNs) {}

    @Override
    public void onRequest(ServerTransaction transaction, SipMessage request, Hop source, long nowNs) {
        transaction.respond(200, nowNs);
    }

    @Override
    public void onResponse(long token, int status, SipMessage response, long nowNs) {}

    @Override
    public void onStray(SipMessage response, Hop source, long nowNs) {}

    static LocalMedia media(Speaker speaker) {
        return LocalMedia.of("127.0.0.1", speaker.port());
    }

    /** Both sides agree, or the demonstration itself is wrong. */
    static Negotiation.Agreed agreed(Negotiation result) {
        return switch (result) {
            case Negotiation.Agreed agreed -> agreed;
            case Negotiation.Refused refused -> throw new IllegalStateException("SDP: " + refused.reason());
        };
    }
}
