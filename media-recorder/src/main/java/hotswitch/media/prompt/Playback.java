package hotswitch.media.prompt;

import hotswitch.media.codec.Codec;
import org.agrona.MutableDirectBuffer;

/** Where a sentence of prompts has got to. Prompts follow each other without a gap, even within a packet. */
public final class Playback {
    private final Prompt[] sentence;
    private final boolean loop;
    private int index;
    private int offset;

    Playback(Prompt[] sentence, boolean loop) {
        this.sentence = sentence;
        this.loop = loop && sentence.length > 0;
    }

    /** Whether all has been read. */
    public boolean isOver() {
        return index == sentence.length;
    }

    /** Fills the next {@code length} samples in the given law; after the end it is silence. */
    public void read(Codec codec, MutableDirectBuffer to, int at, int length) {
        int done = 0;
        while (done < length && !isOver()) {
            Prompt prompt = sentence[index];
            int part = Math.min(length - done, prompt.length() - offset);
            to.putBytes(at + done, prompt.coded(codec), offset, part);
            done += part;
            advance(prompt, part);
        }
        to.setMemory(at + done, length - done, codec.silence());
    }

    private void advance(Prompt prompt, int samples) {
        offset += samples;
        if (offset < prompt.length()) return;
        offset = 0;
        index++;
        if (loop && isOver()) index = 0;
    }
}
