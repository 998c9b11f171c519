package hotswitch.ivr.run;

import hotswitch.ivr.script.Step;

/** Which case of a branch holds. */
final class Branching {
    private Branching() {}

    static String target(Step.Branch branch, String value) {
        for (Step.Case each : branch.cases()) {
            if (holds(each.test(), value)) return each.target();
        }
        return branch.otherwise();
    }

    private static boolean holds(Step.Test test, String value) {
        return switch (test) {
            case Step.Test.OneOf(var values) -> values.contains(value);
            case Step.Test.Prefix(var prefixes) -> prefixes.stream().anyMatch(value::startsWith);
            case Step.Test.Range(var min, var max) -> within(value, min, max);
        };
    }

    /** 18 digits at the most, so that every number that is read fits. */
    private static boolean within(String value, long min, long max) {
        boolean negative = value.startsWith("-");
        String digits = negative ? value.substring(1) : value;
        boolean number =
                !digits.isEmpty() && digits.length() <= 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) return false;
        long read = Long.parseLong(value);
        return read >= min && read <= max;
    }
}
