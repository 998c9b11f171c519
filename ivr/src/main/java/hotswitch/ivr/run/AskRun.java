package hotswitch.ivr.run;

import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import hotswitch.ivr.script.Spoken;
import hotswitch.ivr.script.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What menus and digit collection share. Phases: PROMPT → AWAIT → (PROMPT again | CONFIRM_PROMPT → CONFIRM_AWAIT |
 * STORE | away).
 */
final class AskRun {
    private static final int PROMPT = 1;
    private static final int AWAIT = 2;
    private static final int STORE = 3;
    private static final int CONFIRM_PROMPT = 4;
    private static final int CONFIRM_AWAIT = 5;
    private final Walk walk;
    private final FlowRun run;
    private final Step.Ask ask;

    AskRun(Walk walk, FlowRun run, Step.Ask ask) {
        this.walk = walk;
        this.run = run;
        this.ask = ask;
    }

    FlowStep ask() {
        return prompt(ask.prompts());
    }

    /** The prompts are over, or broken: listen. */
    FlowStep promptEnded() {
        if (run.phase != PROMPT && run.phase != CONFIRM_PROMPT) return Walk.IGNORE;
        return await(ask.tries().timeoutMs());
    }

    FlowStep await(long timeoutMs) {
        run.phase = confirms() ? CONFIRM_AWAIT : AWAIT;
        return new FlowStep.Await(timeoutMs);
    }

    FlowStep noInput() {
        return again(ask.noInput());
    }

    FlowStep noMatch() {
        return again(ask.noMatch());
    }

    /** The caller says that the digits are wrong. */
    FlowStep corrected() {
        return again(List.of());
    }

    FlowStep go(String label) {
        return walk.go(label);
    }

    /** A digit that comes now counts. */
    boolean listens() {
        return awaits() || ((run.phase == PROMPT || run.phase == CONFIRM_PROMPT) && ask.bargeIn());
    }

    boolean awaits() {
        return run.phase == AWAIT || run.phase == CONFIRM_AWAIT;
    }

    boolean confirms() {
        return run.phase == CONFIRM_PROMPT || run.phase == CONFIRM_AWAIT;
    }

    String digits() {
        return run.digits;
    }

    void keep(char digit) {
        run.digits += digit;
    }

    FlowStep confirm(Step.Confirm confirm) {
        List<String> prompts = new ArrayList<>(confirm.before());
        prompts.add(new Spoken(Spoken.Kind.PHONE, run.digits).item());
        prompts.addAll(confirm.after());
        return play(CONFIRM_PROMPT, prompts);
    }

    FlowStep store(Step.Field field) {
        if (field.secret()) {
            run.keep(field.into(), run.digits);
            return walk.go("");
        }
        run.phase = STORE;
        return new FlowStep.SetAttribute(field.into(), run.digits);
    }

    boolean stores() {
        return run.phase == STORE;
    }

    private FlowStep again(List<String> complaint) {
        run.tries++;
        if (run.tries >= ask.tries().max()) return walk.go(ask.otherwise());
        List<String> prompts = new ArrayList<>(complaint);
        prompts.addAll(ask.prompts());
        return prompt(prompts);
    }

    private FlowStep prompt(List<String> prompts) {
        run.digits = "";
        return play(PROMPT, prompts);
    }

    /** Where nothing can be said it listens at once. */
    private FlowStep play(int phase, List<String> prompts) {
        run.phase = phase;
        List<String> names = walk.values.prompts(prompts);
        return names.isEmpty() ? await(ask.tries().timeoutMs()) : new FlowStep.Play(names, ask.bargeIn());
    }
}
