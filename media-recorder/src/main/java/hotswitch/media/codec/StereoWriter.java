package hotswitch.media.codec;

import java.io.IOException;

/** Writes one stereo recording: left = caller, right = agent, 16-bit linear samples at 8 kHz. */
public interface StereoWriter {
    /**
     * Appends frames in order.
     *
     * @param interleaved left, right, left, right, …
     * @param frames number of left/right pairs taken from the start of the array
     * @throws IOException the file did not take the bytes (for one: the disk is full)
     */
    void write(short[] interleaved, int frames) throws IOException;

    /**
     * Ends the recording so that its length is exactly the frames written. The channel stays open: it is the
     * caller's.
     */
    void finish() throws IOException;

    /** Frees what the writer holds outside the heap, after {@link #finish} or instead of it. */
    void discard();
}
