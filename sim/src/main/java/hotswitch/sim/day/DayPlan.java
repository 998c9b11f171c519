package hotswitch.sim.day;

import hotswitch.acd.Command;
import hotswitch.acd.flow.Named;
import java.util.List;
import java.util.Map;

/**
 * What a day brings whatever the rules are: who calls and for how long they would wait and talk, when agents come and
 * go, how quickly phones are answered. Times in epoch ns, lengths in ns.
 */
public record DayPlan(List<Arrival> arrivals, List<Clock> clocks, Habits habits) {
    /** Not known of this call: drawn from the others of the day. */
    public static final long UNKNOWN = -1;

    public record Arrival(long atNs, Numbers numbers, InFlow inFlow, Patience patience, Handling handling) {}

    /** What the caller pressed, and what his flow was told, in the order of its requests. */
    public record InFlow(List<Press> digits, List<Reply> replies) {
        public static final InFlow NOTHING = new InFlow(List.of(), List.of());
    }

    /** So long after the request; UNKNOWN: never. */
    public record Reply(long afterNs, int status, List<Named> values) {
        static final Reply NONE = new Reply(UNKNOWN, 0, List.of());
    }

    public record Numbers(String ani, String dnis, String trunk) {}

    /** A digit, so long after the arrival. */
    public record Press(long afterNs, char digit) {}

    /**
     * {@code flowNs}: leaves the flow so long after the arrival, UNKNOWN: does not. {@code queueNs}: waited so long;
     * {@code known}: and left then, otherwise would have waited longer (censored); UNKNOWN: never waited.
     */
    public record Patience(long flowNs, long queueNs, boolean known) {}

    /** {@code talkNs}: talk and hold; {@code wrapUpNs}: the agent ended the wrap-up after so long, UNKNOWN: did not. */
    public record Handling(long talkNs, long wrapUpNs) {}

    /** What agents and devices do by the clock, whatever happens. */
    public record Clock(long atNs, Command command) {}

    /**
     * {@code answers}: what became of each offer: ns until it was answered, REFUSED or IGNORED; {@code returns}: how
     * long agents stayed away after an offer that they missed; {@code prompts}: how long each list of prompts plays.
     */
    public record Habits(List<Long> answers, List<Long> returns, Map<List<String>, Long> prompts) {
        public static final long IGNORED = -1;
        public static final long REFUSED = -2;
    }
}
