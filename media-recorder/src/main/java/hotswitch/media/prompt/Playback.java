package hotswitch.media.prompt;

import hotswitch.media.codec.Codec;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * Where a sentence of prompts has got to. Prompts follow each other without a gap, even within a packet. Once nobody
 * reads it any more it may be another sentence's.
 */
public final class Playback {
    private final List<Prompt> sentence = new ArrayList<>(1);
    private boolean loop;
    private int index;
    private int offset;

    /** Still nothing. */
    Playback() {}

    /** Another sentence, whose prompts are to be added. */
    void begin(boolean repeated) {
        sentence.clear();
        loop = repeated;
        index = 0;
        offset = 0;
    }

    void add(Prompt prompt) {
        sentence.add(prompt);
    }

    /** Whether all has been read. */
    public boolean isOver() {
        return index == sentence.size();
    }

    /** Fills the next {@code length} samples in the given law; after the end it is silence. */
    public void read(Codec codec, MutableDirectBuffer to, int at, int length) {
        int done = 0;
        while (done < length && !isOver()) {
            Prompt prompt = sentence.get(index);
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
