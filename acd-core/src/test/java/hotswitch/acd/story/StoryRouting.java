package hotswitch.acd.story;

import hotswitch.acd.config.CallersConfig.CallerRule;
import hotswitch.acd.config.ChannelsConfig;
import hotswitch.acd.config.QueueDuty;
import hotswitch.acd.config.QueueDuty.WrapUp;
import hotswitch.acd.config.QueueRouting;
import hotswitch.acd.config.QueueRouting.Preference;
import hotswitch.acd.config.QueueRouting.Relaxation;
import hotswitch.acd.config.QueueRouting.Score;
import java.util.ArrayList;
import java.util.List;

/** How a queue's calls find their agents: the rest of a story's line "queue …". */
final class StoryRouting {
    private StoryRouting() {}

    static QueueRouting queue(Words w) {
        Score usual = Score.USUAL;
        return new QueueRouting(
                w.at(1),
                StoryConfig.skills(w.text("prefers", "")),
                relax(w.text("relax", "")),
                new Score(
                        w.number("weight", usual.weight()),
                        w.number("per-priority", usual.perPriority()),
                        w.number("ageing", usual.perSecond())),
                new Preference(w.number("last", 0), w.number("patience", 0)),
                new QueueDuty(
                        w.small("rings", 1),
                        w.has("auto"),
                        new WrapUp(w.number("extend", 0), w.small("extensions", 0)),
                        w.text("channel", ChannelsConfig.VOICE)),
                w.small("failed-transfer", QueueRouting.FAILED_PRIORITY));
    }

    /** "caller 1380* vip priority=3". */
    static CallerRule caller(Words w) {
        String number = w.at(1);
        boolean prefix = number.endsWith("*");
        String digits = prefix ? number.substring(0, number.length() - 1) : number;
        return new CallerRule(digits, prefix, w.at(2), w.small("priority", 0));
    }

    /** "10000/appeals:1;20000/advice:1,hakka:1/waives". */
    private static List<Relaxation> relax(String text) {
        List<Relaxation> steps = new ArrayList<>();
        for (String step : text.isEmpty() ? new String[0] : text.split(";")) {
            String[] parts = step.split("/");
            steps.add(new Relaxation(Long.parseLong(parts[0]), StoryConfig.skills(parts[1]), parts.length > 2));
        }
        return List.copyOf(steps);
    }
}
