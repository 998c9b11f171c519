package hotswitch.server.metrics;

import hotswitch.acd.LegQuality;

/**
 * How several legs sounded (RFC 3550 §6.4), added up. {@code received} and {@code lost}: packets of the peer; {@code
 * jitterUs}: sum over the legs. {@code farLossy}: legs whose peer reported last that it lost 3 % of ours or more.
 * {@code reported}: legs whose peer answered, with their {@code roundTripUs} in sum.
 */
public record AudioSum(
        int legs, long received, long lost, long jitterUs, int farLossy, int reported, long roundTripUs) {
    public static final AudioSum NONE = new AudioSum(0, 0, 0, 0, 0, 0, 0);
    private static final int LOSSY_PER_MILLE = 30;

    static boolean isLossy(LegQuality leg) {
        return leg.farLostPerMille() >= LOSSY_PER_MILLE;
    }

    public AudioSum plus(LegQuality leg) {
        boolean answered = leg.roundTripUs() >= 0;
        return new AudioSum(
                legs + 1,
                received + leg.received(),
                lost + leg.lost(),
                jitterUs + leg.jitterUs(),
                farLossy + (isLossy(leg) ? 1 : 0),
                reported + (answered ? 1 : 0),
                roundTripUs + (answered ? leg.roundTripUs() : 0));
    }

    /** Of what the peers sent. */
    public double lostPercent() {
        return lost == 0 ? 0 : 100.0 * lost / (received + lost);
    }

    /** Mean of the legs, ms. */
    public double jitterMs() {
        return legs == 0 ? 0 : jitterUs / 1_000.0 / legs;
    }

    /** Mean of the legs whose peer answered, ms; -1: none did. */
    public double roundTripMs() {
        return reported == 0 ? -1 : roundTripUs / 1_000.0 / reported;
    }
}
