package hotswitch.ivr.say;

import hotswitch.ivr.say.Say.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * How long somebody will wait, as people say it: less than a minute, about so many minutes (by fives from ten on, by
 * tens from half an hour on), more than an hour.
 */
public final class WaitTime {
    private static final long MINUTE_MS = 60_000;
    private static final int HOUR = 60;

    private WaitTime() {}

    /** The prompts without the numbers. */
    public static List<String> pieces(Language language) {
        return switch (language) {
            case ZH -> List.of("wait-about", "wait-long", "wait-minutes", "wait-short", "say-liang");
            case EN -> List.of("wait-about-en", "wait-long-en", "wait-minute-en", "wait-minutes-en", "wait-short-en");
        };
    }

    public static List<String> prompts(Language language, long ms) {
        long minutes = rounded(ms);
        String end = language == Language.EN ? "-en" : "";
        if (minutes == 0 || minutes > HOUR) return List.of((minutes == 0 ? "wait-short" : "wait-long") + end);
        List<String> out = new ArrayList<>(List.of("wait-about" + end));
        if (language == Language.ZH && minutes == 2) out.add("say-liang");
        else out.addAll(Say.number(language, minutes));
        out.add((language == Language.EN && minutes == 1 ? "wait-minute" : "wait-minutes") + end);
        return List.copyOf(out);
    }

    /** Whole minutes; 0: less than one. */
    private static long rounded(long ms) {
        if (ms < MINUTE_MS) return 0;
        long minutes = nearest(ms, 1);
        if (minutes > 10) minutes = nearest(ms, 5);
        return minutes > 30 ? nearest(ms, 10) : minutes;
    }

    private static long nearest(long ms, int step) {
        return (ms + MINUTE_MS * step / 2) / (MINUTE_MS * step) * step;
    }
}
