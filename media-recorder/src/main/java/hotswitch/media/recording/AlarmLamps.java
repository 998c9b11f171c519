package hotswitch.media.recording;

import java.util.EnumSet;

/** Tells an alarm once when it comes and once when it goes. For one thread. */
final class AlarmLamps {
    private final RecordingAlarm alarm;
    private final EnumSet<RecordingAlarm.Fault> lit = EnumSet.noneOf(RecordingAlarm.Fault.class);

    AlarmLamps(RecordingAlarm alarm) {
        this.alarm = alarm;
    }

    void raise(RecordingAlarm.Fault fault, String detail) {
        if (lit.add(fault)) alarm.raised(fault, detail);
    }

    void clear(RecordingAlarm.Fault fault) {
        if (lit.remove(fault)) alarm.cleared(fault);
    }

    boolean isLit(RecordingAlarm.Fault fault) {
        return lit.contains(fault);
    }
}
