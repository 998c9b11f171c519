package hotswitch.ivr.script;

import hotswitch.acd.flow.CentreSight.Figure;
import hotswitch.acd.flow.Named;
import java.util.ArrayList;
import java.util.List;

/** Steps as the words of their canonical line, and back. */
final class StepText {
    private StepText() {}

    static void write(Step step, ScriptWriter out) {
        switch (step) {
            case Step.Answer() -> out.put("do", "answer");
            case Step.Play(var prompts, var barge) ->
                out.put("do", "play").list("prompts", prompts).flag("barge", barge);
            case Step.Menu(var ask, var choices) -> {
                ask(ask, out.put("do", "menu"));
                for (var choice : choices) out.put("on" + choice.digit(), choice.target());
            }
            case Step.Collect collect -> collect(collect, out);
            case Step.Hours(var name, var open, var closed) ->
                out.put("do", "hours").put("schedule", name).put("open", open).put("closed", closed);
            case Step.Branch branch -> branch(branch, out);
            case Step.Queue queue ->
                out.put("do", "queue").put("queue", queue.queue()).put("priority", queue.priority());
            case Step.Hunt() -> out.put("do", "hunt");
            case Step.Hangup(var cause, var prompts) ->
                out.put("do", "hangup").put("cause", cause).list("prompts", prompts);
            case Step.Goto(var target) -> out.put("do", "goto").put("to", target);
            case Step.Call(var flow) -> out.put("do", "call").put("flow", flow);
            case Step.Return() -> out.put("do", "return");
            case Step.Set(var name, var value) ->
                out.put("do", "set").put("name", name).put("value", value);
            case Step.Let(var name, var value) ->
                out.put("do", "let").put("name", name).put("value", value);
            case Step.Request request -> request(request, out);
            case Step.Message(var maxMs, var silenceMs) ->
                out.put("do", "message").put("max", maxMs).put("silence", silenceMs);
            case Step.Serve(var service) -> out.put("do", "served").put("service", service);
        }
    }

    static Step read(Fields in) {
        return switch (in.text("do")) {
            case "answer" -> new Step.Answer();
            case "play" -> new Step.Play(in.list("prompts"), in.flag("barge"));
            case "menu" -> new Step.Menu(ask(in), choices(in));
            case "collect" -> collect(in);
            case "hours" -> new Step.Hours(in.text("schedule"), in.text("open"), in.text("closed"));
            case "branch" -> branch(in);
            case "queue" -> new Step.Queue(in.text("queue"), in.number("priority"));
            case "hunt" -> new Step.Hunt();
            case "hangup" -> new Step.Hangup(in.text("cause"), in.list("prompts"));
            case "goto" -> new Step.Goto(in.text("to"));
            case "call" -> new Step.Call(in.text("flow"));
            case "return" -> new Step.Return();
            case "set" -> new Step.Set(in.text("name"), in.text("value"));
            case "let" -> new Step.Let(in.text("name"), in.text("value"));
            case "request" ->
                new Step.Request(
                        in.text("target"),
                        named(in.list("send")),
                        named(in.list("want")),
                        in.big("timeout"),
                        in.list("prompts"),
                        in.text("failed"));
            case "message" -> new Step.Message(in.big("max"), in.big("silence"));
            case "served" -> new Step.Serve(in.text("service"));
            default -> throw new IllegalArgumentException("flows: step " + in.text("do"));
        };
    }

    private static void ask(Step.Ask ask, ScriptWriter out) {
        out.list("prompts", ask.prompts())
                .flag("barge", ask.bargeIn())
                .list("noinput", ask.noInput())
                .list("nomatch", ask.noMatch())
                .put("tries", ask.tries().max())
                .put("timeout", ask.tries().timeoutMs())
                .put("otherwise", ask.otherwise());
    }

    private static Step.Ask ask(Fields in) {
        return new Step.Ask(
                in.list("prompts"),
                in.flag("barge"),
                in.list("noinput"),
                in.list("nomatch"),
                new Step.Tries(in.number("tries"), in.big("timeout")),
                in.text("otherwise"));
    }

