package hotswitch.sip.session;

import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.dialog.RemoteCseq;
import hotswitch.sip.dialog.Screening;
import hotswitch.sip.header.RSeq;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.sdp.SdpBody;
import hotswitch.sip.transaction.ClientTransaction;
import hotswitch.sip.transaction.Hop;
import java.util.ArrayList;
import java.util.List;

/**
 * The early dialogs of our INVITE, one for each fork that asks for something or answers reliably: each such response is
 * acknowledged by PRACK once, in order, and its session description answers our offer (RFC 3262 §4, §5). One that comes
 * again, or before its predecessor, is passed over.
 */
final class EarlyDialogs {
    /** More forks than this are no call but an attack. */
    private static final int FORKS_MAX = 16;

    private Session session;
    /** Most peers ask for nothing yet, and never answer reliably. */
    private List<Fork> forks = List.of();

    private boolean used;

    void begin(Session calling) {
        session = calling;
    }

    /** No fork has answered reliably: no PRACK is under way, and none was. */
    boolean unused() {
        return !used;
    }

    /** The session is over. */
    void forget() {
        session = null;
        forks = List.of();
    }

    private static final class Fork {
        private final String remoteTag;
        private final RemoteCseq numbers = new RemoteCseq();
        /** For requests of ours; null: it has answered nothing reliably. */
        private Dialog dialog;

        private long rseq;
        /** The peer's description as it now is; "" before there is one. */
        private String sdp = "";

        Fork(String remoteTag) {
            this.remoteTag = remoteTag;
        }
    }

    /** False: nobody is to hear of this provisional response. Of a reliable one the PRACK goes out here. */
    boolean takes(SipMessage response, Hop source, long inviteCseq, long nowNs) {
        boolean reliable = response.status() > 100
                && response.hasToTag()
                && Screening.names(response, HeaderName.REQUIRE, Reliable.TAG);
        long rseq = reliable ? RSeq.parse(response.value(HeaderName.RSEQ)) : 0;
        if (rseq == 0) {
            return true;
        }
        Fork fork = of(response.toTag());
        if (fork == null) {
            return false;
        }
        if (fork.dialog == null) {
            fork.dialog = session.dialog.early(response, source);
            fork.rseq = rseq - 1; // RFC 3262 §4: the first may have any number
            used = true;
        }
        if (rseq != fork.rseq + 1) {
            return false;
        }
        fork.rseq = rseq;
        if (fork.sdp.isEmpty()) {
            fork.sdp = SdpBody.of(response);
        }
        new Prack(fork, rseq + " " + inviteCseq + " INVITE").send(nowNs);
        return true;
    }

    /** The fork with this tag, from now on; null: there are too many. */
    private Fork of(String remoteTag) {
        Fork fork = find(remoteTag);
        if (fork == null && forks.size() < FORKS_MAX) {
            fork = new Fork(remoteTag);
            forks = forks.isEmpty() ? new ArrayList<>(1) : forks;
            forks.add(fork);
        }
        return fork;
    }

    private Fork find(String remoteTag) {
        for (int i = 0; i < forks.size(); i++) {
            Fork fork = forks.get(i);
            if (fork.remoteTag.equals(remoteTag)) {
                return fork;
            }
        }
        return null;
    }

    /** RFC 3261 §12.2.2, of a request of a fork. */
    boolean accepts(SipMessage request) {
        Fork fork = of(request.fromTag());
        return fork != null && fork.numbers.accepts(request);
    }

    /** An UPDATE of a fork: our PRACKs follow it. */
    void refreshTarget(SipMessage update) {
        Fork fork = find(update.fromTag());
        if (fork != null && fork.dialog != null) {
            fork.dialog.refreshTarget(update);
        }
    }

    /** This fork has accepted the call, and goes on counting. */
    void accepted(SipMessage response) {
        Fork fork = forks.isEmpty() ? null : find(response.toTag());
        if (fork != null) {
            session.dialog.numbered(fork.numbers);
        }
    }

    /** The description that a reliable response of this fork brought: no other holds (§5). "": none did. */
    String sdp(String remoteTag) {
        Fork fork = find(remoteTag);
        return fork == null ? "" : fork.sdp;
    }

    /** The description that this response brings; where another one holds already, that one. "": it brings none. */
    String holds(SipMessage response) {
        String body = SdpBody.of(response);
        String before = body.isEmpty() ? "" : sdp(response.toTag());
        return before.isEmpty() ? body : before;
    }

    /** The peer changed it by UPDATE before it answered (RFC 3311 §5.1). */
    void changed(String remoteTag, String sdp) {
        Fork fork = find(remoteTag);
        if (fork != null) {
            fork.sdp = sdp;
        }
    }

    /** The INVITE goes out once more, as another one. */
    void clear() {
        forks = List.of();
    }

    /** One PRACK: sent once more if the peer asks who we are; whatever else becomes of it is the INVITE's affair. */
    private final class Prack implements ClientTransaction.User {
        private final Fork fork;
        private final String rack;

        Prack(Fork fork, String rack) {
            this.fork = fork;
            this.rack = rack;
        }

        void send(long nowNs) {
            Sessions shared = session.shared;
            long cseq = session.dialog.nextCseq();
            Hop hop = fork.dialog.nextHop();
            shared.writer.start(fork.dialog, Method.PRACK, cseq, hop).header(HeaderName.RACK, rack);
            session.identify(fork.dialog, Method.PRACK, "");
            shared.writer.out().end();
            shared.layer.request(fork.dialog.branch(cseq, Method.PRACK), Method.PRACK, hop, this, nowNs);
        }

        @Override
        public void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs) {
            if (session.state() == SessionState.PROCEEDING && session.credentials.challenged(response)) {
                send(nowNs);
            }
        }

        @Override
        public void onFailed(ClientTransaction transaction, int status, long nowNs) {
            // The peer sends its response again, or gives the call up; the INVITE's own timers hold.
        }
    }
}
