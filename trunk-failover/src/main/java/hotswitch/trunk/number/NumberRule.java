package hotswitch.trunk.number;

import java.util.List;

/** A number that begins with {@code prefix} loses its first {@code strip} characters and gets {@code prepend}. */
public record NumberRule(String prefix, int strip, String prepend) {
    public NumberRule {
        if (strip < 0) {
            throw new IllegalArgumentException("strip " + strip);
        }
    }

    /** The first rule that matches rewrites the number; none: it stays. A number shorter than strip becomes prepend. */
    public static String apply(List<NumberRule> rules, String number) {
        for (NumberRule rule : rules) {
            if (number.startsWith(rule.prefix)) {
                return rule.prepend + number.substring(Math.min(rule.strip, number.length()));
            }
        }
        return number;
    }
}
