package hotswitch.media.recording;

import hotswitch.media.archive.RecordingDisk;
import hotswitch.media.archive.RecordingFormat;
import java.nio.file.Path;

/**
 * A server under load that is waited for with a knife: 20 calls talk and end without a pause, ten times faster than
 * life. Arguments: data folder, first call, epoch nanoseconds of the start. Prints the milliseconds that its first
 * append took, then a line for each segment told.
 */
final class EndlessProcess {
    private EndlessProcess() {}

    public static void main(String[] args) throws Exception {
        long first = Long.parseLong(args[1]);
        long startNs = Long.parseLong(args[2]);
        RecordingRig rig = new RecordingRig(Path.of(args[0]), RecordingFormat.WAV, RecordingDisk.local(), startNs);
        long beforeNs = System.nanoTime();
        rig.spool.opened(first, 1, rig.nowNs);
        rig.spool.runOnce(rig.nowNs);
        System.out.println("ready " + (System.nanoTime() - beforeNs) / 1_000_000);
        for (long round = 0; ; round++) {
            for (long call = first + round * 20; call < first + round * 20 + 20; call++)
                rig.spool.opened(call, 1, rig.nowNs);
            for (int packet = 0; packet < 25; packet++) {
                for (int call = 0; call < 20; call++) {
                    new Caller(rig.spool, first + round * 20 + call, 1, 0).send(packet, rig.nowNs);
                }
                rig.step(20);
            }
            for (long call = first + round * 20; call < first + round * 20 + 20; call++) {
                rig.spool.closed(call, 1, rig.nowNs);
                rig.spool.callEnded(call, rig.nowNs);
            }
            rig.settle();
            for (RecordedSegment told : rig.recorded)
                System.out.println("told " + told.callId() + " " + told.lengthMs());
            rig.recorded.clear();
        }
    }
}
