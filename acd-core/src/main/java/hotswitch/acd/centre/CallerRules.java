package hotswitch.acd.centre;

import hotswitch.acd.config.CallersConfig.CallerRule;
import java.util.List;
import java.util.TreeMap;

/** Callers who are treated apart, found by their number: the rule for the whole number, else the longest prefix. */
public final class CallerRules {
    private final TreeMap<String, CallerRule> whole = new TreeMap<>();
    private final TreeMap<String, CallerRule> prefixes = new TreeMap<>();

    void configure(List<CallerRule> rules) {
        whole.clear();
        prefixes.clear();
        for (CallerRule rule : rules) {
            (rule.prefix() ? prefixes : whole).put(rule.number(), rule);
        }
    }

    /** Null if there is none. */
    public CallerRule of(String ani) {
        CallerRule found = whole.get(ani);
        for (int length = ani.length(); found == null && length > 0 && !prefixes.isEmpty(); length--) {
            found = prefixes.get(ani.substring(0, length));
        }
        return found;
    }
}
