package hotswitch.ivr.script;

import java.util.Locale;

/** An item of a prompt list that is not a prompt but a value to be spoken: {@code kind:text}. */
public record Spoken(Kind kind, String text) {
    /** How it is read. */
    public enum Kind {
        NUMBER,
        ORDINAL,
        DIGITS,
        PHONE,
        MONEY,
        DATE,
        TIME;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Null if the item is a prompt's name, or neither. */
    public static Spoken of(String item) {
        int colon = item.indexOf(':');
        if (colon < 0) return null;
        for (Kind kind : Kind.values()) {
            if (item.substring(0, colon).equals(kind.word())) return new Spoken(kind, item.substring(colon + 1));
        }
        return null;
    }

    public String item() {
        return kind.word() + ":" + text;
    }
}
