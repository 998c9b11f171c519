package hotswitch.sip.timer;

/**
 * The timer values of RFC 3261 table 4, in nanoseconds. Where the RFC says 64*T1 (timers B, F, H, J, L, M) it is
 * derived.
 *
 * @param t1Ns estimate of the round-trip time, 500 ms by default
 * @param t2Ns longest interval between retransmissions of non-INVITE requests and INVITE responses, 4 s
 * @param t4Ns how long a message may linger in the network, 5 s
 * @param dNs how long the INVITE client absorbs retransmitted final responses on an unreliable transport, at least 32 s
 */
public record TimerValues(long t1Ns, long t2Ns, long t4Ns, long dNs) {
    private static final long MS = 1_000_000;

    public TimerValues {
        if (t1Ns <= 0 || t2Ns < t1Ns || t4Ns <= 0 || dNs <= 0) {
            throw new IllegalArgumentException("T1 " + t1Ns + " T2 " + t2Ns + " T4 " + t4Ns + " D " + dNs);
        }
    }

    /** T1 500 ms, T2 4 s, T4 5 s, timer D 32 s. */
    public static TimerValues rfc3261() {
        return new TimerValues(500 * MS, 4_000 * MS, 5_000 * MS, 32_000 * MS);
    }

    /** 64*T1: timers B, F, H, J (unreliable), L and M. */
    public long timeoutNs() {
        return 64 * t1Ns;
    }

    /** RFC 4320 §4.1: when a client's timer E has grown to T2, and a 100 to a non-INVITE request becomes due. */
    public long tryingNs() {
        long intervalNs = t1Ns;
        long sumNs = 0;
        while (intervalNs < t2Ns) {
            sumNs += intervalNs;
            intervalNs *= 2;
        }
        return sumNs;
    }
}
