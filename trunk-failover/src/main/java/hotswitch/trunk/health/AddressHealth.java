package hotswitch.trunk.health;

import hotswitch.trunk.admission.Restraint;

/**
 * The health of one address of a trunk: UP ⇄ SUSPECT → DOWN → PROBING → UP, PROBING → DOWN. What a call shows counts as
 * much as what OPTIONS shows. A single miss only makes it SUSPECT; three in a row DOWN; two answers in a row UP again.
 */
public final class AddressHealth {
    /** In place of a status: nothing came, or the transport failed. */
    public static final int NO_RESPONSE = 0;

    private static final long NS_PER_MS = 1_000_000;

    /** What a restart needs; times are epoch ns. */
    public record Saved(
            HealthState state, int failures, int successes, long sinceNs, long restUntilNs, long nextProbeNs) {}

    private final String trunk;
    private final String address;
    private final HealthListener listener;
    private HealthPolicy policy;
    private HealthState state = HealthState.UP;
    private int failures;
    private int successes;
    private long sinceNs;
    private long nextProbeNs;
    private long restUntilNs;
    private boolean probeOut;
    private final Restraint restraint = new Restraint();

    /** Begins UP, to be asked at once: a restart must not stop calls. */
    public AddressHealth(String trunk, String address, HealthPolicy policy, HealthListener listener, long nowNs) {
        this.trunk = trunk;
        this.address = address;
        this.policy = policy;
        this.listener = listener;
        this.sinceNs = nowNs;
        this.nextProbeNs = policy.optionsMs() == 0 ? Long.MAX_VALUE : nowNs;
    }

    public String trunk() {
        return trunk;
    }

    public String address() {
        return address;
    }

    public HealthState state() {
        return state;
    }

    /** Epoch ns of the last change. */
    public long sinceNs() {
        return sinceNs;
    }

    /** What it asked us to leave out. It is of this process: what was in force before a restart is asked again. */
    public Restraint restraint() {
        return restraint;
    }

    /** May a call be sent there while other ways exist? Without OPTIONS the calls themselves are the probes. */
    public boolean usable(long nowNs) {
        if (nowNs < restUntilNs) {
            return false;
        }
        return switch (state) {
            case UP, SUSPECT -> true;
            case PROBING -> policy.optionsMs() == 0;
            case DOWN -> false;
        };
    }

    /** When {@link #onProbeDue} wants to be called, epoch ns; {@link Long#MAX_VALUE} if never as things stand. */
    public long nextProbeNs() {
        return probeOut ? Long.MAX_VALUE : nextProbeNs;
    }

    /** To be called when due: ends a rest, and says whether an OPTIONS is to be sent now. One is out at a time. */
    public boolean onProbeDue(long nowNs) {
        if (probeOut || nowNs < nextProbeNs) {
            return false;
        }
        if (state == HealthState.DOWN) {
            become(HealthState.PROBING, nowNs);
        }
        probeOut = policy.optionsMs() > 0;
        nextProbeNs = Long.MAX_VALUE;
        return probeOut;
    }

    /** Any response shows life, even 404 or 405; only 408, 502, 503 and 504 say that nobody is there to serve. */
    public void onOptionsAnswer(int status, long nowNs) {
        probeOut = false;
        if (status == 408 || status == 502 || status == 503 || status == 504) {
            failed(nowNs);
        } else {
            answered(nowNs);
        }
        schedule(nowNs);
    }

    public void onOptionsTimeout(long nowNs) {
        probeOut = false;
        failed(nowNs);
        schedule(nowNs);
    }

    /**
     * What an INVITE showed. 503 and silence count against the address; 408, 500, 502 and 504 count neither way, since
     * they may tell of one callee only; everything else shows life.
     *
     * @param status the first response above 100, or {@link #NO_RESPONSE}
     */
    public void onCallResult(int status, long nowNs) {
        if (status == NO_RESPONSE || status == 503) {
            failed(nowNs);
            if (state != HealthState.DOWN && policy.optionsMs() > 0) {
                nextProbeNs = Math.min(nextProbeNs, nowNs);
            }
        } else if (status != 408 && status != 500 && status != 502 && status != 504) {
            answered(nowNs);
        }
    }

    /** RFC 3261 §20.33, §21.5.4: nothing more is sent there until the time that a 503 asked for is over. */
    public void onRetryAfter(int seconds, long nowNs) {
        restUntilNs = Math.max(restUntilNs, nowNs + Math.clamp(seconds, 0, 300) * 1_000L * NS_PER_MS);
    }

    public Saved save() {
        return new Saved(state, failures, successes, sinceNs, restUntilNs, nextProbeNs);
    }

    /** After a restart, before anything is sent. The probe that was out is lost: it is asked for again. */
    public void restore(Saved saved) {
        state = saved.state();
        failures = saved.failures();
        successes = saved.successes();
        sinceNs = saved.sinceNs();
        restUntilNs = saved.restUntilNs();
        boolean lost = saved.nextProbeNs() == Long.MAX_VALUE && policy.optionsMs() > 0;
        nextProbeNs = lost ? sinceNs : saved.nextProbeNs();
    }

    /** A reload may change how often to ask. */
    public void policy(HealthPolicy next, long nowNs) {
        if (!next.equals(policy)) {
            policy = next;
            schedule(nowNs);
        }
    }

    private void answered(long nowNs) {
        failures = 0;
        successes = Math.min(successes + 1, policy.successesToUp());
        switch (state) {
            case UP -> {}
            case SUSPECT -> become(HealthState.UP, nowNs);
            case DOWN -> become(HealthState.PROBING, nowNs);
            case PROBING -> {
                if (successes >= policy.successesToUp()) {
                    become(HealthState.UP, nowNs);
                }
            }
        }
    }

    private void failed(long nowNs) {
        successes = 0;
        failures = Math.min(failures + 1, policy.failuresToDown());
        switch (state) {
            case UP -> become(policy.failuresToDown() == 1 ? HealthState.DOWN : HealthState.SUSPECT, nowNs);
            case SUSPECT -> {
                if (failures >= policy.failuresToDown()) {
                    become(HealthState.DOWN, nowNs);
                }
            }
            case PROBING -> become(HealthState.DOWN, nowNs);
            case DOWN -> {}
        }
    }

    private void become(HealthState next, long nowNs) {
        boolean legal = switch (next) {
            case UP -> state == HealthState.SUSPECT || state == HealthState.PROBING;
            case SUSPECT -> state == HealthState.UP;
            case DOWN -> state != HealthState.DOWN;
            case PROBING -> state == HealthState.DOWN;
        };
        if (!legal) {
            throw new IllegalStateException(trunk + ' ' + address + ": " + state + " -> " + next);
        }
        HealthState from = state;
        state = next;
        sinceNs = nowNs;
        schedule(nowNs);
        listener.onHealth(this, from, next, nowNs);
    }

    private void schedule(long nowNs) {
        boolean asking = policy.optionsMs() > 0;
        nextProbeNs = switch (state) {
            case UP -> asking ? nowNs + policy.optionsMs() * NS_PER_MS : Long.MAX_VALUE;
            case SUSPECT, PROBING -> asking ? nowNs + policy.retryMs() * NS_PER_MS : Long.MAX_VALUE;
            case DOWN -> nowNs + policy.restMs() * NS_PER_MS;
        };
    }
}
