package hotswitch.ivr.run;

import hotswitch.acd.flow.QueueWords;
import hotswitch.ivr.say.Say;
import hotswitch.ivr.say.Say.Language;
import hotswitch.ivr.say.WaitTime;
import hotswitch.ivr.script.Script;
import java.util.ArrayList;
import java.util.List;

/** What a waiting caller is told: in English where all of it can be said so, else in Mandarin. */
final class InQueue {
    private InQueue() {}

    static List<String> prompts(Script script, String language, QueueWords words) {
        if (Say.language(language) == Language.EN) {
            List<String> english = prompts(Language.EN, words);
            if (script.prompts().containsAll(english)) return english;
        }
        return prompts(Language.ZH, words);
    }

    private static List<String> prompts(Language language, QueueWords words) {
        List<String> out = new ArrayList<>();
        if (words.position() > 0) {
            text(language, words.before(), out);
            out.addAll(Say.number(language, words.position()));
            text(language, words.after(), out);
        }
        if (words.expectedMs() >= 0) out.addAll(WaitTime.prompts(language, words.expectedMs()));
        return List.copyOf(out);
    }

    private static void text(Language language, String prompt, List<String> out) {
        if (!prompt.isEmpty()) out.add(language == Language.EN ? prompt + "-en" : prompt);
    }
}
