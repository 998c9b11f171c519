package hotswitch.media.codec;

import club.minnced.opus.util.OpusLibrary;
import com.sun.jna.Native;
import java.io.IOException;
import tomp2p.opuswrapper.Opus;

/**
 * Finds libopus. The system's library comes first: opus-java bundles release 1.1.2 of 2016, and a distribution's own is
 * newer and kept patched. Where none is installed, the bundled one is unpacked.
 */
final class OpusBinding {
    private static final String SYSTEM_LIBRARY = "libopus.so.0";

    private OpusBinding() {}

    /** @throws IllegalStateException neither the system's nor the bundled library can be loaded on this platform */
    static Opus load() {
        try {
            return Native.load(SYSTEM_LIBRARY, Opus.class);
        } catch (UnsatisfiedLinkError notInstalled) {
            return bundled(notInstalled);
        }
    }

    static Opus bundled(UnsatisfiedLinkError why) {
        try {
            OpusLibrary.loadFromJar();
            return Opus.INSTANCE;
        } catch (IOException | UnsupportedOperationException | LinkageError failure) {
            failure.addSuppressed(why);
            throw new IllegalStateException("no libopus for this platform: set recording.format to wav", failure);
        }
    }
}
