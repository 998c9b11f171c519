package hotswitch.sim.signal.net;

import hotswitch.sim.world.Text;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A life as a ladder. Columns: time since its beginning, who sends, an arrow, who is to get it, what, a number for its
 * Call-ID, CSeq, and where it fits: {@code again} said before, {@code lost}, {@code twice}, {@code stream}, and once
 * its Call-ID.
 */
public final class WireLog implements Watcher {
    private final Clock clock;
    private final Consumer<String> out;
    private final TreeMap<String, Integer> calls = new TreeMap<>();
    private final TreeSet<String> said = new TreeSet<>();

    public WireLog(Clock clock, Consumer<String> out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public void sent(Packet packet, int copies, long nowNs) {
        WireMessage message = packet.message();
        boolean isNew = !calls.containsKey(message.callId());
        int call = calls.computeIfAbsent(message.callId(), id -> calls.size() + 1);
        boolean again = !said.add(packet.from() + message.text());
        String where = message.request() && message.toTag().isEmpty() ? " " + message.user("To") : "";
        line("%-10s > %-10s %s%s  call %d cseq %d%s%s%s%s"
                .formatted(
                        packet.from(),
                        packet.to(),
                        message.label(),
                        where,
                        call,
                        message.cseq(),
                        again ? "  again" : "",
                        copies == 0 ? "  lost" : "",
                        copies > 1 ? "  twice" : packet.streamed() ? "  stream" : "",
                        isNew ? "  Call-ID " + message.callId() : ""));
    }

    @Override
    public void heard(Packet packet, long nowNs) {
        // A ladder shows what is said; delays show in what follows.
    }

    @Override
    public void broke(String one, String other) {
        note("the connection of " + one + " and " + other + " breaks");
    }

    /** Something that is no message. */
    public void note(String what) {
        line("           . " + what);
    }

    private void line(String what) {
        out.accept(Text.time(clock.sinceStartNs()) + " " + what);
    }
}
