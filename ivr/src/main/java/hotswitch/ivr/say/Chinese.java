package hotswitch.ivr.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Mandarin. The prompts {@code n1} to {@code n99} speak whole numbers, 七, 十七, 二十三. */
final class Chinese {
    private static final long WAN = 10_000;
    private static final long YI = 100_000_000;
    private static final String LIANG = "say-liang";
    private static final List<String> PIECES = List.of(
            "say-bai",
            "say-di",
            "say-dian",
            "say-fen",
            "say-fenzhong",
            "say-fu",
            "say-jiao",
            LIANG,
            "say-nian",
            "say-qian",
            "say-ri",
            "say-wan",
            "say-yao",
            "say-yi",
            "say-yuan",
            "say-yue",
            "say-zheng");

    private Chinese() {}

    static void all(Set<String> names) {
        names.addAll(PIECES);
        for (int n = 0; n <= 99; n++) names.add("n" + n);
    }

    static String digit(int digit, boolean phone) {
        return phone && digit == 1 ? "say-yao" : "n" + digit;
    }

    static List<String> number(Numeral n) {
        List<String> out = new ArrayList<>();
        if (n.negative()) out.add("say-fu");
        whole(n.whole(), out);
        if (!n.fraction().isEmpty()) {
            out.add("say-dian");
            each(n.fraction(), out);
        }
        return List.copyOf(out);
    }

    static List<String> ordinal(long n) {
        List<String> out = new ArrayList<>();
        out.add("say-di");
        whole(n, out);
        return List.copyOf(out);
    }

    /** 十二元五角, 三元零五分, 两元; 零 stands for the jiao that are left out. */
    static List<String> money(Numeral n) {
        List<String> out = new ArrayList<>();
        int jiao = n.fractionDigit(0);
        int fen = n.fractionDigit(1);
        if (n.negative()) out.add("say-fu");
        if (n.whole() > 0 || (jiao == 0 && fen == 0)) {
            counted(n.whole(), out);
            out.add("say-yuan");
        }
        boolean head = n.whole() == 0;
        if (jiao > 0) {
            out.add(head && jiao == 2 ? LIANG : "n" + jiao);
            out.add("say-jiao");
        }
        if (fen > 0) {
            if (jiao == 0 && !head) out.add("n0");
            out.add(head && jiao == 0 && fen == 2 ? LIANG : "n" + fen);
            out.add("say-fen");
        }
        return List.copyOf(out);
    }

    /** 二零二六年十一月二十四日. */
    static List<String> date(Moment day) {
        List<String> out = new ArrayList<>();
        if (day.year() > 0) {
            each("%04d".formatted(day.year()), out);
            out.add("say-nian");
        }
        out.add("n" + day.month());
        out.add("say-yue");
        out.add("n" + day.day());
        out.add("say-ri");
        return List.copyOf(out);
    }

    /** 十四点零五分, 两点整. */
    static List<String> time(Moment time) {
        List<String> out = new ArrayList<>();
        counted(time.hour(), out);
        out.add("say-dian");
        if (time.minute() == 0) {
            out.add("say-zheng");
            return List.copyOf(out);
        }
        if (time.minute() < 10) out.add("n0");
        out.add("n" + time.minute());
        out.add("say-fenzhong");
        return List.copyOf(out);
    }

    private static void each(String digits, List<String> out) {
        for (int i = 0; i < digits.length(); i++) out.add("n" + digits.charAt(i));
    }

    /** Before a unit of measure 2 is 两. */
    private static void counted(long n, List<String> out) {
        if (n == 2) out.add(LIANG);
        else whole(n, out);
    }

    private static void whole(long n, List<String> out) {
        if (n == 0) out.add("n0");
        else read(n, true, out);
    }

    /** {@code head}: nothing was read before, so that 10 is 十 and 2 before a great unit 两. */
    private static void read(long n, boolean head, List<String> out) {
        if (n >= YI) split(n, YI, "say-yi", head, out);
        else if (n >= WAN) split(n, WAN, "say-wan", head, out);
        else section((int) n, head, out);
    }

    /** 零 where digits are left out: the rest does not fill its places. */
    private static void split(long n, long unit, String name, boolean head, List<String> out) {
        long high = n / unit;
        long low = n % unit;
        if (high == 2 && head) out.add(LIANG);
        else read(high, head, out);
        out.add(name);
        if (low == 0) return;
        if (low < unit / 10) out.add("n0");
        read(low, false, out);
    }

    private static void section(int n, boolean head, List<String> out) {
        int thousands = n / 1_000;
        int hundreds = n / 100 % 10;
        int rest = n % 100;
        if (thousands > 0) {
            out.add(thousands == 2 && head ? LIANG : "n" + thousands);
            out.add("say-qian");
        }
        if (hundreds > 0) {
            out.add("n" + hundreds);
            out.add("say-bai");
        }
        if (rest == 0) return;
        boolean gap = (hundreds == 0 && thousands > 0) || (hundreds > 0 && rest < 10);
        if (gap) out.add("n0");
        boolean first = head && thousands == 0 && hundreds == 0;
        if (rest >= 10 && rest < 20 && !first) out.add("n1");
        out.add("n" + rest);
    }
}
