package hotswitch.media.prompt;

import hotswitch.media.codec.Codec;

/** A piece of audio, ready in both laws. */
public final class Prompt {
    private final String name;
    private final byte[] aLaw;
    private final byte[] muLaw;

    private Prompt(String name, byte[] aLaw, byte[] muLaw) {
        this.name = name;
        this.aLaw = aLaw;
        this.muLaw = muLaw;
    }

    /** From 16-bit samples, 8,000 a second. */
    public static Prompt of(String name, short[] samples) {
        if (samples.length == 0) throw new IllegalArgumentException("prompt " + name + " is empty");
        byte[] aLaw = new byte[samples.length];
        byte[] muLaw = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            aLaw[i] = Codec.PCMA.encode(samples[i]);
            muLaw[i] = Codec.PCMU.encode(samples[i]);
        }
        return new Prompt(name, aLaw, muLaw);
    }

    public String name() {
        return name;
    }

    /** Samples, which are bytes too. */
    public int length() {
        return aLaw.length;
    }

    public int durationMs() {
        return length() / 8;
    }

    byte[] coded(Codec codec) {
        return switch (codec) {
            case PCMA -> aLaw;
            case PCMU -> muLaw;
        };
    }
}
