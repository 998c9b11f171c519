package hotswitch.server.hunt;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Command;
import hotswitch.acd.Command.CallArrived;
import hotswitch.acd.Command.DeviceConsults;
import hotswitch.acd.Command.DeviceDialled;
import hotswitch.acd.Command.LegAnswered;
import hotswitch.acd.Command.LegCleared;
import hotswitch.acd.Command.LegRefused;
import hotswitch.acd.Command.LegUnmade;
import hotswitch.acd.Command.MediaTimedOut;
import hotswitch.acd.Disposition;
import hotswitch.acd.Order;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.config.CentreConfig.HuntConfig;
import hotswitch.acd.hunt.HuntTable;
import hotswitch.acd.hunt.Line;
import hotswitch.acd.queue.WaitingLine;
import hotswitch.call.Brain;
import hotswitch.call.FactKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * In the core's place when there is no core: each caller is answered and put through to the next idle backup line, or
 * waits
 * with the notice in order of arrival. No agents, no queues, no journal; the same hunting table as the core's. On the
 * signalling loop.
 */
final class HuntDesk implements Brain {
    private static final long NS_PER_MS = 1_000_000;
    private static final int SEGMENT = 1;
    private final HuntConfig config;
    private final HuntTable table = new HuntTable();
    private final WaitingLine waiting = new WaitingLine();
    private final Long2ObjectHashMap<HuntCall> calls = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<HuntCall> byLeg = new Long2ObjectHashMap<>();
    private final Consumer<Order> orders;
    private final Consumer<String> log;
    private final Ended records;
    private final LongSupplier clockNs;
    private long ids;
    private long arrivals;

    /** {@code log}: a plain line for each thing that happens. */
    record Outlets(Consumer<Order> orders, Consumer<String> log, Ended records) {}

    /** A call is over. */
    interface Ended {
        void ended(CallRecord record, long callerLeg, long lineLeg);
    }

    /** {@code firstId}: odd, above whatever this node gave before. */
    HuntDesk(HuntConfig config, Outlets outlets, LongSupplier clockNs, long firstId) {
        this.config = config;
        this.orders = outlets.orders;
        this.log = outlets.log;
        this.records = outlets.records;
        this.clockNs = clockNs;
        this.ids = firstId;
        table.configure(config);
    }

    private long newId() {
        return ids += 2;
    }

