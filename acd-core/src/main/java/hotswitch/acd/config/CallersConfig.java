package hotswitch.acd.config;

import java.util.List;

/** Callers who are treated apart. {@code repeat}: those who gave up waiting a short time ago. */
public record CallersConfig(List<CallerRule> rules, Repeat repeat) {
    public static final CallersConfig NONE = new CallersConfig(List.of(), new Repeat(0, 0));
    public static final String BLOCK = "block";

    /**
     * A number, or with {@code prefix} every number that begins so; the longest that fits counts. {@code kind}:
     * {@link #BLOCK} is refused, any other ("vip", …) is the attribute {@code caller.class} of the call.
     * {@code priority} is added to the one that the flow gives.
     */
    public record CallerRule(String number, boolean prefix, String kind, int priority) {
        public boolean blocked() {
            return kind.equals(BLOCK);
        }
    }

    /** Who gave up within {@code withinMs} (0: nobody) gets so much priority more. */
    public record Repeat(long withinMs, int priority) {}
}
