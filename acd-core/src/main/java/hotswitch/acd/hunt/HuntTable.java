package hotswitch.acd.hunt;

import hotswitch.acd.LineState;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.config.CentreConfig.HuntConfig;
import hotswitch.acd.config.CentreConfig.HuntStrategy;
import hotswitch.acd.config.CentreConfig.LineConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The hunting group (连选): which of the backup lines takes the next call. Linear (顺选) always begins at the first,
 * circular (循环) after the last one taken, longest idle (均匀) takes the one that was released first. A line has one
 * call at a time; one that was busy or failed rests before it is tried again. Used by the core and by the
 * hunt-only mode alike; who waits, waits in a {@code WaitingLine} in order of arrival.
 */
public final class HuntTable {
    private static final long NS_PER_MS = 1_000_000;
    private static final HuntConfig NONE = new HuntConfig(List.of(), HuntStrategy.LINEAR, 0, 0, 0, 0, "", "", "");
    private HuntConfig config = NONE;
    private List<Line> lines = List.of();
    /** The line taken last; "": none yet. */
    private String lastTaken = "";

    private long releases;

    public HuntConfig config() {
        return config;
    }

    /** In hunting order. */
    public List<Line> lines() {
        return lines;
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    public int idleCount() {
        int idle = 0;
        for (Line line : lines) {
            idle += line.state() == LineState.IDLE ? 1 : 0;
        }
        return idle;
    }

    /** Null if there is none. */
    public Line get(String name) {
        for (Line line : lines) {
            if (line.name().equals(name)) {
                return line;
            }
        }
        return null;
    }

    /** Keeps the states of lines by name. A removed line stays until it is free. */
    public void configure(HuntConfig next) {
        List<Line> list = new ArrayList<>();
        for (var lineConfig : next.lines()) {
            Line line = get(lineConfig.name());
            if (line == null) {
                line = new Line(lineConfig);
            }
            line.config = lineConfig;
            line.removed = false;
            list.add(line);
        }
        for (Line line : lines) {
            if (!list.contains(line) && line.state() == LineState.BUSY) {
                line.removed = true;
                list.add(line);
            }
        }
        list.sort(Comparator.<Line>comparingInt(line -> line.config.order()).thenComparing(Line::name));
        config = next;
        lines = list;
    }

    /** The next idle line, BUSY with this call from now on; null if none is idle. */
    public Line take(long callId) {
        Line chosen = switch (config.strategy()) {
            case LINEAR -> firstIdle(0);
            case CIRCULAR -> nextIdle();
            case LONGEST_IDLE -> longestIdle();
        };
        if (chosen != null) {
            chosen.become(LineState.BUSY);
            chosen.callId = callId;
            lastTaken = chosen.name();
        }
        return chosen;
    }

    /** The call is over, or the line was not reached through no fault of its own. */
    public void release(Line line) {
        line.become(LineState.IDLE);
        line.callId = 0;
        line.idleOrder = ++releases;
        if (line.removed) {
            List<Line> rest = new ArrayList<>(lines);
            rest.remove(line);
            lines = rest;
        }
    }

    /** Busy, refused or silent: it rests. */
    public void fail(Line line, long nowNs) {
        if (line.removed) {
            release(line);
            return;
        }
        line.become(LineState.FAILED);
        line.callId = 0;
        line.restUntilNs = nowNs + config.restMs() * NS_PER_MS;
    }

    /** Lines whose rest is over, idle again, in hunting order. */
    public List<Line> rested(long nowNs) {
        List<Line> list = new ArrayList<>();
        for (Line line : lines) {
            if (line.state() == LineState.FAILED && line.restUntilNs <= nowNs) {
                release(line);
                line.restUntilNs = 0;
                list.add(line);
            }
        }
        return list;
    }

    /** The next end of a rest, {@link Long#MAX_VALUE} if none rests. */
    public long nextRestedNs() {
        long next = Long.MAX_VALUE;
        for (Line line : lines) {
            if (line.state() == LineState.FAILED) {
                next = Math.min(next, line.restUntilNs);
            }
        }
        return next;
    }

    private Line nextIdle() {
        return firstIdle(lines.indexOf(get(lastTaken)) + 1);
    }

    private Line firstIdle(int from) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get((from + i) % lines.size());
            if (line.state() == LineState.IDLE) {
                return line;
            }
        }
        return null;
    }

    private Line longestIdle() {
        Line longest = null;
        for (Line line : lines) {
            boolean idle = line.state() == LineState.IDLE;
            if (idle && (longest == null || line.idleOrder < longest.idleOrder)) {
                longest = line;
            }
        }
        return longest;
    }

    /** The states of the lines: nothing is left here when nothing is going on. */
    public void write(BytesWriter out) {
        out.i32(lines.size());
        for (Line line : lines) {
            line.write(out);
        }
    }

    /** What the strategies remember. */
    public void writeMemory(BytesWriter out) {
        out.text(lastTaken).i64(releases);
        for (Line line : lines) {
            out.i64(line.idleOrder).flag(line.removed);
            out.text(line.config.number()).text(line.config.trunk()).i32(line.config.order());
        }
    }

    /** Replaces the lines by those written, after {@link #configure}. */
    public void read(BytesReader in) {
        List<Line> list = new ArrayList<>();
        for (int n = in.i32(); n > 0; n--) {
            String name = in.text();
            Line line = get(name);
            if (line == null) {
                line = new Line(new LineConfig(name, "", "", 0));
            }
            line.readRest(in);
            list.add(line);
        }
        lines = list;
    }

    public void readMemory(BytesReader in) {
        lastTaken = in.text();
        releases = in.i64();
        for (Line line : lines) {
            line.idleOrder = in.i64();
            line.removed = in.flag();
            line.config = new LineConfig(line.name(), in.text(), in.text(), in.i32());
        }
    }

    public void clear() {
        config = NONE;
        lines = List.of();
        lastTaken = "";
        releases = 0;
    }
}
