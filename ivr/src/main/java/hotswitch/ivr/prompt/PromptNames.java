package hotswitch.ivr.prompt;

import java.util.List;

/** What a prompt may be called, and which ones the switch plays without being asked by a flow. */
public final class PromptNames {
    /** Highest position in line that is spoken as a number. */
    public static final int SPOKEN_MAX = 99;

    /** Played to agents' phones and to callers whatever the flows say. */
    public static final List<String> OF_THE_SWITCH = List.of("connecting", "feature-bad", "feature-ok", "ringback");

    private PromptNames() {}

    /** Lower-case letters, digits and hyphens, 64 at most: a file name that is the same everywhere. */
    public static boolean valid(String name) {
        if (name.isEmpty() || name.length() > 64 || name.charAt(0) == '-') return false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            boolean digit = c >= '0' && c <= '9';
            if (!letter && !digit && c != '-') return false;
        }
        return true;
    }

    /** The prompt that speaks a number from 1 to {@link #SPOKEN_MAX}. */
    public static String ofNumber(int number) {
        if (number < 1 || number > SPOKEN_MAX) throw new IllegalArgumentException("no prompt speaks " + number);
        return "n" + number;
    }
}
