package hotswitch.ivr.picture;

import hotswitch.acd.flow.Named;
import hotswitch.ivr.script.Step;
import java.util.List;
import java.util.Locale;

/** What stands in the box of a step. */
final class Captions {
    private static final int CHARS_MAX = 44;

    private Captions() {}

    static String of(Step step) {
        return cut(
                switch (step) {
                    case Step.Answer() -> "answer";
                    case Step.Play(var prompts, var barge) -> "play " + list(prompts);
                    case Step.Menu(var ask, var choices) -> "menu " + list(ask.prompts());
                    case Step.Collect c ->
                        "collect " + c.field().into() + (c.confirm().asked() ? ", confirmed" : "");
                    case Step.Hours(var schedule, var open, var closed) -> "hours " + schedule;
                    case Step.Branch branch -> "branch " + subject(branch.subject());
                    case Step.Queue queue -> "queue " + queue.queue();
                    case Step.Hunt() -> "hunt: the backup lines";
                    case Step.Hangup(var cause, var prompts) -> "hangup " + cause;
                    case Step.Goto(var target) -> "goto";
                    case Step.Call(var flow) -> "call the flow " + flow;
                    case Step.Return() -> "return";
                    case Step.Set(var name, var value) -> "set " + name + " = " + value;
                    case Step.Let(var name, var value) -> "let " + name + " = " + value;
                    case Step.Request request -> "http " + request.target() + wanted(request.want());
                    case Step.Message(var maxMs, var silenceMs) -> "message of " + maxMs / 1_000 + " s at the most";
                    case Step.Serve(var service) -> "served " + service;
                });
    }

    private static String subject(Step.Subject subject) {
        return switch (subject) {
            case Step.Subject.Value(var name) -> name;
            case Step.Subject.OfQueue(var figure, var queue) ->
                figure.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " of " + queue;
        };
    }

    private static String wanted(List<Named> want) {
        return want.isEmpty()
                ? ""
                : " → " + String.join(", ", want.stream().map(Named::name).toList());
    }

    private static String list(List<String> items) {
        return String.join(" ", items);
    }

    static String cut(String text) {
        return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX - 1) + "…";
    }

    /** Pixels at 13 px; a wide character counts twice. */
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i++) width += text.charAt(i) > 0x2E7F ? 14 : 8;
        return width;
    }
}