    int calls() {
        return calls.size();
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public void arrive(Command command) {
        switch (command) {
            case CallArrived c -> arrived(c);
            case DeviceDialled c -> orders.accept(new Order.Reject(c.callId(), c.legId(), 503, "backup lines only"));
            case DeviceConsults c -> orders.accept(new Order.Reject(c.callId(), c.legId(), 503, "backup lines only"));
            default -> throw new IllegalArgumentException("no arrival: " + command);
        }
    }

    private void arrived(CallArrived c) {
        HuntCall call = new HuntCall(c, ++arrivals, clockNs.getAsLong());
        calls.put(call.id, call);
        byLeg.put(call.callerLeg, call);
        log.accept("arrived call=" + call.id + " ani=" + c.ani() + " dnis=" + c.dnis() + " trunk=" + c.trunk());
        orders.accept(new Order.Answer(call.id, call.callerLeg));
        waiting.add(call.place);
        settle();
        if (call.state() == HuntCall.State.WAITING) {
            play(call, List.of(config.waitPrompt(), config.music()));
        }
    }

    private void play(HuntCall call, List<String> prompts) {
        call.hearsMusic = true;
        orders.accept(new Order.Play(call.id, call.callerLeg, newId(), prompts, true));
    }

    @Override
    public void tell(Command command) {
        switch (command) {
            case LegAnswered c -> answered(c.legId());
            case LegRefused c -> refused(c.legId(), c.cause());
            case LegUnmade c -> refused(c.legId(), c.cause()); // the line's rest is the pause
            case LegCleared c -> cleared(c.legId(), c.cause());
            case MediaTimedOut c -> {
                HuntCall call = byLeg.get(c.legId());
                if (call != null) {
                    end(call, Disposition.MEDIA_LOST, "media", "no RTP");
                }
            }
            default -> {} // ringing, digits, devices, agents: of no use here
        }
        settle();
    }

    @Override
    public void keep(FactKind kind, String key, byte[] value) {
        // Nothing survives a restart in this mode: there is no journal.
    }

    @Override
    public void addToLeg(long legId, BytesWriter more) {
        // Nothing survives a restart in this mode: there is no journal.
    }

    /** Lines to callers, the first arrived first. */
    private void settle() {
        while (!waiting.isEmpty()) {
            HuntCall call = calls.get(waiting.firstCall());
            Line line = table.take(call.id);
            if (line == null) {
                return;
            }
            waiting.remove(call.place);
            call.become(HuntCall.State.DIALLING);
            call.line = line;
            call.dials++;
            call.lineLeg = newId();
            call.ringUntilNs = clockNs.getAsLong() + config.ringMs() * NS_PER_MS;
            byLeg.put(call.lineLeg, call);
            log.accept("dial call=" + call.id + " line=" + line.name());
            String number = line.config.number();
            orders.accept(new Order.DialLeg(
                    call.id, call.lineLeg, number, config.displayed(), line.config.trunk(), Order.DialLeg.UNAVAILABLE));
            if (!call.hearsMusic) {
                play(call, List.of(config.music()));
            }
        }
    }

    private void answered(long legId) {
        HuntCall call = byLeg.get(legId);
        if (call == null || legId != call.lineLeg) {
            return;
        }
        call.become(HuntCall.State.TALKING);
        call.connectedNs = clockNs.getAsLong();
        log.accept("talking call=" + call.id + " line=" + call.line.name());
        orders.accept(new Order.Bridge(call.id, call.callerLeg, call.lineLeg));
        orders.accept(new Order.StartRecording(call.id, SEGMENT, call.callerLeg, call.lineLeg));
    }

    private void refused(long legId, String cause) {
        HuntCall call = byLeg.remove(legId);
        if (call != null) {
            backToWaiting(call, cause);
        }
    }

    private void backToWaiting(HuntCall call, String cause) {
        log.accept("line failed call=" + call.id + " line=" + call.line.name() + " cause=" + cause);
        table.fail(call.line, clockNs.getAsLong());
        call.line = null;
        call.lineLeg = 0;
        call.become(HuntCall.State.WAITING);
        waiting.add(call.place);
        settle();
        if (call.state() == HuntCall.State.WAITING) {
            play(call, List.of(config.waitPrompt(), config.music()));
        }
    }

    private void cleared(long legId, String cause) {
        HuntCall call = byLeg.get(legId);
        if (call != null) {
            boolean talked = call.state() == HuntCall.State.TALKING;
            String by = legId == call.callerLeg ? "caller" : "line";
            end(call, talked ? Disposition.ANSWERED : Disposition.ABANDONED, by, cause);
        }
    }

    /** The node ends: whoever is still there gets BYE and a record. */
    void endAll() {
        for (HuntCall call : List.copyOf(calls.values())) {
            boolean talked = call.state() == HuntCall.State.TALKING;
            end(call, talked ? Disposition.ANSWERED : Disposition.DRAINED, "node", "drained");
        }
    }

    private void end(HuntCall call, Disposition disposition, String by, String cause) {
        log.accept("ended call=" + call.id + " state=" + call.state() + " cause=" + cause);
        switch (call.state()) {
            case WAITING -> waiting.remove(call.place);
            case DIALLING -> table.release(call.line);
            case TALKING -> {
                table.release(call.line);
                orders.accept(new Order.StopRecording(call.id, SEGMENT));
                orders.accept(new Order.FinishRecording(call.id));
            }
        }
        clear(call, call.callerLeg, cause);
        clear(call, call.lineLeg, cause);
        calls.remove(call.id);
        CallRecord record = call.record(disposition, config.displayed(), by, cause, clockNs.getAsLong());
        records.ended(record, call.callerLeg, call.lineLeg);
    }

    private void clear(HuntCall call, long legId, String cause) {
        if (legId != 0) {
            byLeg.remove(legId);
            orders.accept(new Order.ClearLeg(call.id, legId, cause));
        }
    }

    /** Lines that rang too long give way to the next; lines that rested are tried again. */
    void onTime(long nowNs) {
        for (HuntCall call : List.copyOf(calls.values())) {
            if (call.state() == HuntCall.State.DIALLING && call.ringUntilNs <= nowNs) {
                clear(call, call.lineLeg, "no answer");
                backToWaiting(call, "no answer");
            }
        }
        if (!table.rested(nowNs).isEmpty()) {
            settle();
        }
    }
}
