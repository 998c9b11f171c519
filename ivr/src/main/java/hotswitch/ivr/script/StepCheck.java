package hotswitch.ivr.script;

import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.Named;
import hotswitch.ivr.say.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong with the single steps of a flow. */
final class StepCheck {
    private static final String DIGITS = "0123456789*#ABCD";
    private static final int FIELDS_MAX = 16;
    private final Script script;
    private final Set<String> prompts;
    private final Flow flow;
    private final List<ScriptFault> faults = new ArrayList<>();
    private int at;

    StepCheck(Script script, Flow flow) {
        this.script = script;
        this.prompts = new TreeSet<>(script.prompts());
        this.flow = flow;
    }

    List<ScriptFault> faults() {
        for (at = 0; at < flow.steps().size(); at++) {
            label(flow.steps().get(at).label());
            step(flow.steps().get(at).step());
        }
        return faults;
    }

    private void label(String label) {
        if (label.isEmpty()) return;
        boolean plain = label.chars().allMatch(c -> c > ' ' && c < 127) && !label.equals("-");
        if (!plain) fault("the id \"" + label + "\" is no name", "use letters, digits and hyphens");
        if (flow.indexOf(label) != at) fault("the id " + label + " is already that of a step above", "rename one");
    }

    private void step(Step step) {
        for (Ways.Way way : Ways.from(step)) {
            boolean nowhere = step instanceof Step.Goto && way.target().isEmpty();
            if (!nowhere) jump(way.target(), word(way.when()));
        }
        switch (step) {
            case Step.Answer() -> {}
            case Step.Play(var played, var barge) -> some(played, "play");
            case Step.Menu menu -> menu(menu);
            case Step.Collect collect -> collect(collect);
            case Step.Hours(var schedule, var open, var closed) -> {
                if (!script.calendar().knows(schedule)) {
                    fault("the calendar has no schedule " + schedule, "define it in calendar.yaml, or say always");
                }
            }
            case Step.Branch branch -> branch(branch);
            case Step.Queue queue -> range(queue.priority(), 0, 100, "priority");
            case Step.Hunt() -> {}
            case Step.Hangup(var cause, var played) -> exist(played);
            case Step.Goto(var target) -> {
                if (target.isEmpty()) fault("goto leads nowhere", "name the id of a step");
            }
            case Step.Call(var called) -> {
                if (script.flow(called) == null) fault("there is no flow " + called, "write flows/" + called + ".yaml");
            }
            case Step.Return() -> {}
            case Step.Set(var name, var value) -> assign(name, value);
            case Step.Let(var name, var value) -> assign(name, value);
            case Step.Request request -> request(request);
            case Step.Message(var maxMs, var silenceMs) -> {
                range(maxMs, 1_000, 600_000, "max-ms");
                if (silenceMs != 0) range(silenceMs, 1_000, 60_000, "silence-ms");
            }
            case Step.Serve(var service) -> name(service);
        }
    }

    private static String word(String when) {
        if (when.isEmpty()) return "goto";
        return when.length() == 1 ? "choice " + when : when;
    }

    private void menu(Step.Menu menu) {
        ask(menu.ask(), "menu");
        if (menu.choices().isEmpty()) fault("the menu has no choices", "add choices: {1: id-of-a-step}");
        for (Step.Choice choice : menu.choices()) digit(choice.digit());
    }

    private void collect(Step.Collect collect) {
        ask(collect.ask(), "collect");
        Step.Field field = collect.field();
        name(field.into());
        range(field.min(), 1, 64, "min");
        range(field.max(), Math.max(1, field.min()), 64, "max");
        range(field.digitMs(), 500, 60_000, "digit-ms");
        if (field.terminator() != 0) digit(field.terminator());
        Step.Confirm confirm = collect.confirm();
        if (!confirm.asked()) return;
        exist(confirm.before());
        exist(confirm.after());
        spoken(Spoken.Kind.PHONE);
        digit(confirm.yes());
        digit(confirm.no());
        if (confirm.yes() == confirm.no()) fault("yes and no are the same key", "use 1 and 2");
    }

