package hotswitch.sim.signal.net;

import hotswitch.sim.Dice;
import hotswitch.sip.locate.DnsAnswer;
import hotswitch.sip.locate.DnsRecord;
import hotswitch.sip.locate.Lookup;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The Domain Name System of one life: it answers late, at times not at all, and otherwise as its zone says by then. */
public final class Dns implements Lookup {
    private static final int TIMEOUT_MS = 5_000;
    private final Clock clock;
    private final Dice dice;
    /** How likely nobody answers. */
    private final double silent;

    private final TreeMap<String, List<DnsRecord>> zone = new TreeMap<>();

    public Dns(Clock clock, double silent) {
        this.clock = clock;
        this.silent = silent;
        this.dice = clock.dice("names");
    }

    /** From now on; none: there is no such thing. */
    public void put(Type type, String name, List<DnsRecord> records) {
        zone.put(type + " " + name, records);
    }

    @Override
    public void ask(Type type, String name, Consumer<DnsAnswer> then) {
        if (!clock.isCalm() && dice.chance(silent)) {
            clock.in(TIMEOUT_MS, () -> then.accept(DnsAnswer.failure()));
            return;
        }
        int ttlS = dice.between(1, 40);
        clock.in(dice.between(1, 300), () -> then.accept(answer(type + " " + name, ttlS)));
    }

    private DnsAnswer answer(String question, int ttlS) {
        return new DnsAnswer(zone.getOrDefault(question, List.of()), ttlS, false);
    }
}
