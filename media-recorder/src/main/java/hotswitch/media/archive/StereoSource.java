package hotswitch.media.archive;

import hotswitch.media.codec.StereoWriter;
import java.io.IOException;

/** The finished audio of one call, on its way into a file. */
public interface StereoSource {
    /** Left/right pairs at 8 kHz that {@link #writeTo} will give. */
    long frames();

    void writeTo(StereoWriter writer) throws IOException;
}
