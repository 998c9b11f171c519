package hotswitch.server.replay;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Fact;
import hotswitch.acd.Limits;
import hotswitch.acd.Order;
import hotswitch.acd.kpi.FactFold;
import hotswitch.ivr.run.Flows;
import hotswitch.server.recovery.Reapply;
import hotswitch.sim.day.DayObserver;
import hotswitch.sim.day.DayPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** A stretch of the recorded past: that it is what it was, what it came to, and what it brought whatever the rules. */
public final class RecordedTime implements Reapply.Watcher {
    private final long fromNs;
    private final DayObserver observer = new DayObserver();
    private final FactFold folded = new FactFold();
    private final TreeSet<String> devicesUp = new TreeSet<>();
    private Reapply.Result proof;
    private String rules = "";
    private boolean begun;
    private long lastNs;

    private RecordedTime(long fromNs) {
        this.fromNs = fromNs;
    }

    /** Applies the whole record up to then again and keeps what is from this time on (epoch ns). */
    public static RecordedTime read(Path data, long fromNs, long toNs) {
        RecordedTime record = new RecordedTime(fromNs);
        record.proof = Reapply.run(data, blobs -> new AcdCore(Limits.PROVINCE, new Flows(), blobs), record, toNs);
        return record;
    }

    /** The time of the last command, epoch ns; 0 if there is none. */
    public static long end(Path data) {
        RecordedTime record = new RecordedTime(Long.MAX_VALUE);
        Reapply.run(data, blobs -> new AcdCore(Limits.PROVINCE, new Flows(), blobs), record, Long.MAX_VALUE);
        return record.lastNs;
    }

    @Override
    public void command(AcdCore core, long timeNs, Command command) {
        lastNs = timeNs;
        if (command instanceof Command.ConfigApplied applied && (!begun || rules.isEmpty())) {
            rules = applied.hash();
        }
        if (timeNs < fromNs) {
            devices(command);
            return;
        }
        if (!begun) {
            begun = true;
            observer.begin(core.view(), List.copyOf(devicesUp), timeNs);
        }
        observer.command(timeNs, command);
    }

    private void devices(Command command) {
        if (command instanceof Command.DeviceUp up) {
            devicesUp.add(up.device());
        } else if (command instanceof Command.DeviceDown down) {
            devicesUp.remove(down.device());
        }
    }

    @Override
    public void order(Order order) {
        if (begun) {
            observer.order(order);
        }
    }

    @Override
    public void fact(long seq, long timeNs, Fact fact) {
        if (begun) {
            observer.fact(seq, timeNs, fact);
            folded.fact(timeNs, fact);
        }
    }

    public Reapply.Result proof() {
        return proof;
    }

    public DayPlan plan() {
        return observer.plan();
    }

    public FactFold folded() {
        return folded;
    }

    /** The hash of the configuration that was in force when the stretch began. */
    public String rules() {
        return rules;
    }

    public long lastNs() {
        return lastNs;
    }
}
