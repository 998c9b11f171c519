package hotswitch.ivr.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** English; every prompt's name ends in {@code -en}. */
final class English {
    private static final String[] GREAT = {"", "say-thousand-en", "say-million-en", "say-billion-en", "say-trillion-en"
    };
    private static final List<String> PIECES = List.of(
            "say-am-en",
            "say-and-en",
            "say-fen-en",
            "say-hundred-en",
            "say-minus-en",
            "say-oclock-en",
            "say-oh-en",
            "say-pm-en",
            "say-point-en",
            "say-yuan-en");

    private English() {}

    static void all(Set<String> names) {
        names.addAll(PIECES);
        for (int i = 1; i < GREAT.length; i++) names.add(GREAT[i]);
        for (int n = 0; n < 20; n++) names.add(plain(n));
        for (int n = 20; n < 100; n += 10) names.add(plain(n));
        for (int n = 1; n < 20; n++) names.add(nth(n));
        for (int n = 20; n < 100; n += 10) names.add(nth(n));
        for (int n = 1; n <= 12; n++) names.add("month-" + n + "-en");
    }

    private static String plain(int n) {
        return "n" + n + "-en";
    }

    private static String nth(int n) {
        return "nth" + n + "-en";
    }

    static String digit(int digit) {
        return plain(digit);
    }

    static List<String> number(Numeral n) {
        List<String> out = new ArrayList<>();
        if (n.negative()) out.add("say-minus-en");
        whole(n.whole(), out);
        if (!n.fraction().isEmpty()) {
            out.add("say-point-en");
            for (int i = 0; i < n.fraction().length(); i++) out.add(plain(n.fractionDigit(i)));
        }
        return List.copyOf(out);
    }

    /** Hundredths and thousandths are read as they are counted: there is no prompt for them. */
    static List<String> ordinal(long n) {
        List<String> out = new ArrayList<>();
        int tail = (int) (n % 100);
        if (n - tail > 0) whole(n - tail, out);
        if (tail == 0 && n == 0) out.add(plain(0));
        if (tail > 0) nth(tail, out);
        return List.copyOf(out);
    }

    private static void nth(int n, List<String> out) {
        if (n < 20 || n % 10 == 0) {
            out.add(nth(n));
        } else {
            out.add(plain(n - n % 10));
            out.add(nth(n % 10));
        }
    }

    /** twelve yuan and fifty fen. */
    static List<String> money(Numeral n) {
        List<String> out = new ArrayList<>();
        int fen = n.fractionDigit(0) * 10 + n.fractionDigit(1);
        if (n.negative()) out.add("say-minus-en");
        if (n.whole() > 0 || fen == 0) {
            whole(n.whole(), out);
            out.add("say-yuan-en");
            if (fen > 0) out.add("say-and-en");
        }
        if (fen > 0) {
            below100(fen, out);
            out.add("say-fen-en");
        }
        return List.copyOf(out);
    }

    /** November twenty-fourth twenty twenty-six. */
    static List<String> date(Moment day) {
        List<String> out = new ArrayList<>();
        out.add("month-" + day.month() + "-en");
        nth(day.day(), out);
        if (day.year() > 0) year(day.year(), out);
        return List.copyOf(out);
    }

    private static void year(int year, List<String> out) {
        int century = year / 100;
        int rest = year % 100;
        if (century % 10 == 0 && rest < 10) {
            whole(year, out);
            return;
        }
        whole(century, out);
        if (rest == 0) out.add("say-hundred-en");
        else if (rest < 10) out.add("say-oh-en");
        if (rest > 0) below100(rest, out);
    }

    /** two oh five p.m. */
    static List<String> time(Moment time) {
        List<String> out = new ArrayList<>();
        below100(time.hour() % 12 == 0 ? 12 : time.hour() % 12, out);
        if (time.minute() == 0) out.add("say-oclock-en");
        else if (time.minute() < 10) out.add("say-oh-en");
        if (time.minute() > 0) below100(time.minute(), out);
        out.add(time.hour() < 12 ? "say-am-en" : "say-pm-en");
        return List.copyOf(out);
    }

    private static void whole(long n, List<String> out) {
        if (n == 0) out.add(plain(0));
        long group = 1_000_000_000_000L;
        long rest = n;
        for (int great = GREAT.length - 1; great >= 0; great--) {
            long count = rest / group;
            if (count > 0) {
                if (count >= 1_000) whole(count, out);
                else below1000((int) count, out);
                if (great > 0) out.add(GREAT[great]);
            }
            rest %= group;
            group /= 1_000;
        }
    }

    private static void below1000(int n, List<String> out) {
        if (n >= 100) {
            out.add(plain(n / 100));
            out.add("say-hundred-en");
        }
        if (n % 100 > 0) below100(n % 100, out);
    }

    private static void below100(int n, List<String> out) {
        if (n < 20 || n % 10 == 0) {
            out.add(plain(n));
        } else {
            out.add(plain(n - n % 10));
            out.add(plain(n % 10));
        }
    }
}
