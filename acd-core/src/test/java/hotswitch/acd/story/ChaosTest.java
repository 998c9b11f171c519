package hotswitch.acd.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Command;
import hotswitch.acd.Command.*;
import hotswitch.acd.Disposition;
import hotswitch.acd.ItemVerb;
import hotswitch.acd.Limits;
import hotswitch.acd.PlayEnd;
import hotswitch.acd.RecordingState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.snapshot.StateHash;
import hotswitch.acd.snapshot.StateView;
import hotswitch.acd.snapshot.StateView.LegRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Anything may come at any time: the invariants hold, the auditor agrees, a snapshot changes nothing, and it all
 * ends empty.
 */
final class ChaosTest {
    private static final int COMMANDS = 6_000;
    private static final List<String> RULES = List.of(
            "seat home number=13911112222",
            "seat 8009",
            "agent 1 skills=appeals:3 items=chat:1,note:2",
            "agent 2 skills=appeals:1,advice:4",
            "agent 3 skills=advice:2 items=chat:2",
            "agent 4 skills=appeals:2 seat=home",
            "lines 3",
            "hunt strategy=CIRCULAR ring=9000 rest=20000 max=4 wait=40000",
            "queue appeals asks=appeals:1 max=5 wait=30000 every=7000 wrap=4000 rings=3 overflow=QUEUE:advice",
            "queue advice asks=advice:1 strategy=SKILL_FIRST offer=6000 max=5 overflow=LINES: deserted=1",
            "channel chat due=9000",
            "channel note with-calls=1",
            "queue chats channel=chat wait=40000 offer=5000",
            "queue notes channel=note asks=appeals:1 max=4 relax=9000/advice:1",
            "number 12345 main",
            "number 12346 other",
            "number 12347 lines",
            "flow main answer; play notice; enqueue appeals 0",
            "flow other answer; barge menu; await 3000; by-digit",
            "flow lines hunt",
            "display 12345 by=paper",
            "times outbound=9000 idempotency=20000 drills=1");

    private final List<byte[]> rules = new ArrayList<>();
    private final Auditor auditor = new Auditor();
    private final AcdCore core = newCore();
    private SplittableRandom random = new SplittableRandom(0);
    private long nowNs = Stage.START_NS;
    private long arrivals;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anythingAtAnyTime(long seed) {
        random = new SplittableRandom(seed);
        rules.add(ConfigCodec.toBytes(new StoryConfig(RULES).build()));
        rules.add(ConfigCodec.toBytes(new StoryConfig(fewer()).build()));
        give(new ConfigApplied(Request.unasked("node"), "0"));
        StateHash empty = core.hash();
        for (int n = 0; n < COMMANDS; n++) {
            nowNs += random.nextLong(1_500_000_000L);
            Command command = any(core.view());
            if (n % 50 == 0) {
                giveAfterSnapshot(command);
            } else {
                give(command);
            }
        }
        assertTrue(auditor.answers > COMMANDS / 100, "hardly a call was answered");
        Set<Disposition> ways = EnumSet.of(Disposition.ANSWERED, Disposition.ABANDONED, Disposition.LEFT_IN_FLOW);
        ways.addAll(List.of(Disposition.OVERFLOWED, Disposition.NOT_ANSWERED, Disposition.REJECTED));
        assertTrue(auditor.dispositions.containsAll(ways), () -> "ended only so: " + auditor.dispositions);
        everybodyGoesHome();
        assertTrue(core.hash().liveEquals(empty), core.hash() + " is not empty: " + core.view());
    }

    private static List<String> fewer() {
        List<String> list = new ArrayList<>(RULES);
        list.removeIf(l -> l.startsWith("agent 2") || l.startsWith("queue advice"));
        list.add("queue english asks=advice:1");
        return list;
    }

    private void give(Command command) {
        core.onCommand(command, nowNs, auditor);
        for (int n = 0; core.nextDeadlineNs() <= nowNs; n++) {
            assertTrue(n < 100, "overdue for ever");
            core.onCommand(new Tick(), nowNs, auditor);
        }
        assertEquals(List.of(), core.violations(), () -> "after " + command);
        assertNull(core.idleWhileQueued(), () -> "after " + command);
        auditor.agreesWith(core.view());
    }

    /** A core that was made from the snapshot comes to the same. */
    private void giveAfterSnapshot(Command command) {
        BytesWriter snapshot = new BytesWriter();
        core.writeSnapshot(snapshot);
        AcdCore twin = newCore();
        twin.readSnapshot(new BytesReader(snapshot.toBytes()));
        assertEquals(core.hash(), twin.hash());
        EffectText own = new EffectText(Stage.START_NS);
        twin.onCommand(command, nowNs, own);
        core.onCommand(command, nowNs, auditor);
        assertEquals(core.hash(), twin.hash(), () -> "snapshot, then " + command);
        give(new Tick());
    }

    private void everybodyGoesHome() {
        give(new ConfigApplied(Request.unasked("node"), "0"));
        give(new SetEmergency(Request.unasked("test"), false));
        for (StateView.CallRow call : core.view().calls()) {
            give(new ClearCall(Request.unasked("test"), call.id()));
        }
        for (StateView.ItemRow item : core.view().items()) {
            give(new ItemSaid(Request.unasked("test"), item.id(), ItemVerb.WITHDRAW, 0, ""));
        }
        for (StateView.SegmentRow s : core.view().obligations()) {
            give(new Recorded(s.callId(), s.segment(), RecordingState.KEPT, "f", 1, "cafe"));
        }
        for (int n = 0; core.nextDeadlineNs() != Long.MAX_VALUE && n < 1000; n++) {
            nowNs = Math.max(nowNs, core.nextDeadlineNs());
            give(new Tick());
        }
    }

