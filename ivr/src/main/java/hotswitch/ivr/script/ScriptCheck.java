package hotswitch.ivr.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds everything because of which a caller could get stuck: lost jumps, missing prompts, circles, dead ends. */
public final class ScriptCheck {
    private static final String DIGITS = "0123456789*#ABCD";
    private final Script script;
    private final Set<String> prompts;
    private final List<ScriptFault> faults = new ArrayList<>();
    private Flow flow;
    private int at;

    private ScriptCheck(Script script) {
        this.script = script;
        this.prompts = new TreeSet<>(script.prompts());
    }

    /** All faults, in the order of flows and steps; empty if a caller can be let in. */
    public static List<ScriptFault> faults(Script script) {
        ScriptCheck check = new ScriptCheck(script);
        Set<String> names = new TreeSet<>();
        for (Flow flow : script.flows()) {
            check.flow(flow);
            if (!names.add(flow.name())) check.fault("there are two flows of this name", "rename one");
        }
        return check.faults;
    }

    private void flow(Flow checked) {
        flow = checked;
        at = -1;
        if (flow.steps().isEmpty() || flow.steps().size() > Flow.STEPS_MAX) {
            fault("it has " + flow.steps().size() + " steps", "write 1 to " + Flow.STEPS_MAX);
            return;
        }
        int before = faults.size();
        for (at = 0; at < flow.steps().size(); at++) {
            label(flow.steps().get(at).label());
            step(flow.steps().get(at).step());
        }
        if (faults.size() == before) ways();
    }

    private void label(String label) {
        if (label.isEmpty()) return;
        boolean plain = label.chars().allMatch(c -> c > ' ' && c < 127) && !label.equals("-");
        if (!plain) fault("the id \"" + label + "\" is no name", "use letters, digits and hyphens");
        if (flow.indexOf(label) != at) fault("the id " + label + " is already that of a step above", "rename one");
    }

    private void step(Step step) {
        switch (step) {
            case Step.Answer() -> next();
            case Step.Play(var played, var barge) -> {
                some(played, "play");
                next();
            }
            case Step.Menu menu -> menu(menu);
            case Step.Collect collect -> collect(collect);
            case Step.Hours(var schedule, var open, var closed) -> {
                if (!script.calendar().knows(schedule)) {
                    fault("the calendar has no schedule " + schedule, "define it in calendar.yaml, or say always");
                }
                jump(open, "open");
                jump(closed, "closed");
            }
            case Step.Queue(var queue, var priority) -> range(priority, 0, 100, "priority");
            case Step.Hunt() -> {}
            case Step.Hangup(var cause, var played) -> exist(played);
            case Step.Goto(var target) -> {
                if (target.isEmpty()) fault("goto leads nowhere", "name the id of a step");
                else jump(target, "goto");
            }
            case Step.Set(var name, var value) -> {
                name(name);
                next();
            }
        }
    }

    private void menu(Step.Menu menu) {
        ask(menu.ask(), "menu");
        if (menu.choices().isEmpty()) fault("the menu has no choices", "add choices: {1: id-of-a-step}");
        for (Step.Choice choice : menu.choices()) {
            if (DIGITS.indexOf(choice.digit()) < 0) fault("no phone sends " + choice.digit(), "use 0 to 9, * or #");
            jump(choice.target(), "choice " + choice.digit());
        }
    }

    private void collect(Step.Collect collect) {
        ask(collect.ask(), "collect");
        name(collect.into());
        range(collect.min(), 1, 64, "min");
        range(collect.max(), Math.max(1, collect.min()), 64, "max");
        if (collect.terminator() != 0 && DIGITS.indexOf(collect.terminator()) < 0) {
            fault("no phone sends " + collect.terminator(), "let the terminator be # or *");
        }
        next();
    }

    private void ask(Step.Ask ask, String word) {
        some(ask.prompts(), word);
        exist(ask.noInput());
        exist(ask.noMatch());
        range(ask.tries().max(), 1, 10, "tries");
        range(ask.tries().timeoutMs(), 500, 60_000, "timeout-ms");
        jump(ask.otherwise(), "otherwise");
    }

    private void name(String attribute) {
        boolean plain = !attribute.isEmpty() && attribute.length() <= 64 && attribute.indexOf(' ') < 0;
        if (!plain) fault("\"" + attribute + "\" is no attribute's name", "use letters, digits and hyphens");
    }

    private void some(List<String> played, String word) {
        if (played.isEmpty()) fault(word + " has no prompt", "name at least one");
        exist(played);
    }

    private void exist(List<String> played) {
        for (String prompt : played) {
            if (!prompts.contains(prompt)) {
                fault("there is no prompt " + prompt, "put " + prompt + ".wav into prompts/, or name another");
            }
        }
    }

    private void range(long value, long min, long max, String key) {
        if (value < min || value > max) fault(key + " is " + value, "write " + min + " to " + max);
    }

    private void next() {
        if (flow.target(at, "") < 0) {
            fault("the flow ends here and the caller is left alone", "add a queue, hunt or hangup step");
        }
    }

    private void jump(String target, String word) {
        if (flow.target(at, target) >= 0) return;
        if (target.isEmpty()) next();
        else
            fault(
                    word + " leads to " + target + ", and no step has that id",
                    "give a step the line \"id: " + target + "\"");
    }

    /** Only after all jumps resolve. */
    private void ways() {
        for (int step : Ways.unreached(flow)) {
            at = step;
            fault("nothing leads to this step", "give it an id and jump there, or remove it");
        }
        int circle = Ways.silentCircle(flow);
        if (circle >= 0) {
            at = circle;
            fault(
                    "a caller who presses nothing comes back here for ever",
                    "let the flow go on to a queue, hunt or hangup step");
        }
    }

    private void fault(String what, String mend) {
        faults.add(new ScriptFault(flow.name(), at, what, mend));
    }
}
