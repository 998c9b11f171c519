package hotswitch.sip.dialog;

import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;

/** The numbers of the peer's requests in one dialog (RFC 3261 §12.2.2). */
public final class RemoteCseq {
    private long last = -1;
    /** The last request of the peer may come again: a former process took it, and its answer may be lost. */
    private boolean repeatable;

    /** Of another dialog; -1: the peer has sent nothing in it yet. */
    void begin(long number, boolean former) {
        last = number;
        repeatable = former;
    }

    /** It goes on from there. */
    void begin(RemoteCseq before) {
        begin(before.last, before.repeatable);
    }

    long last() {
        return last;
    }

    /**
     * True if the request is in order, which it then counts as. After a restart the last change of the session may come
     * once more, and so may a PRACK.
     */
    public boolean accepts(SipMessage request) {
        boolean change = request.method() == Method.INVITE
                || request.method() == Method.UPDATE
                || request.method() == Method.PRACK;
        boolean again = repeatable && change && request.cseq() == last;
        if (request.cseq() <= last && !again) {
            return false;
        }
        begin(request.cseq(), false);
        return true;
    }
}
