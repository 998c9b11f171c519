package hotswitch.server.config.read;

import hotswitch.acd.config.CallersConfig;
import hotswitch.acd.config.CallersConfig.CallerRule;
import hotswitch.server.config.text.CsvFile;
import hotswitch.server.config.text.CsvRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** {@code callers.csv}: callers who are treated apart. */
public final class CallersFile {
    public static final String NAME = "callers.csv";
    private static final List<String> COLUMNS = List.of("number", "class", "priority", "remark");

    private CallersFile() {}

    public static List<CallerRule> read(Reading reading) {
        List<CallerRule> rules = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        for (CsvRow row : CsvFile.read(reading.conf(), NAME, false, COLUMNS)) {
            String number = row.required("number");
            boolean prefix = number.endsWith("*") && number.length() > 1;
            String digits = prefix ? number.substring(0, number.length() - 1) : number;
            String kind = row.required("class");
            Words.number(digits, row.place(), reading.faults());
            Words.name(kind, "class", row.place(), reading.faults());
            if (!seen.add(number)) row.fault("the number " + number + " stands twice", "remove one", "号码重复");
            int priority = row.text("priority").isEmpty() ? 0 : row.number("priority", 0, 100);
            if (kind.equals(CallersConfig.BLOCK) && priority > 0)
                row.fault("a blocked caller has a priority", "leave it empty", "黑名单号码不应有优先级");
            rules.add(new CallerRule(digits, prefix, kind, priority));
        }
        rules.sort(Comparator.comparing(CallerRule::number).thenComparing(CallerRule::prefix));
        return List.copyOf(rules);
    }
}
