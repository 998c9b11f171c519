package hotswitch.sip.session;

import hotswitch.sip.header.ReferTo;
import hotswitch.sip.message.LoadReport;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;

/**
 * Who uses the sessions. Called only from within {@link UserAgent#onMessage}, {@link UserAgent#onTime} and
 * {@link UserAgent#onTransportFailed}, never from within a verb: what a verb causes is reported by the next of these.
 * Messages are valid during the call only. Verbs may be called from every report. "" stands for no SDP and no reason;
 * a reason is the value of a Reason header (RFC 3326).
 */
public interface SessionUser {
    /** A new call. 100 is sent after 200 ms; ring, accept, reject or challenge it, now or later. */
    void onInvite(Session session, SipMessage invite, Hop source, long nowNs);

    /** 100 to 199 to our INVITE; 100 only shows that the peer lives. */
    void onProvisional(Session session, int status, String sdp, SipMessage response, long nowNs);

    /**
     * 2xx to our INVITE; ACK is sent, unless the INVITE had no SDP: then {@link Session#ack} must follow. {@code sdp}
     * is {@link Session#remoteSdp}.
     */
    void onAccepted(Session session, CharSequence sdp, SipMessage response, long nowNs);

    /**
     * A 2xx crossed the cancellation of our INVITE: ACK and BYE are out, and {@link #onEnded} follows. What was an
     * INVITE to be cancelled is a dialog to be ended now.
     */
    default void onCrossed(Session session, long nowNs) {}

    /**
     * The INVITE failed: 300 to 699, or without a response (null) 408 for no answer, 503 for no way to send, 480 for
     * one who has hung up before its 2xx was heard.
     */
    void onRefused(Session session, int status, String reason, SipMessage response, long nowNs);

    /** ACK to our 2xx, with the answer if our offer was in the 2xx. */
    void onAcked(Session session, String sdp, long nowNs);

    /** The peer wants to change the session (re-INVITE or UPDATE); "" asks for our offer. Accept or reject it. */
    void onReinvite(Session session, String sdp, long nowNs);

    /** Final answer to our re-INVITE; a 2xx is acknowledged unless the re-INVITE had no SDP. */
    void onReinviteAnswered(Session session, int status, String sdp, long nowNs);

    /** INFO in the dialog; 200 is sent. */
    void onInfo(Session session, SipMessage info, long nowNs);

    /** The peer wants its call to go on there (REFER): answer it by acceptRefer or rejectRefer, now or later. */
    void onRefer(Session session, ReferTo to, long nowNs);

    /** The caller gave up: 200 and 487 are sent; {@link #onEnded} follows. */
    void onCancelled(Session session, String reason, long nowNs);

    /**
     * The last word about a session, exactly once for each that {@link #onInvite} or connect made. TIMEOUT without
     * {@link #onRefused}: it rang longer than {@link UserAgentConfig.Limits} allow.
     */
    void onEnded(Session session, Ended why, String reason, long nowNs);

    /** The refusal of this leg's INVITE got its ACK, or was given up: it need not be said after a restart. */
    default void onRefusalSettled(long legId, long nowNs) {}

    /** What a restart needs of reliable responses to its INVITE has changed, see {@link Foretold#of}. */
    default void onForetold(Session session, long nowNs) {}

    /** A request that belongs to no session's own verbs (REGISTER, OPTIONS, …): answer the transaction. */
    void onRequest(ServerTransaction transaction, SipMessage request, Hop source, long nowNs);

    /** Response to a request outside dialogs; null with 408 for no answer and 503 for no way to send. */
    void onResponse(long token, int status, SipMessage response, long nowNs);

    /** The next hop of a request of ours says how much less it wants (RFC 7339 §5). */
    default void onLoadReport(Hop hop, LoadReport report, long nowNs) {}

    /** A 2xx of another fork, or from before a restart: it got ACK and BYE. */
    void onStray(SipMessage response, Hop source, long nowNs);
}
