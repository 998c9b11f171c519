package hotswitch.acd.config;

import java.util.List;

/** Why agents may be not ready. {@code others}: reasons that no rule names are accepted as well. */
public record BreaksConfig(List<BreakRule> rules, boolean others) {
    public static final BreaksConfig NONE = new BreaksConfig(List.of(), true);
    private static final String BY_PHONE = "BREAK_";

    /**
     * {@code maxMs}: longer is told, 0 as long as one likes; {@code atOnceMax}: one more is refused, 0 no limit;
     * {@code digit}: of the feature code, "" none.
     */
    public record BreakRule(String reason, long maxMs, int atOnceMax, String digit) {}

    /** Null: none names this reason. */
    public BreakRule rule(String reason) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).reason().equals(reason)) {
                return rules.get(i);
            }
        }
        return null;
    }

    /** The reason that is meant: a phone knows its digit only. */
    public String named(String reason) {
        if (reason.startsWith(BY_PHONE)) {
            String digit = reason.substring(BY_PHONE.length());
            for (BreakRule rule : rules) {
                if (!digit.isEmpty() && rule.digit().equals(digit)) {
                    return rule.reason();
                }
            }
        }
        return reason;
    }

    /** How long it may last, ms; 0: as long as one likes. */
    public long maxMs(String reason) {
        BreakRule rule = rule(reason);
        return rule == null ? 0 : rule.maxMs();
    }
}
