package hotswitch.ivr.run;

import hotswitch.acd.flow.CentreSight;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.Named;
import hotswitch.ivr.say.Say;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.Spoken;
import hotswitch.ivr.script.Step;
import java.util.ArrayList;
import java.util.List;

/** What a flow reads at this moment: variables before attributes, and texts and prompts made of them. */
final class Values {
    /** The attribute that says in which language prompts are played, {@code en} for {@code notice-en}. */
    static final String LANGUAGE = "language";
    /** A sentence has so many prompts at the most. */
    private static final int PROMPTS_MAX = 64;

    private final Script script;
    private FlowRun run;
    private CentreSight sight;

    Values(Script script) {
        this.script = script;
    }

    /** Of this run from now on. */
    void of(FlowRun next, CentreSight seen) {
        run = next;
        sight = seen;
    }

    /** "" if there is none of this name. */
    String read(String name) {
        return switch (name) {
            case "ani" -> run.ani;
            case "dnis" -> run.dnis;
            case "emergency" -> sight.emergency() ? "on" : "off";
            case "surge" -> sight.surge() ? "on" : "off";
            default -> {
                String variable = run.variable(name);
                yield variable == null ? sight.attribute(name) : variable;
            }
        };
    }

    String of(Step.Subject subject) {
        return switch (subject) {
            case Step.Subject.Value(var name) -> read(name);
            case Step.Subject.OfQueue(var figure, var queue) -> Long.toString(sight.figure(figure, queue));
        };
    }

    /** The text with every {@code ${name}} replaced. */
    String expand(String text) {
        int from = text.indexOf("${");
        if (from < 0) return text;
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (from >= 0) {
            int to = text.indexOf('}', from);
            if (to < 0) break;
            out.append(text, at, from).append(read(text.substring(from + 2, to)));
            at = to + 1;
            from = text.indexOf("${", at);
        }
        return FlowRun.cut(out.append(text.substring(at)).toString());
    }

    List<Named> expand(List<Named> pairs) {
        List<Named> expanded = new ArrayList<>();
        for (Named pair : pairs) expanded.add(new Named(pair.name(), expand(pair.value())));
        return List.copyOf(expanded);
    }

    /** Names of prompts in the caller's language; a value that cannot be spoken is left out. */
    List<String> prompts(List<String> items) {
        String language = read(LANGUAGE);
        List<String> names = new ArrayList<>();
        for (String item : items) {
            Spoken spoken = Spoken.of(item);
            if (spoken == null) names.add(inLanguage(item, language));
            else names.addAll(Say.prompts(spoken.kind(), expand(spoken.text()), Say.language(language)));
        }
        return List.copyOf(names.size() > PROMPTS_MAX ? names.subList(0, PROMPTS_MAX) : names);
    }

    /** Where there is none of this language, the one that has no language. */
    private String inLanguage(String prompt, String language) {
        String translated = prompt + "-" + language;
        return !language.isEmpty() && script.prompts().contains(translated) ? translated : prompt;
    }
}
