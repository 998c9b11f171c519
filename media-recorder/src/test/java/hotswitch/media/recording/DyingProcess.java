package hotswitch.media.recording;

import hotswitch.media.archive.RecordingFormat;
import java.nio.file.Path;

/**
 * A server that dies without a word: one call finished and archived, one ended but not archived, one still talking.
 * Arguments: data folder, milliseconds that the last one talked.
 */
final class DyingProcess {
    static final long ARCHIVED = 100;
    static final long ENDED = 102;
    static final long TALKING = 104;

    private DyingProcess() {}

    public static void main(String[] args) throws Exception {
        RecordingRig rig = new RecordingRig(Path.of(args[0]), RecordingFormat.OPUS);
        rig.segment(ARCHIVED, 1, 1_000);
        rig.spool.opened(TALKING, 1, rig.nowNs);
        rig.talk(TALKING, 1, 0, 1_000);
        rig.spool.callEnded(ARCHIVED, rig.nowNs);
        rig.settle();
        if (rig.recorded.size() != 1) throw new IllegalStateException("archived " + rig.recorded);
        rig.segment(ENDED, 1, 1_500);
        rig.spool.callEnded(ENDED, rig.nowNs);
        rig.talk(TALKING, 1, 125, Long.parseLong(args[1]));
        Runtime.getRuntime().halt(137);
    }
}
