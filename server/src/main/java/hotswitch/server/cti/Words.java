package hotswitch.server.cti;

import java.util.Locale;
import java.util.stream.Stream;

/** Names of the API: an enum's constant {@code NOT_READY} is {@code notReady}, an event type is {@code NotReady}. */
public final class Words {
    private static final ClassValue<String[]> CAMEL = words(false);
    private static final ClassValue<String[]> PASCAL = words(true);

    private Words() {}

    public static String camel(Enum<?> constant) {
        return CAMEL.get(constant.getDeclaringClass())[constant.ordinal()];
    }

    public static String pascal(Enum<?> constant) {
        return PASCAL.get(constant.getDeclaringClass())[constant.ordinal()];
    }

    private static ClassValue<String[]> words(boolean firstUpper) {
        return new ClassValue<>() {
            @Override
            protected String[] computeValue(Class<?> type) {
                return Stream.of(type.getEnumConstants())
                        .map(constant -> join((Enum<?>) constant, firstUpper))
                        .toArray(String[]::new);
            }
        };
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
