package hotswitch.ivr.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.flow.QueueWords;
import hotswitch.ivr.say.Say;
import hotswitch.ivr.say.Say.Language;
import hotswitch.ivr.say.WaitTime;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.ScriptWriter;
import hotswitch.ivr.script.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InQueueTest {
    private static String heard(List<String> more, String language, QueueWords words) {
        List<String> prompts = new ArrayList<>(Caller.PROMPTS);
        prompts.addAll(more);
        Flow main = new Flow("main", List.of(Caller.line(new Step.Hangup("NORMAL", List.of()))));
        Flows flows = new Flows();
        flows.load("v1", ScriptWriter.write(new Script(Caller.CALENDAR, prompts, List.of(main))));
        return String.join(" ", flows.inQueue("v1", language, words));
    }

    private static final QueueWords BOTH = new QueueWords("you-are", 12, "in-line", 300_000);

    @Test
    void positionAndExpectedWait() {
        assertEquals("you-are n12 in-line wait-about n5 wait-minutes", heard(List.of(), "", BOTH));
        assertEquals("n1", heard(List.of(), "", new QueueWords("", 1, "", -1)));
        assertEquals("wait-short", heard(List.of(), "", new QueueWords("you-are", 0, "in-line", 59_999)));
        assertEquals("", heard(List.of(), "", new QueueWords("you-are", 0, "in-line", -1)));
    }

    @Test
    void inEnglishWhereAllOfItIsThere() {
        assertEquals("you-are n12 in-line wait-about n5 wait-minutes", heard(List.of("you-are-en"), "en", BOTH));
        List<String> english = new ArrayList<>(List.of("you-are-en", "in-line-en"));
        english.addAll(Say.all(Language.EN));
        english.addAll(WaitTime.pieces(Language.EN));
        assertEquals("you-are-en n12-en in-line-en wait-about-en n5-en wait-minutes-en", heard(english, "en", BOTH));
    }
}
