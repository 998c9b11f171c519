package hotswitch.sip.transaction;

/**
 * RFC 3261 figure 8 with RFC 4320 (no 1xx but 100, and that only late; no 408):
 * <pre>
 * TRYING     -> PROCEEDING 100 sent | COMPLETED 200-699 sent | TERMINATED never answered
 * PROCEEDING -> COMPLETED 200-699 sent | TERMINATED never answered
 * COMPLETED  -> TERMINATED timer J
 * </pre>
 * One that was answered at once is another request's after timer J.
 */
public final class NonInviteServer extends ServerTransaction {
    NonInviteServer(TransactionLayer layer) {
        super(layer);
    }

    /** Who would answer it later has it for ever. */
    @Override
    void outlived() {
        if (answeredAtOnce()) {
            super.outlived();
        }
    }

    @Override
    void becomeSpare() {
        layer.spare.add(this);
    }

    @Override
    boolean legal(State from, State to) {
        return switch (to) {
            case PROCEEDING -> from == State.TRYING;
            case COMPLETED -> from == State.TRYING || from == State.PROCEEDING;
            case TERMINATED -> from != State.TERMINATED;
            case CALLING, TRYING, CONFIRMED, ACCEPTED -> false;
        };
    }

    @Override
    void start(long nowNs) {
        begin(State.TRYING);
        timers(nowNs + layer.values.tryingNs(), nowNs + layer.values.timeoutNs());
    }

    @Override
    void onResponseSent(int status, long nowNs) {
        if (status < 200) {
            if (status != 100) {
                throw new IllegalStateException(status + " to " + method + " (RFC 4320 §4.1)");
            }
            if (state() == State.TRYING) {
                become(State.PROCEEDING);
            }
        } else if (status == 408) {
            throw new IllegalStateException("408 to " + method + " (RFC 4320 §4.2)");
        } else {
            become(State.COMPLETED);
            linger(source().transport(), nowNs, layer.values.timeoutNs());
        }
    }

    @Override
    void onRetransmission() {
        if (state() != State.TRYING) {
            sendAgain();
        }
    }

    @Override
    void onRetransmitTimer(long nowNs) {
        onTryingDue(nowNs);
    }

    @Override
    void onEndTimer(long nowNs) {
        if (state() == State.COMPLETED) {
            onTimerJ();
        } else {
            onNeverAnswered();
        }
    }

    /** RFC 4320 §4.1: by now the client's timer E has reached T2; a 100 keeps it quiet. */
    private void onTryingDue(long nowNs) {
        send(100, startResponse(100).end(), nowNs);
    }

    private void onTimerJ() {
        become(State.TERMINATED);
    }

    /** RFC 4320 §4.2: the client gave up by itself at timer F; an answer now would only mislead. */
    private void onNeverAnswered() {
        giveUp();
    }
}