    private void branch(Step.Branch branch) {
        if (branch.cases().isEmpty()) fault("the branch has no cases", "add when: [{is: […], go: ID}]");
        for (Step.Case each : branch.cases()) {
            switch (each.test()) {
                case Step.Test.OneOf(var values) -> notEmpty(values, "is");
                case Step.Test.Prefix(var prefixes) -> notEmpty(prefixes, "prefix");
                case Step.Test.Range(var min, var max) -> {
                    if (min > max) fault("from is greater than to", "swap them");
                }
            }
        }
    }

    private void notEmpty(List<String> values, String word) {
        if (values.isEmpty()) fault(word + " has no value", "name at least one");
    }

    private void request(Step.Request request) {
        range(request.timeoutMs(), 100, 60_000, "timeout-ms");
        exist(request.prompts());
        range(request.send().size(), 0, FIELDS_MAX, "the number of values sent");
        range(request.want().size(), 0, FIELDS_MAX, "the number of values wanted");
        for (Named sent : request.send()) text(sent.value());
        for (Named wanted : request.want()) {
            name(wanted.name());
            boolean pointer = wanted.value().isEmpty() || wanted.value().startsWith("/");
            if (!pointer) fault("\"" + wanted.value() + "\" is no JSON pointer", "write /name/of/the/value");
        }
    }

    private void ask(Step.Ask ask, String word) {
        some(ask.prompts(), word);
        exist(ask.noInput());
        exist(ask.noMatch());
        range(ask.tries().max(), 1, 10, "tries");
        range(ask.tries().timeoutMs(), 500, 60_000, "timeout-ms");
    }

    private void assign(String name, String value) {
        name(name);
        text(value);
    }

    private void name(String name) {
        boolean plain = !name.isEmpty() && name.length() <= 64 && name.chars().noneMatch(c -> c <= ' ' || c == '}');
        if (!plain) fault("\"" + name + "\" is no attribute's name", "use letters, digits, hyphens and points");
        if (Step.BUILT_IN.contains(name)) fault(name + " is given by the call itself", "use another name");
    }

    /** Values that are named in a text. */
    private void text(String text) {
        if (text.length() > FlowRun.VALUE_MAX) fault("the text is too long", "write at most " + FlowRun.VALUE_MAX);
        for (int from = text.indexOf("${"); from >= 0; from = text.indexOf("${", from + 2)) {
            int to = text.indexOf('}', from);
            if (to <= from + 2) fault("\"" + text + "\" names no value", "write ${name}");
            if (to < 0) return;
        }
    }

    private void digit(char digit) {
        if (DIGITS.indexOf(digit) < 0) fault("no phone sends " + digit, "use 0 to 9, * or #");
    }

    private void some(List<String> played, String word) {
        if (played.isEmpty()) fault(word + " has no prompt", "name at least one");
        exist(played);
    }

    private void exist(List<String> played) {
        for (String item : played) {
            Spoken spoken = Spoken.of(item);
            if (spoken != null) {
                text(spoken.text());
                spoken(spoken.kind());
            } else if (!prompts.contains(item)) {
                fault("there is no prompt " + item, "put " + item + ".wav into prompts/, or name another");
            }
        }
    }

    /** All that any value could need, in every language that has a prompt at all. */
    private void spoken(Spoken.Kind kind) {
        for (Say.Language language : Say.Language.values()) {
            boolean spoken = language == Say.Language.ZH || prompts.contains("n0-en");
            TreeSet<String> missing = new TreeSet<>(spoken ? Say.all(language) : Set.of());
            missing.removeAll(prompts);
            if (!missing.isEmpty()) {
                String what = "to say a " + kind.word() + " the prompt " + missing.first() + " is missing";
                fault(
                        what + (missing.size() > 1 ? ", and " + (missing.size() - 1) + " more" : ""),
                        "run prompts/make.sh");
            }
        }
    }

    private void range(long value, long min, long max, String key) {
        if (value < min || value > max) fault(key + " is " + value, "write " + min + " to " + max);
    }

    private void jump(String target, String word) {
        if (flow.target(at, target) >= 0) return;
        if (target.isEmpty()) {
            fault("the flow ends here and the caller is left alone", "add a queue, hunt or hangup step");
        } else {
            fault(
                    word + " leads to " + target + ", and no step has that id",
                    "give a step the line \"id: " + target + "\"");
        }
    }

    private void fault(String what, String mend) {
        faults.add(new ScriptFault(flow.name(), at, what, mend, false));
    }
}
