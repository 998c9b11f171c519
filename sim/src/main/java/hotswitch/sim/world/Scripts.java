package hotswitch.sim.world;

import hotswitch.acd.flow.CentreSight.Figure;
import hotswitch.acd.flow.Named;
import hotswitch.ivr.script.Calendar;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.ScriptWriter;
import hotswitch.ivr.script.Step;
import hotswitch.sim.Dice;
import hotswitch.sim.Options;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The flows of a life: straight into a queue, a menu, the backup lines, out of hours. */
final class Scripts {
    private static final List<String> PROMPTS =
            List.of("notice", "menu", "enter", "no-input", "no-match", "goodbye", "connecting");
    private final Options options;
    private final Dice dice;
    private final Demand demand;
    private final boolean answers;

    Scripts(Options options, Dice dice, boolean answers) {
        this.options = options;
        this.dice = dice;
        this.demand = new Demand(options);
        this.answers = answers;
    }

    String text() {
        List<Flow> flows = new ArrayList<>();
        for (int i = 1; i <= options.size().queues(); i++) {
            flows.add(straight(i));
        }
        flows.add(menu());
        flows.add(service());
        if (dice.chance(0.5)) {
            flows.add(survey());
        }
        flows.add(new Flow("lines", List.of(line(new Step.Answer()), line(new Step.Hunt()))));
        flows.add(new Flow(
                "closed", List.of(line(new Step.Answer()), line(new Step.Hangup("CLOSED", List.of("goodbye"))))));
        Calendar calendar = new Calendar(ZoneId.of("Asia/Shanghai"), List.of(), List.of(), List.of());
        List<Script.After> after = flows.stream().anyMatch(f -> f.name().equals("survey")) ? after() : List.of();
        return ScriptWriter.write(new Script(calendar, PROMPTS, flows, after));
    }

    private Flow straight(int queue) {
        List<Flow.Line> steps = new ArrayList<>();
        if (answers && dice.chance(0.8)) {
            steps.add(line(new Step.Answer()));
            if (dice.chance(0.5)) {
                steps.add(line(new Step.Play(List.of("notice"), dice.chance(0.5))));
            }
        }
        String dnis = Integer.toString(Rules.FIRST_NUMBER - 1 + queue);
        demand.needs(dnis)
                .forEach((skill, level) -> steps.add(line(new Step.Set("skill." + skill, Integer.toString(level)))));
        steps.add(line(new Step.Queue("q" + queue, demand.priority(dnis))));
        return new Flow("to-q" + queue, steps);
    }

    private Flow menu() {
        List<Step.Choice> choices = new ArrayList<>();
        List<Flow.Line> ends = new ArrayList<>();
        int priority = demand.priority(Rules.MENU_NUMBER);
        for (int i = 1; i <= options.size().queues(); i++) {
            choices.add(new Step.Choice((char) ('0' + i), "q" + i));
            ends.add(new Flow.Line("q" + i, new Step.Queue("q" + i, priority)));
        }
        choices.add(new Step.Choice('9', "number"));
        List<Flow.Line> steps = new ArrayList<>();
        steps.add(line(new Step.Answer()));
        steps.add(line(new Step.Menu(ask("menu", "q1"), choices)));
        steps.add(new Flow.Line(
                "number",
                new Step.Collect(
                        ask("enter", "q1"), new Step.Field("case", 1, 4, '#', 3_000, false), Step.Confirm.NONE)));
        steps.add(line(new Step.Set("asked", "yes")));
        steps.add(line(new Step.Call("service")));
        steps.addAll(ends);
        return new Flow("menu", steps);
    }

    private List<Script.After> after() {
        return List.of(new Script.After("", "q1", "survey"), new Script.After(Rules.MENU_NUMBER, "", "survey"));
    }

    /** Self-service before the menu's queues: a request, a branch on its answer, a message. */
    private Flow service() {
        var range = new Step.Case(new Step.Test.Range(1, Long.MAX_VALUE), "message");
        var found = new Step.Case(new Step.Test.OneOf(List.of("done")), "served");
        List<Named> want = List.of(new Named("state", "/state"));
        List<Named> send = List.of(new Named("case", "${case}"));
        return new Flow(
                "service",
                List.of(
                        line(new Step.Let("asked", "${ani}")),
                        line(new Step.Request(
                                "progress", send, want, dice.between(500, 4_000), List.of("notice"), "out")),
                        line(new Step.Branch(new Step.Subject.Value("state"), List.of(found), "")),
                        line(new Step.Branch(new Step.Subject.OfQueue(Figure.WAITING, "q1"), List.of(range), "out")),
                        new Flow.Line("served", new Step.Serve("progress")),
                        line(new Step.Hangup("SERVED", List.of("goodbye"))),
                        new Flow.Line("message", new Step.Message(dice.between(1_000, 20_000), 2_000)),
                        new Flow.Line("out", new Step.Return())));
    }

    private Flow survey() {
        List<Step.Choice> choices = List.of(new Step.Choice('1', ""), new Step.Choice('2', "end"));
        return new Flow(
                "survey",
                List.of(
                        line(new Step.Menu(ask("menu", "end"), choices)),
                        line(new Step.Set("satisfaction", "1")),
                        new Flow.Line("end", new Step.Hangup("RATED", List.of()))));
    }

    private Step.Ask ask(String prompt, String otherwise) {
        return new Step.Ask(
                List.of(prompt),
                dice.chance(0.7),
                List.of("no-input"),
                List.of("no-match"),
                new Step.Tries(dice.between(1, 3), dice.between(500, 6_000)),
                otherwise);
    }

    private static Flow.Line line(Step step) {
        return new Flow.Line("", step);
    }
}
