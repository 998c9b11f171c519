package hotswitch.ivr.run;

import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import hotswitch.ivr.script.Step;
import java.util.ArrayList;
import java.util.List;

/** What menus and digit collection share. Phases: PROMPT → AWAIT → (PROMPT again | STORE | away). */
final class AskRun {
    private static final int PROMPT = 1;
    private static final int AWAIT = 2;
    private static final int STORE = 3;
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
        return run.phase == PROMPT ? await() : Walk.IGNORE;
    }

    FlowStep await() {
        run.phase = AWAIT;
        return new FlowStep.Await(ask.tries().timeoutMs());
    }

    FlowStep noInput() {
        return again(ask.noInput());
    }

    FlowStep noMatch() {
        return again(ask.noMatch());
    }

    FlowStep go(String label) {
        return walk.go(label);
    }

    /** A digit that comes now counts. */
    boolean listens() {
        return run.phase == AWAIT || (run.phase == PROMPT && ask.bargeIn());
    }

    boolean awaits() {
        return run.phase == AWAIT;
    }

    String digits() {
        return run.digits;
    }

    void keep(char digit) {
        run.digits += digit;
    }

    FlowStep store(String attribute) {
        run.phase = STORE;
        return new FlowStep.SetAttribute(attribute, run.digits);
    }

    boolean stores() {
        return run.phase == STORE;
    }

    private FlowStep again(List<String> complaint) {
        run.tries++;
        if (run.tries >= ask.tries().max()) return walk.go(ask.otherwise());
        List<String> prompts = new ArrayList<>(complaint);
        prompts.addAll(ask.prompts());
        return prompt(List.copyOf(prompts));
    }

    private FlowStep prompt(List<String> prompts) {
        run.phase = PROMPT;
        run.digits = "";
        return new FlowStep.Play(prompts, ask.bargeIn());
    }
}
