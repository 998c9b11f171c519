package hotswitch.sip.session;

import hotswitch.sip.header.ReferTo;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;

/** Hears everything, remembers only the last call. */
final class SilentUser implements SessionUser {
    Session session;

    @Override
    public void onInvite(Session s, SipMessage invite, Hop source, long nowNs) {
        session = s;
    }

    @Override
    public void onProvisional(Session s, int status, String sdp, SipMessage response, long nowNs) {}

    @Override
    public void onAccepted(Session s, CharSequence sdp, SipMessage response, long nowNs) {}

    @Override
    public void onRefused(Session s, int status, String reason, SipMessage response, long nowNs) {}

    @Override
    public void onAcked(Session s, String sdp, long nowNs) {}

    @Override
    public void onReinvite(Session s, String sdp, long nowNs) {}

    @Override
    public void onReinviteAnswered(Session s, int status, String sdp, long nowNs) {}

    @Override
    public void onInfo(Session s, SipMessage info, long nowNs) {}

    @Override
    public void onRefer(Session s, ReferTo to, long nowNs) {
        s.rejectRefer(603, nowNs);
    }

    @Override
    public void onCancelled(Session s, String reason, long nowNs) {}

    @Override
    public void onEnded(Session s, Ended why, String reason, long nowNs) {}

    @Override
    public void onRequest(ServerTransaction transaction, SipMessage request, Hop source, long nowNs) {}

    @Override
    public void onResponse(long token, int status, SipMessage response, long nowNs) {}

    @Override
    public void onStray(SipMessage response, Hop source, long nowNs) {}
}
