package hotswitch.trunk.hunt;

import hotswitch.trunk.hunt.HuntConfig.LineConfig;
import hotswitch.trunk.hunt.HuntOutcome.Full;
import hotswitch.trunk.hunt.HuntOutcome.Seized;
import hotswitch.trunk.hunt.HuntOutcome.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lines and the callers who want one. A line has one call; one that was busy or failed is passed over while it rests;
 * who waits keeps the place of his arrival even after a line has failed him. After each change ask {@link #next}
 * until it has nobody more to serve.
 */
public final class HuntGroup {
    private static final long NS_PER_MS = 1_000_000;

    /** What a restart needs beside the lines. */
    record Memory(String lastTaken, long ranks, long arrivals, List<HuntCaller> waiting, List<HuntCaller> served) {}

    private final List<HuntLine> lines = new ArrayList<>();
    private final List<HuntCaller> waiting = new ArrayList<>();
    private final List<HuntCaller> served = new ArrayList<>();
    private HuntConfig config;
    private String lastTaken = "";
    private long ranks;
    private long arrivals;

    public HuntGroup(HuntConfig config) {
        configure(config);
    }

    /** Lines are the same by name and keep their state; one that goes while it has a call goes when it is free. */
    public void configure(HuntConfig next) {
        config = next;
        lines.removeIf(line -> line.state() != LineState.BUSY && configured(line.name()) == null);
        for (LineConfig lineConfig : next.lines()) {
            HuntLine known = line(lineConfig.name());
            if (known == null) {
                lines.add(new HuntLine(lineConfig, ++ranks));
            } else {
                known.configure(lineConfig);
            }
        }
        lines.sort(Comparator.comparingInt((HuntLine line) -> line.config().order())
                .thenComparing(HuntLine::name));
    }

    /** A caller wants a line. He gets one at once only if nobody waits before him. */
    public HuntOutcome arrive(long callId, long nowNs) {
        HuntCaller caller = new HuntCaller(callId, ++arrivals);
        HuntLine line = waiting.isEmpty() ? nextIdle() : null;
        if (line != null) {
            return seize(caller, line, nowNs);
        }
        if (waiting.size() >= config.waitingMax()) {
            return new Full(callId);
        }
        waiting.add(caller);
        return new Waiting(callId, waiting.size());
    }

    /** Whoever has waited longest, with the line that is his now; null if nobody waits or no line is idle. */
    public Seized next(long nowNs) {
        for (HuntLine line : lines) {
            if (line.state() == LineState.FAILED && line.restUntilNs() <= nowNs) {
                line.free(++ranks, nowNs);
            }
        }
        HuntLine line = waiting.isEmpty() ? null : nextIdle();
        return line == null ? null : seize(waiting.removeFirst(), line, nowNs);
    }

    /** When {@link #next} may have something new without any other change: the end of a rest, epoch ns. */
    public long nextDeadlineNs() {
        long next = Long.MAX_VALUE;
        for (HuntLine line : lines) {
            if (line.state() == LineState.FAILED) {
                next = Math.min(next, line.restUntilNs());
            }
        }
        return next;
    }

    /** The line was busy, refused or silent: it rests, and its caller is first among those who came after him. */
    public void failed(HuntLine line, long nowNs) {
        HuntCaller caller = removeServed(line.callId());
        line.fail(nowNs + config.restMs() * NS_PER_MS, nowNs);
        int place = 0;
        while (place < waiting.size() && waiting.get(place).arrival() < caller.arrival()) {
            place++;
        }
        waiting.add(place, caller);
        dropIfGone(line);
    }

    /** The call on this line is over. */
    public void released(HuntLine line, long nowNs) {
        removeServed(line.callId());
        line.free(++ranks, nowNs);
        dropIfGone(line);
    }

    /** A caller who waits hangs up. True if he did wait. */
    public boolean abandoned(long callId) {
        return waiting.removeIf(caller -> caller.callId() == callId);
    }

    /** In hunting order. */
    public List<HuntLine> lines() {
        return List.copyOf(lines);
    }

    /** Call ids in the order in which they will be served. */
    public List<Long> waiting() {
        return waiting.stream().map(HuntCaller::callId).toList();
    }

    /** Null if there is no such line. */
    public HuntLine line(String name) {
        for (HuntLine line : lines) {
            if (line.name().equals(name)) {
                return line;
            }
        }
        return null;
    }

    Memory memory() {
        return new Memory(lastTaken, ranks, arrivals, List.copyOf(waiting), List.copyOf(served));
    }

    void recall(Memory memory) {
        lastTaken = memory.lastTaken();
        ranks = memory.ranks();
        arrivals = memory.arrivals();
        waiting.clear();
        waiting.addAll(memory.waiting());
        served.clear();
        served.addAll(memory.served());
    }

    private HuntLine nextIdle() {
        return switch (config.strategy()) {
            case LINEAR -> idleFrom(0);
            case CIRCULAR -> idleFrom(lines.indexOf(line(lastTaken)) + 1);
            case LONGEST_IDLE -> longestIdle();
        };
    }

    private HuntLine idleFrom(int start) {
        for (int i = 0; i < lines.size(); i++) {
            HuntLine line = lines.get((start + i) % lines.size());
            if (line.state() == LineState.IDLE) {
                return line;
            }
        }
        return null;
    }

    private HuntLine longestIdle() {
        HuntLine longest = null;
        for (HuntLine line : lines) {
            if (line.state() == LineState.IDLE && (longest == null || line.idleRank() < longest.idleRank())) {
                longest = line;
            }
        }
        return longest;
    }

    private Seized seize(HuntCaller caller, HuntLine line, long nowNs) {
        line.take(caller.callId(), nowNs);
        lastTaken = line.name();
        served.add(caller);
        return new Seized(caller.callId(), line);
    }

    private HuntCaller removeServed(long callId) {
        for (int i = 0; i < served.size(); i++) {
            if (served.get(i).callId() == callId) {
                return served.remove(i);
            }
        }
        throw new IllegalStateException("no call " + callId + " on a line");
    }

    private LineConfig configured(String name) {
        for (LineConfig line : config.lines()) {
            if (line.name().equals(name)) {
                return line;
            }
        }
        return null;
    }

    private void dropIfGone(HuntLine line) {
        if (configured(line.name()) == null) {
            lines.remove(line);
        }
    }
}