    private Command any(StateView view) {
        int dice = random.nextInt(100);
        if (dice < 18) {
            arrivals++;
            return new CallArrived(arrivals * 20, arrivals * 20 + 2, "138", "1234" + (5 + random.nextInt(4)), "a");
        }
        if (dice < 40) {
            return agents();
        }
        if (dice < 46) {
            return centre(view);
        }
        if (dice < 54) {
            return items(view);
        }
        return view.legs().isEmpty()
                ? new Tick()
                : ofLeg(view.legs().get(random.nextInt(view.legs().size())));
    }

    private Command agents() {
        int agent = 1 + random.nextInt(5);
        String seat = List.of("8001", "8002", "8003", "8009", "home").get(random.nextInt(5));
        Request request = new Request(random.nextInt(3), "desk", random.nextInt(4) == 0 ? "k" + random.nextInt(9) : "");
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new SetAgentState(request, agent, AgentTarget.READY, "", "");
            case 3 -> new SetAgentState(request, agent, AgentTarget.NOT_READY, "break", "");
            case 4 -> new SetAgentState(request, agent, AgentTarget.LOGGED_OFF, "", "");
            case 5 -> new SetAgentState(request, agent, AgentTarget.READY, "", seat);
            case 6, 7 -> new DeviceUp(seat);
            case 8 -> new DeviceDown(seat);
            default -> new MakeCall(request, agent, random.nextBoolean() ? "110" : seat, "");
        };
    }

    private Command centre(StateView view) {
        long call = view.calls().isEmpty()
                ? 7
                : view.calls().get(random.nextInt(view.calls().size())).id();
        Request request = Request.unasked("test");
        return switch (random.nextInt(23)) {
            case 0 -> new ConfigApplied(request, "" + random.nextInt(2));
            case 1 -> new SetEmergency(request, random.nextInt(3) == 0);
            case 2 -> new NodeStarted(2);
            case 3, 4 -> new ClearCall(request, call);
            case 5, 6, 7 -> new HoldCall(request, call);
            case 8, 9, 10 -> new RetrieveCall(request, call);
            case 11, 12, 13 -> {
                arrivals++;
                String to = random.nextBoolean() ? "110" : "8001";
                yield new DeviceDialled(arrivals * 20, arrivals * 20 + 2, "800" + (1 + random.nextInt(9)), to);
            }
            case 14, 15, 16 -> {
                arrivals++;
                String to = List.of("110", "8001", "8002", "appeals").get(random.nextInt(4));
                yield new DeviceConsults(call, arrivals * 20 + 2, "800" + (1 + random.nextInt(3)), to);
            }
            default -> recorded(view);
        };
    }

    private Command items(StateView view) {
        Request request = Request.unasked("test");
        if (view.items().isEmpty() || random.nextInt(4) == 0) {
            return new SubmitItem(
                    request, List.of("chats", "notes", "appeals").get(random.nextInt(3)), "s", "c", 0, List.of());
        }
        long item = view.items().get(random.nextInt(view.items().size())).id();
        ItemVerb verb = ItemVerb.values()[random.nextInt(ItemVerb.values().length)];
        return new ItemSaid(request, item, verb, random.nextInt(4) == 0 ? 1 : 0, "");
    }

    private Command recorded(StateView view) {
        for (StateView.SegmentRow s : view.obligations()) {
            if (!s.open()) {
                return new Recorded(s.callId(), s.segment(), RecordingState.KEPT, "f", 1, "cafe");
            }
        }
        return new Tick();
    }

    private Command ofLeg(LegRow leg) {
        long id = random.nextInt(20) == 0 ? leg.id() + 2 : leg.id();
        return switch (random.nextInt(20)) {
            case 0 -> new LegRefused(id, 486, "busy");
            case 1 -> new LegRefused(id, random.nextBoolean() ? 480 : 503, "");
            case 2, 3, 4, 5 -> new LegAnswered(id);
            case 6 -> random.nextBoolean() ? new LegRinging(id) : new LegEarly(id);
            case 7 -> new LegCleared(id, "bye");
            case 8 -> lost(id);
            case 9 -> random.nextInt(4) == 0 ? new MediaTimedOut(id) : new LegRouted(id, "a", "12345", "");
            case 10, 11 -> new LegHeld(id, random.nextBoolean());
            case 12, 13 -> new Digit(id, '2', 90);
            case 14 -> new PlayEnded(id, leg.playing().playId() + 2, PlayEnd.STOPPED);
            default -> new PlayEnded(id, leg.playing().playId(), PlayEnd.COMPLETED);
        };
    }

    private AcdCore newCore() {
        Limits limits = new Limits(12, 50, 10, 50, 3, 20);
        return new AcdCore(limits, new ScriptFlow(), sha -> rules.get(Integer.parseInt(sha)));
    }

    private Command lost(long id) {
        return switch (random.nextInt(5)) {
            case 0 -> new LegLost(id, "restart");
            case 1 -> new LegUnmade(id, "no port");
            default -> new LegRinging(id);
        };
    }
}
