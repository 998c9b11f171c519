package hotswitch.ivr.say;

import hotswitch.ivr.script.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a value sounds like: the names of prompts, one after the other. Values that cannot be read are silent. */
public final class Say {
    /** A number read digit by digit is cut here. */
    private static final int DIGITS_MAX = 32;

    /** The languages that have numbers. */
    public enum Language {
        ZH,
        EN
    }

    private Say() {}

    /** {@code en} is English; everything else, and nothing, is Mandarin. */
    public static Language language(String attribute) {
        return attribute.equals("en") ? Language.EN : Language.ZH;
    }

    public static List<String> prompts(Spoken.Kind kind, String text, Language language) {
        return switch (kind) {
            case NUMBER -> number(language, text);
            case ORDINAL -> ordinal(language, text);
            case DIGITS -> digits(language, text, false);
            case PHONE -> digits(language, text, true);
            case MONEY -> money(language, text);
            case DATE -> date(language, text);
            case TIME -> time(language, text);
        };
    }

    /** Every prompt that any value may need. */
    public static SortedSet<String> all(Language language) {
        TreeSet<String> names = new TreeSet<>();
        switch (language) {
            case ZH -> Chinese.all(names);
            case EN -> English.all(names);
        }
        return names;
    }

    public static List<String> number(Language language, long number) {
        return number(language, Long.toString(number));
    }

    private static List<String> number(Language language, String text) {
        Numeral n = Numeral.of(text);
        if (n == null) return List.of();
        return switch (language) {
            case ZH -> Chinese.number(n);
            case EN -> English.number(n);
        };
    }

    /** Not below zero; what stands behind the point is left out. */
    private static List<String> ordinal(Language language, String text) {
        Numeral n = Numeral.of(text);
        if (n == null || n.negative()) return List.of();
        return switch (language) {
            case ZH -> Chinese.ordinal(n.whole());
            case EN -> English.ordinal(n.whole());
        };
    }

    /** {@code phone}: as Chinese reads numbers of telephones, 一 as 幺. */
    private static List<String> digits(Language language, String text, boolean phone) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || names.size() == DIGITS_MAX) continue;
            names.add(
                    switch (language) {
                        case ZH -> Chinese.digit(c - '0', phone);
                        case EN -> English.digit(c - '0');
                    });
        }
        return List.copyOf(names);
    }

    /** Yuan; at most two digits behind the point are read. */
    private static List<String> money(Language language, String text) {
        Numeral n = Numeral.of(text);
        if (n == null) return List.of();
        return switch (language) {
            case ZH -> Chinese.money(n.hundredths());
            case EN -> English.money(n.hundredths());
        };
    }

    /** {@code 2026-11-24}, {@code 20261124} or {@code 11-24}. */
    private static List<String> date(Language language, String text) {
        Moment day = Moment.date(text);
        if (day == null) return List.of();
        return switch (language) {
            case ZH -> Chinese.date(day);
            case EN -> English.date(day);
        };
    }

    /** {@code 14:05}, {@code 14:05:30} or {@code 1405}. */
    private static List<String> time(Language language, String text) {
        Moment time = Moment.time(text);
        if (time == null) return List.of();
        return switch (language) {
            case ZH -> Chinese.time(time);
            case EN -> English.time(time);
        };
    }
}
