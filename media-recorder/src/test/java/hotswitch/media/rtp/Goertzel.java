package hotswitch.media.rtp;

/** How much of a tone is in a piece of audio (Goertzel's algorithm). */
public final class Goertzel {
    private Goertzel() {}

    /** The amplitude of this frequency in samples of 8,000 Hz, in the samples' own units. */
    public static double amplitude(short[] samples, int from, int length, double hz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hz / 8_000);
        double before = 0;
        double beforeThat = 0;
        for (int i = from; i < from + length; i++) {
            double now = samples[i] + coefficient * before - beforeThat;
            beforeThat = before;
            before = now;
        }
        double power = before * before + beforeThat * beforeThat - coefficient * before * beforeThat;
        return length == 0 ? 0 : 2 * Math.sqrt(Math.max(0, power)) / length;
    }

    /**
     * The share of the whole power that is in this tone: near 1 for the pure tone, near 0 for another one or silence.
     */
    public static double share(short[] samples, int from, int length, double hz) {
        double total = 0;
        for (int i = from; i < from + length; i++) total += (double) samples[i] * samples[i];
        double amplitude = amplitude(samples, from, length, hz);
        return total == 0 ? 0 : amplitude * amplitude / 2 * length / total;
    }

    /** A sine of this frequency. */
    public static short[] tone(double hz, int amplitude, int samples) {
        short[] tone = new short[samples];
        for (int i = 0; i < samples; i++) tone[i] = (short) (amplitude * Math.sin(2 * Math.PI * hz * i / 8_000));
        return tone;
    }
}
