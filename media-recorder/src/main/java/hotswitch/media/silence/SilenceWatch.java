package hotswitch.media.silence;

import hotswitch.media.codec.Codec;
import org.agrona.DirectBuffer;

/**
 * Tells once when somebody has said nothing for a while. What counts is the mean magnitude of each packet against the
 * noise of the line, which is the least that was heard lately; a phone that sends nothing while nobody speaks (RFC
 * 3389) is silent, too. Magnitudes are those of 16-bit samples: speech lies at 1,000 and more, a quiet line under 100.
 */
public final class SilenceWatch {
    /** Never taken for speech: 41 dB under full scale. */
    private static final int QUIET = 300;
    /** Always taken for speech, whatever the noise: 29 dB under full scale. */
    private static final int LOUD = 1_200;
    /** The noise is believed to rise by one part of these with each packet of 20 ms: doubled in four seconds. */
    private static final int RISE = 256;

    private final long silenceNs;
    private long spokenNs;
    private int noise = QUIET / 2;
    private boolean told;

    /** From now on; {@code silenceNs} without a word is silence. */
    public SilenceWatch(long silenceNs, long nowNs) {
        this.silenceNs = silenceNs;
        this.spokenNs = nowNs;
    }

    /** One packet of audio. */
    public void heard(Codec codec, DirectBuffer payload, int offset, int length, long nowNs) {
        if (length == 0) return;
        int sum = 0;
        for (int i = offset, end = offset + length; i < end; i++) {
            sum += Math.abs(codec.decode(payload.getByte(i)));
        }
        int level = sum / length;
        int speech = Math.max(QUIET, Math.min(LOUD, 2 * noise));
        if (level >= speech) spokenNs = nowNs;
        noise = Math.min(level, noise + noise / RISE + 1);
    }

    /** When it is long enough if nothing is said meanwhile; {@link Long#MAX_VALUE}: that was told already. */
    public long dueNs() {
        return told ? Long.MAX_VALUE : spokenNs + silenceNs;
    }

    /** True once, when the silence is long enough. */
    public boolean isOver(long nowNs) {
        if (told || nowNs - spokenNs < silenceNs) return false;
        told = true;
        return true;
    }
}
