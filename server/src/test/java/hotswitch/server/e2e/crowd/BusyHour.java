package hotswitch.server.e2e.crowd;

import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** More callers than agents: some talk, the others wait. Phones answer by themselves unless told to let it ring. */
public final class BusyHour implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private final SwitchProcess hotline;
    private final List<Desk> desks = new ArrayList<>();
    private final Map<String, Caller> callers = new LinkedHashMap<>();
    private final List<PhoneCall> offers = new CopyOnWriteArrayList<>();
    private volatile boolean letRing;

    public BusyHour(SwitchProcess hotline) {
        this.hotline = hotline;
    }

    public void agents(int count) {
        for (int n = 1; n <= count; n++) {
            Desk desk = Desk.open(hotline, 1000 + n);
            desk.phone().onCall(this::offered);
            desks.add(desk);
        }
    }

    private void offered(PhoneCall call) {
        offers.add(call);
        call.ring();
        if (!letRing) {
            pickUp(call);
        }
    }

    private static void pickUp(PhoneCall call) {
        call.answer();
        call.voice.tone(Carrier.TONE_HZ);
    }

    public List<Desk> desks() {
        return desks;
    }

    public Collection<Caller> callers() {
        return callers.values();
    }

    /** So many more people dial at once, each with a number of his own. */
    public void dial(int more) {
        for (int n = 0; n < more; n++) {
            String ani = Caller.ani(callers.size() + 1);
            callers.put(ani, Caller.dials(hotline, ani));
        }
    }

    /** New callers until so many calls go on, and every agent talks. */
    public void fillUp(int calls) {
        dial(calls - (int) open().count());
        Await.until("everybody is answered", BOUND, () -> open().allMatch(Caller::established));
        Await.until("every agent talks", BOUND, () -> conversations().size() == desks.size());
        conversations().forEach(Conversation::forget);
        Await.until("all hear each other", BOUND, () -> conversations().stream().allMatch(Conversation::goesOn));
    }

    /** Callers who have not hung up and were not cleared. */
    private java.util.stream.Stream<Caller> open() {
        return callers.values().stream().filter(caller -> !caller.over());
    }

    /** Who talks, as the phones see it. */
    public List<Conversation> conversations() {
        List<Conversation> all = new ArrayList<>();
        for (PhoneCall agent : offers) {
            Caller caller = callers.get(agent.caller());
            if (answered(agent) && !agent.ended() && caller.established()) {
                all.add(new Conversation(caller, agent));
            }
        }
        return all;
    }

    private static boolean answered(PhoneCall agent) {
        return agent.heardRequest("ACK");
    }

    /** Answered and not talking: waiting, or hearing the notice. */
    public List<Caller> waiting() {
        List<Caller> talking = conversations().stream().map(each -> each.caller).toList();
        return callers.values().stream()
                .filter(caller -> caller.established() && !talking.contains(caller))
                .toList();
    }

    /** Agents' calls that are neither over nor part of a conversation, though they were answered. */
    public List<PhoneCall> leftBehind() {
        List<PhoneCall> talking =
                conversations().stream().map(each -> each.agent).toList();
        return offers.stream()
                .filter(agent -> answered(agent) && !agent.ended() && !talking.contains(agent))
                .toList();
    }

    /** From now on agents' phones ring and nobody answers; or they answer again, those that ring at once. */
    public void letRing(boolean now) {
        letRing = now;
        if (!now) {
            ringing().forEach(BusyHour::pickUp);
        }
    }

    public List<PhoneCall> ringing() {
        return offers.stream()
                .filter(agent -> !agent.ended() && !answered(agent))
                .toList();
    }

    /** Everybody hangs up. */
    public void end() {
        open().forEach(caller -> {
            if (caller.answered()) {
                caller.call.bye();
            } else {
                caller.call.cancel();
            }
        });
        Await.until("all calls of agents are over", BOUND, () -> offers.stream().allMatch(PhoneCall::ended));
    }

    @Override
    public void close() {
        callers.values().forEach(Caller::close);
        desks.forEach(Desk::close);
    }
}
