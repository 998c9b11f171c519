package hotswitch.sim.world;

import hotswitch.acd.Command;
import hotswitch.acd.snapshot.StateHash;
import java.util.Locale;

/** How commands and times are written in logs. */
public final class Text {
    private static final long MS_PER_S = 1_000;

    private Text() {}

    /** {@code AGENT_ANSWERED call=88 agent=3}. */
    public static String command(Command command) {
        String name = command.getClass().getSimpleName();
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT) + fields(command);
    }

    /** A record's parts, without those that are 0, "" or empty. */
    public static String fields(Object record) {
        String text = record.toString();
        String parts = text.substring(text.indexOf('[') + 1, text.length() - 1);
        String flat = parts.replace(", ", " ").replaceAll("\\w+=\\w+\\[|]", " ");
        String rest = (" " + flat + " ")
                .replaceAll("(?<= )\\w+=(?:0|false|\\[)?(?= )", "")
                .replaceAll(" +", " ");
        return (" " + rest.strip().replaceAll("Id=", "=")).stripTrailing();
    }

    /** {@code 00:14:03.220}. */
    public static String time(long ns) {
        long ms = ns / World.NS_PER_MS;
        long s = ms / MS_PER_S;
        return "%02d:%02d:%02d.%03d".formatted(s / 3600, s / 60 % 60, s % 60, ms % MS_PER_S);
    }

    public static String difference(StateHash is, StateHash was) {
        return "is " + is + ", was " + was;
    }
}
