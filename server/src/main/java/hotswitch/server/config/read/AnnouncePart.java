package hotswitch.server.config.read;

import hotswitch.acd.config.CentreConfig.Announcements;
import hotswitch.ivr.prompt.PromptNames;
import hotswitch.ivr.say.Say.Language;
import hotswitch.ivr.say.WaitTime;
import hotswitch.server.config.text.Place;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlMap;
import java.util.ArrayList;
import java.util.List;

/** What those who wait in a queue of {@code queues.yaml} hear. */
final class AnnouncePart {
    private static final long DAY_MS = 86_400_000L;
    private static final long EVERY_MIN_MS = 5_000;

    private AnnouncePart() {}

    static Announcements read(Reading reading, YamlMap queue) {
        YamlMap map = queue.map("announce");
        long everyMs = map.number("every-ms", 0, 0, DAY_MS);
        boolean expected = map.flag("expected-wait", false);
        if (everyMs > 0) {
            if (everyMs < EVERY_MIN_MS) {
                String what = map.pathOf("every-ms") + " is " + everyMs;
                reading.faults().add(map.place("every-ms"), what, "write 5000 or more, or 0 for none", "播报间隔过短");
            }
            numbersSpoken(reading, map.place("every-ms"));
        }
        if (expected) expectedSpoken(reading, map, everyMs);
        String music = QueuesFile.prompt(reading, queue, "music", "music");
        String before = QueuesFile.prompt(reading, map, "before", "");
        return new Announcements(music, everyMs, before, QueuesFile.prompt(reading, map, "after", ""), expected);
    }

    /** One fault for all numbers that cannot be spoken. */
    private static void numbersSpoken(Reading reading, Place place) {
        List<String> names = new ArrayList<>();
        for (int n = 1; n <= PromptNames.SPOKEN_MAX; n++) names.add(PromptNames.ofNumber(n));
        List<String> missing = missing(reading, names);
        if (missing.isEmpty()) return;
        String some = String.join(", ", missing.subList(0, Math.min(5, missing.size())));
        String what = "the position cannot be spoken: " + missing.size() + " prompts are missing (" + some + ", …)";
        reading.faults().add(place, what, "put n1.wav to n99.wav into prompts/, or write every-ms: 0", "缺少数字语音文件");
    }

    private static void expectedSpoken(Reading reading, YamlMap map, long everyMs) {
        Place place = map.place("expected-wait");
        if (everyMs == 0) {
            String what = map.pathOf("expected-wait") + " is true, and every-ms is 0: it is never told";
            reading.faults().add(place, what, "write every-ms: 30000, or leave it out", "未设置播报间隔");
        }
        List<String> missing = missing(reading, WaitTime.pieces(Language.ZH));
        if (!missing.isEmpty()) {
            String what =
                    "the expected wait cannot be spoken: prompts are missing (" + String.join(", ", missing) + ")";
            reading.faults().add(place, what, "put them into prompts/, or leave expected-wait out", "缺少等待时长语音文件");
        }
    }

    private static List<String> missing(Reading reading, List<String> names) {
        return names.stream()
                .filter(name -> !reading.references().knows(Kind.PROMPT, name))
                .toList();
    }
}