    private static List<Step.Choice> choices(Fields in) {
        List<Step.Choice> choices = new ArrayList<>();
        for (String key : in.keys()) {
            if (key.length() == 3 && key.startsWith("on")) choices.add(new Step.Choice(key.charAt(2), in.text(key)));
        }
        return List.copyOf(choices);
    }

    private static void collect(Step.Collect c, ScriptWriter out) {
        ask(c.ask(), out.put("do", "collect"));
        out.put("into", c.field().into())
                .put("min", c.field().min())
                .put("max", c.field().max())
                .put("end", text(c.field().terminator()))
                .put("digit", c.field().digitMs())
                .flag("secret", c.field().secret())
                .list("before", c.confirm().before())
                .list("after", c.confirm().after())
                .put("yes", text(c.confirm().yes()))
                .put("no", text(c.confirm().no()));
    }

    private static Step collect(Fields in) {
        Step.Field field = new Step.Field(
                in.text("into"),
                in.number("min"),
                in.number("max"),
                in.digit("end"),
                in.big("digit"),
                in.flag("secret"));
        Step.Confirm confirm = new Step.Confirm(in.list("before"), in.list("after"), in.digit("yes"), in.digit("no"));
        return new Step.Collect(ask(in), field, confirm);
    }

    /** The n-th case: {@code testN}, its kind and values, and {@code goN}. */
    private static void branch(Step.Branch branch, ScriptWriter out) {
        out.put("do", "branch");
        switch (branch.subject()) {
            case Step.Subject.Value(var name) -> out.put("on", name);
            case Step.Subject.OfQueue(var figure, var queue) ->
                out.put("figure", figure.name()).put("queue", queue);
        }
        int n = 0;
        for (Step.Case each : branch.cases()) {
            out.list("test" + n, words(each.test())).put("go" + n, each.target());
            n++;
        }
        out.put("cases", n).put("otherwise", branch.otherwise());
    }

    private static List<String> words(Step.Test test) {
        List<String> words = new ArrayList<>();
        switch (test) {
            case Step.Test.OneOf(var values) -> {
                words.add("is");
                words.addAll(values);
            }
            case Step.Test.Prefix(var prefixes) -> {
                words.add("prefix");
                words.addAll(prefixes);
            }
            case Step.Test.Range(var min, var max) -> {
                words.add("range");
                words.add(Long.toString(min));
                words.add(Long.toString(max));
            }
        }
        return words;
    }

    private static Step branch(Fields in) {
        Step.Subject subject = in.has("on")
                ? new Step.Subject.Value(in.text("on"))
                : new Step.Subject.OfQueue(Figure.valueOf(in.text("figure")), in.text("queue"));
        List<Step.Case> cases = new ArrayList<>();
        for (int n = 0; n < in.number("cases"); n++) {
            cases.add(new Step.Case(test(in.list("test" + n)), in.text("go" + n)));
        }
        return new Step.Branch(subject, List.copyOf(cases), in.text("otherwise"));
    }

    private static Step.Test test(List<String> words) {
        List<String> values = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "is" -> new Step.Test.OneOf(List.copyOf(values));
            case "prefix" -> new Step.Test.Prefix(List.copyOf(values));
            case "range" -> new Step.Test.Range(Long.parseLong(values.get(0)), Long.parseLong(values.get(1)));
            default -> throw new IllegalArgumentException("flows: test " + words);
        };
    }

    private static void request(Step.Request request, ScriptWriter out) {
        out.put("do", "request")
                .put("target", request.target())
                .list("send", flat(request.send()))
                .list("want", flat(request.want()))
                .put("timeout", request.timeoutMs())
                .list("prompts", request.prompts())
                .put("failed", request.failed());
    }

    private static List<String> flat(List<Named> pairs) {
        List<String> flat = new ArrayList<>();
        for (Named pair : pairs) {
            flat.add(pair.name());
            flat.add(pair.value());
        }
        return flat;
    }

    private static List<Named> named(List<String> flat) {
        List<Named> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) pairs.add(new Named(flat.get(i), flat.get(i + 1)));
        return List.copyOf(pairs);
    }

    private static String text(char digit) {
        return digit == 0 ? "" : String.valueOf(digit);
    }
}
