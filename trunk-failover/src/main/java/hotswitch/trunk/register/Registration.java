package hotswitch.trunk.register;

/**
 * One account's registration (RFC 3261 §10.2): OUT → IN → OUT, and LEFT for good. A binding holds until it has expired,
 * whatever its refreshes meet meanwhile. Registrars are tried in turn without a pause; when all have failed, the wait
 * doubles (RFC 5626 §4.5). {@code perMille} is chance from outside, 0 to 999.
 */
public final class Registration {
    /** Whether the carrier sends calls here. */
    public enum State {
        OUT,
        IN,
        LEFT
    }

    private static final long NS_PER_S = 1_000_000_000;
    /** RFC 5626 §4.5: base-time-all-fail and max-time. */
    private static final int BASE_S = 30;

    private static final int MAX_S = 1_800;
    private static final int EXPIRES_MAX_S = 86_400;

    private int registrars;
    private State state = State.OUT;
    private int registrar;
    private int expiresS;
    /** Since one was asked with success; a whole round is {@link #registrars} of them. */
    private int failures;

    private long dueNs;
    private long untilNs;
    private boolean asking;
    /** In this try it was asked for longer than before. */
    private boolean lengthened;

    /** To be asked for at once. */
    public Registration(int registrars, int expiresS, long nowNs) {
        if (registrars < 1 || expiresS < 1) {
            throw new IllegalArgumentException(registrars + " registrars, " + expiresS + " s");
        }
        this.registrars = registrars;
        this.expiresS = expiresS;
        this.dueNs = nowNs;
    }

    /** So many places are asked in turn now; 0: none is known, and nothing is due. */
    public void places(int count) {
        registrars = count;
        registrar = count == 0 ? 0 : registrar % count;
    }

    public State state() {
        return state;
    }

    public boolean registered() {
        return state == State.IN;
    }

    /** Index of the one that is asked, or that has us. */
    public int registrar() {
        return registrar;
    }

    /** What to ask for; 0 takes the binding back. */
    public int expiresS() {
        return state == State.LEFT ? 0 : expiresS;
    }

    /** The binding's end, epoch ns. */
    public long untilNs() {
        return untilNs;
    }

    /** Failures in a row. */
    public int failures() {
        return failures;
    }

    /** Whether a REGISTER goes out now; then one of the answers below, or {@link #onFailed}, must follow. */
    public boolean onDue(long nowNs) {
        if (state == State.IN && nowNs >= untilNs) {
            state = State.OUT;
        }
        if (asking || registrars == 0 || nowNs < dueNs) {
            return false;
        }
        asking = true;
        dueNs = Long.MAX_VALUE;
        return true;
    }

    /** When {@link #onDue} is wanted, epoch ns. */
    public long nextNs() {
        long nextNs = registrars == 0 ? Long.MAX_VALUE : dueNs;
        return state == State.IN ? Math.min(nextNs, untilNs) : nextNs;
    }

    /** 2xx. The refresh comes when three quarters to nine tenths of the time are over. */
    public void onAccepted(long grantedS, int perMille, long nowNs) {
        asking = false;
        lengthened = false;
        if (state == State.LEFT) {
            return;
        }
        long seconds = Math.clamp(grantedS, 1, EXPIRES_MAX_S);
        state = State.IN;
        failures = 0;
        untilNs = nowNs + seconds * NS_PER_S;
        dueNs = nowNs + seconds * NS_PER_S / 1_000 * (750 + perMille * 150L / 1_000);
    }

    /** A registrar grants what had been given up for lost. True: it is taken, and {@link #onAccepted} must follow. */
    public boolean onLate(int from) {
        if (asking || state == State.LEFT || from >= registrars) {
            return false;
        }
        registrar = from;
        return true;
    }

    /** 423: the registrar wants it longer (RFC 3261 §10.2.8); if it still does after that, it refuses. */
    public void onTooBrief(long minExpiresS, int perMille, long nowNs) {
        if (lengthened || minExpiresS <= expiresS || minExpiresS > EXPIRES_MAX_S) {
            onFailed(0, perMille, nowNs);
            return;
        }
        asking = false;
        lengthened = true;
        expiresS = (int) minExpiresS;
        dueNs = state == State.LEFT ? Long.MAX_VALUE : nowNs;
    }

    /** Challenged: the same again with credentials, at once. */
    public void onChallenged(long nowNs) {
        asking = false;
        dueNs = nowNs;
    }

    /** Refused or silent. {@code retryAfterS} 0: the registrar named no time. */
    public void onFailed(int retryAfterS, int perMille, long nowNs) {
        asking = false;
        lengthened = false;
        if (state == State.LEFT) {
            return;
        }
        failures++;
        int all = Math.max(1, registrars);
        registrar = (registrar + 1) % all;
        dueNs = failures % all == 0 ? nowNs + waitNs(retryAfterS, perMille) : nowNs;
    }

    /** RFC 5626 §4.5: between half and all of the base time, doubled with each round that failed. */
    private long waitNs(int retryAfterS, int perMille) {
        int round = Math.min(failures / Math.max(1, registrars) - 1, 10);
        long upperS = Math.min(MAX_S, (long) BASE_S << round);
        long waitNs = upperS * NS_PER_S / 2_000 * (1_000 + perMille);
        return Math.max(waitNs, retryAfterS * NS_PER_S);
    }

    /**
     * The flow to the registrar is gone: asked again at once (RFC 5626 §4.5). Where asking fails already, it is the
     * flow of that try, and the wait stands.
     */
    public void onFlowLost(long nowNs) {
        if (state == State.IN && !asking && failures == 0) {
            dueNs = nowNs;
        }
    }

    /** No calls are wanted any more: a binding is taken back. */
    public void leave(long nowNs) {
        boolean bound = state == State.IN || asking;
        state = State.LEFT;
        asking = false;
        dueNs = bound ? nowNs : Long.MAX_VALUE;
    }

    /** The word to the registrar that we leave is still out. */
    public boolean leaving() {
        return state == State.LEFT && (asking || dueNs != Long.MAX_VALUE);
    }
}
