package hotswitch.server.config.read;

import hotswitch.acd.config.BreaksConfig;
import hotswitch.acd.config.BreaksConfig.BreakRule;
import hotswitch.server.config.text.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** {@code breaks} of {@code queues.yaml}. */
final class BreaksPart {
    private static final int DAY_MINUTES = 1_440;
    private static final long MS_PER_MINUTE = 60_000;

    private BreaksPart() {}

    static BreaksConfig read(Reading reading, YamlMap map) {
        YamlMap named = map.map("reasons");
        List<BreakRule> rules = new ArrayList<>();
        TreeSet<String> digits = new TreeSet<>();
        for (String reason : named.keys()) {
            Words.name(reason, "reason", named.place(reason), reading.faults());
            YamlMap rule = named.map(reason);
            String digit = rule.text("digit", "");
            if (!digit.matches("[0-9]?") || (!digit.isEmpty() && !digits.add(digit))) {
                String what = rule.pathOf("digit") + " is \"" + digit + "\"";
                reading.faults().add(rule.place("digit"), what, "write one digit that no other reason has", "按键无效或重复");
            }
            rules.add(new BreakRule(
                    reason,
                    MS_PER_MINUTE * rule.integer("minutes", 0, 0, DAY_MINUTES),
                    rule.integer("at-once", 0, 0, 100_000),
                    digit));
        }
        boolean others = map.flag("others", true);
        if (!others && rules.isEmpty()) {
            String what = map.pathOf("others") + " is false and there are no reasons";
            reading.faults().add(map.place("others"), what, "name one, or write others: true", "没有可用的示忙原因");
        }
        return new BreaksConfig(List.copyOf(rules), others);
    }
}
