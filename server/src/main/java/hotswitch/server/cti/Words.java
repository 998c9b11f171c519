package hotswitch.server.cti;

import java.util.Locale;

/** Names of the API: an enum's constant {@code NOT_READY} is {@code notReady}, an event type is {@code NotReady}. */
public final class Words {
    private Words() {}

    public static String camel(Enum<?> constant) {
        return join(constant, false);
    }

    public static String pascal(Enum<?> constant) {
        return join(constant, true);
    }

    private static String join(Enum<?> constant, boolean firstUpper) {
        String lower = constant.name().toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(lower.length());
        boolean upper = firstUpper;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                out.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return out.toString();
    }
}
