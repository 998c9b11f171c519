package hotswitch.server.config.read;

import hotswitch.server.config.text.Faults;
import hotswitch.server.config.text.Place;
import hotswitch.server.config.text.YamlMap;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Small languages inside a value: names, numbers to dial, lists, addresses. */
public final class Words {
    private static final String SESSION_TIMER = "session-timer-s";

    private Words() {}

    /** Letters of any script, digits, hyphen and underscore; 64 at the most. */
    public static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= 64
                && text.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }

    public static void name(String text, String what, Place place, Faults faults) {
        if (isName(text)) return;
        faults.add(
                place,
                "the " + what + " \"" + text + "\" is no name",
                "use letters, digits and hyphens, 64 at the most",
                "名称无效");
    }

    public static boolean isNumber(String text) {
        String digits = text.startsWith("+") ? text.substring(1) : text;
        return !digits.isEmpty()
                && digits.length() <= 32
                && digits.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '*' || c == '#');
    }

    public static void number(String text, Place place, Faults faults) {
        if (isNumber(text)) return;
        faults.add(
                place, "\"" + text + "\" is no telephone number", "use digits only, perhaps with + in front", "号码无效");
    }

    public static boolean isAddress(String text) {
        try {
            return InetAddress.ofLiteral(text).getHostAddress() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Parts between semicolons (the Chinese one too), stripped, without empty ones. */
    public static void parts(String text, Consumer<String> each) {
        for (String part : text.split("[;；]")) {
            if (!part.isBlank()) each.accept(part.strip());
        }
    }

    /** {@code session-timer-s}: seconds that RFC 4028 §5 allows, or 0 for none. */
    static int sessionTimer(YamlMap map) {
        int seconds = map.integer(SESSION_TIMER, 1_800, 0, 86_400);
        if (seconds == 0 || seconds >= 90) return seconds;
        map.get(SESSION_TIMER).fault("is " + seconds, "write 90 or more, or 0 for no session timer", "会话定时器过短");
        return 0;
    }

    /** 1 to 5, or a fault and 1. */
    public static int level(String skill, String text, Place place, Faults faults) {
        if (text.matches("[1-5]")) return text.charAt(0) - '0';
        faults.add(place, "the level of " + skill + " is \"" + text + "\"", "write 1 (beginner) to 5", "技能等级应为 1–5");
        return 1;
    }

    public static List<Integer> agents(List<String> texts, Place place, Faults faults) {
        List<Integer> ids = new ArrayList<>();
        for (String text : texts) {
            if (text.matches("[0-9]{1,9}")) ids.add(Integer.valueOf(text));
            else faults.add(place, "\"" + text + "\" is no agent's number", "write an id of agents.csv", "坐席工号无效");
        }
        return List.copyOf(ids);
    }
}
