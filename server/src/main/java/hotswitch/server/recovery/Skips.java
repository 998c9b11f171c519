package hotswitch.server.recovery;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Effects;
import hotswitch.acd.codec.BytesReader;
import hotswitch.server.journal.Journal;
import java.util.HashMap;
import java.util.Map;

/** Commands that threw when they were new: whoever lives through the journal once more leaves them out. */
final class Skips implements Journal.EntryReader {
    private final Map<Long, String> faults = new HashMap<>();

    /** They stand behind the commands which they name: the journal is read for them first. */
    @Override
    public void entry(long sequence, long timeNs, Journal.Kind kind, BytesReader payload) {
        if (kind == Journal.Kind.SKIP) {
            faults.put(payload.i64(), payload.text());
        }
    }

    /** The command of this entry goes into the core, or is left out. */
    void apply(long sequence, long timeNs, Command command, AcdCore core, Effects effects) {
        String fault = faults.get(sequence);
        if (fault == null) {
            core.onCommand(command, timeNs, effects);
        } else {
            core.skip(command, fault, timeNs, effects);
        }
    }
}
