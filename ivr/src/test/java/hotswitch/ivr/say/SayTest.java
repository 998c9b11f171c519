package hotswitch.ivr.say;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.ivr.prompt.PromptNames;
import hotswitch.ivr.say.Say.Language;
import hotswitch.ivr.script.Spoken.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is heard, written down. */
class SayTest {
    private static final String[] ONES = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    private static final Map<String, String> ZH = Map.ofEntries(
            Map.entry("say-bai", "百"),
            Map.entry("say-qian", "千"),
            Map.entry("say-wan", "万"),
            Map.entry("say-yi", "亿"),
            Map.entry("say-liang", "两"),
            Map.entry("say-yao", "幺"),
            Map.entry("say-di", "第"),
            Map.entry("say-dian", "点"),
            Map.entry("say-fu", "负"),
            Map.entry("say-yuan", "元"),
            Map.entry("say-jiao", "角"),
            Map.entry("say-fen", "分"),
            Map.entry("say-fenzhong", "分"),
            Map.entry("say-zheng", "整"),
            Map.entry("say-nian", "年"),
            Map.entry("say-yue", "月"),
            Map.entry("say-ri", "日"),
            Map.entry("wait-about", "约"),
            Map.entry("wait-minutes", "分钟"),
            Map.entry("wait-short", "不到一分钟"),
            Map.entry("wait-long", "超过一小时"));

    private static String zh(String prompt) {
        if (ZH.containsKey(prompt)) return ZH.get(prompt);
        int n = Integer.parseInt(prompt.substring(1));
        if (n < 10) return ONES[n];
        return (n >= 20 ? ONES[n / 10] : "") + "十" + (n % 10 > 0 ? ONES[n % 10] : "");
    }

    private static String heard(Kind kind, String text) {
        StringBuilder out = new StringBuilder();
        for (String prompt : Say.prompts(kind, text, Language.ZH)) out.append(zh(prompt));
        return out.toString();
    }

    private static String english(Kind kind, String text) {
        List<String> spoken = Say.prompts(kind, text, Language.EN);
        return String.join(
                " ",
                spoken.stream()
                        .map(p -> p.replaceAll("^say-|-en$|^n(?=\\d)", ""))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 零",
        "1, 一",
        "2, 二",
        "10, 十",
        "11, 十一",
        "12, 十二",
        "20, 二十",
        "22, 二十二",
        "99, 九十九",
        "100, 一百",
        "101, 一百零一",
        "102, 一百零二",
        "110, 一百一十",
        "112, 一百一十二",
        "120, 一百二十",
        "200, 二百",
        "202, 二百零二",
        "222, 二百二十二",
        "999, 九百九十九",
        "1000, 一千",
        "1001, 一千零一",
        "1010, 一千零一十",
        "1012, 一千零一十二",
        "1024, 一千零二十四",
        "1100, 一千一百",
        "1101, 一千一百零一",
        "2000, 两千",
        "2002, 两千零二",
        "2222, 两千二百二十二",
        "2026, 两千零二十六",
        "9999, 九千九百九十九",
        "10000, 一万",
        "10001, 一万零一",
        "10010, 一万零一十",
        "10100, 一万零一百",
        "11000, 一万一千",
        "12000, 一万二千",
        "12345, 一万二千三百四十五",
        "20000, 两万",
        "22000, 两万二千",
        "20002, 两万零二",
        "32000, 三万二千",
        "100000, 十万",
        "100010, 十万零一十",
        "100500, 十万零五百",
        "115000, 十一万五千",
        "120000, 十二万",
        "203000, 二十万三千",
        "1000000, 一百万",
        "1001000, 一百万一千",
        "1000100, 一百万零一百",
        "10000000, 一千万",
        "20000000, 两千万",
        "10500000, 一千零五十万",
        "100000000, 一亿",
        "200000000, 两亿",
        "100000001, 一亿零一",
        "100010000, 一亿零一万",
        "100001000, 一亿零一千",
        "110000000, 一亿一千万",
        "1234567890, 十二亿三千四百五十六万七千八百九十",
        "1000000000000, 一万亿",
        "1234500000000, 一万二千三百四十五亿",
        "99999999, 九千九百九十九万九千九百九十九",
        "100010001, 一亿零一万零一",
        "2000000002, 二十亿零二",
        "200020002, 两亿零二万零二",
        "1000000000000001, 一千万亿零一",
        "9999999999999999, 九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九",
        "-100000000, 负一亿",
        "-5, 负五",
        "-0, 零",
        "-1024, 负一千零二十四",
        "3.14, 三点一四",
        "0.5, 零点五",
        "10.02, 十点零二",
        "007, 七"
    })
    void numbersInMandarin(String number, String heard) {
        assertEquals(heard, heard(Kind.NUMBER, number));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 零元",
        "2, 两元",
        "12, 十二元",
        "102, 一百零二元",
        "12.5, 十二元五角",
        "12.50, 十二元五角",
        "2.22, 两元二角二分",
        "0.2, 两角",
        "0.02, 两分",
        "0.25, 两角五分",
        "3.05, 三元零五分",
        "1024, 一千零二十四元",
        "20000.10, 两万元一角",
        "100000000, 一亿元",
        "10.00, 十元",
        "-0.02, 负两分",
        "99999999.99, 九千九百九十九万九千九百九十九元九角九分",
        "-8.8, 负八元八角",
        "9.999, 九元九角九分",
        "-0.001, 零元"
    })
    void moneyInMandarin(String money, String heard) {
        assertEquals(heard, heard(Kind.MONEY, money));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24, 二零二六年十一月二十四日",
        "20260101, 二零二六年一月一日",
        "10-01, 十月一日",
        "2028-02-29, 二零二八年二月二十九日",
        "02-29, 二月二十九日",
        "2000-12-31, 二零零零年十二月三十一日"
    })
    void datesInMandarin(String date, String heard) {
        assertEquals(heard, heard(Kind.DATE, date));
    }

    @ParameterizedTest
    @CsvSource({
        "14:05, 十四点零五分",
        "02:00, 两点整",
        "00:00, 零点整",
        "12:00, 十二点整",
        "00:30, 零点三十分",
        "2359, 二十三点五十九分",
        "12:22:40, 十二点二十二分"
    })
    void timesInMandarin(String time, String heard) {
        assertEquals(heard, heard(Kind.TIME, time));
    }

    /** Seconds. */
    @ParameterizedTest
    @CsvSource({
        "0, 不到一分钟, short",
        "59, 不到一分钟, short",
        "60, 约一分钟, about 1 minute",
        "89, 约一分钟, about 1 minute",
        "90, 约两分钟, about 2 minutes",
        "299, 约五分钟, about 5 minutes",
        "629, 约十分钟, about 10 minutes",
        "630, 约十分钟, about 10 minutes",
        "780, 约十五分钟, about 15 minutes",
        "1200, 约二十分钟, about 20 minutes",
        "1800, 约三十分钟, about 30 minutes",
        "2200, 约四十分钟, about 40 minutes",
        "3600, 约六十分钟, about 60 minutes",
        "3900, 超过一小时, long",
        "86399, 超过一小时, long"
    })
    void waitsAsPeopleSayThem(long seconds, String mandarin, String english) {
        StringBuilder zh = new StringBuilder();
        for (String prompt : WaitTime.prompts(Language.ZH, seconds * 1_000)) zh.append(zh(prompt));
        assertEquals(mandarin, zh.toString());
        List<String> en = WaitTime.prompts(Language.EN, seconds * 1_000);
        assertEquals(english, String.join(" ", en).replaceAll("wait-|-en|n(?=\\d)", ""));
    }

    @Test
    void digitsAndPhones() {
        assertEquals("一二三四五", heard(Kind.DIGITS, "12345"));
        assertEquals("幺二三四五", heard(Kind.PHONE, "12345"));
        assertEquals("幺三八零零零零幺幺幺幺", heard(Kind.PHONE, "138-0000-1111"));
        assertEquals("第一", heard(Kind.ORDINAL, "1"));
        assertEquals("第一百一十二", heard(Kind.ORDINAL, "112"));
        assertEquals("1 2 0", english(Kind.PHONE, "120"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "13, 13",
        "20, 20",
        "21, 20 1",
        "99, 90 9",
        "100, 1 hundred",
        "101, 1 hundred 1",
        "112, 1 hundred 12",
        "999, 9 hundred 90 9",
        "1000, 1 thousand",
        "1001, 1 thousand 1",
        "1024, 1 thousand 20 4",
        "12345, 12 thousand 3 hundred 40 5",
        "100000, 1 hundred thousand",
        "1000000, 1 million",
        "1000001, 1 million 1",
        "2500000, 2 million 5 hundred thousand",
        "1000000000, 1 billion",
        "100000000, 1 hundred million",
        "100000001, 1 hundred million 1",
        "99999999, 90 9 million 9 hundred 90 9 thousand 9 hundred 90 9",
        "10000, 10 thousand",
        "1010, 1 thousand 10",
        "110, 1 hundred 10",
        "1000000000000001, 1 thousand trillion 1",
        "9999999999999999, 9 thousand 9 hundred 90 9 trillion 9 hundred 90 9 billion"
                + " 9 hundred 90 9 million 9 hundred 90 9 thousand 9 hundred 90 9",
        "-100000000, minus 1 hundred million",
        "-0, 0",
        "-0.00, 0 point 0 0",
        "007, 7",
        "10.02, 10 point 0 2",
        "1000000000000, 1 trillion",
        "-4, minus 4",
        "3.14, 3 point 1 4"
    })
    void numbersInEnglish(String number, String heard) {
        assertEquals(heard, english(Kind.NUMBER, number));
    }

    @ParameterizedTest
    @CsvSource({
        "ORDINAL, 1, nth1",
        "ORDINAL, 12, nth12",
        "ORDINAL, 20, nth20",
        "ORDINAL, 21, 20 nth1",
        "ORDINAL, 103, 1 hundred nth3",
        "DATE, 2026-11-24, month-11 20 nth4 20 20 6",
        "DATE, 2000-01-01, month-1 nth1 2 thousand",
        "DATE, 2005-02-03, month-2 nth3 2 thousand 5",
        "DATE, 1999-12-31, month-12 30 nth1 19 90 9",
        "DATE, 1905-05-05, month-5 nth5 19 oh 5",
        "DATE, 1900-05-05, month-5 nth5 19 hundred",
        "DATE, 10-20, month-10 nth20",
        "TIME, 14:05, 2 oh 5 pm",
        "TIME, 09:00, 9 oclock am",
        "TIME, 00:30, 12 30 am",
        "TIME, 12:45, 12 40 5 pm",
        "MONEY, 12.50, 12 yuan and 50 fen",
        "MONEY, 0.05, 5 fen",
        "MONEY, 0, 0 yuan",
        "MONEY, 3, 3 yuan",
        "MONEY, 100000000, 1 hundred million yuan",
        "MONEY, 12.5, 12 yuan and 50 fen",
        "MONEY, 3.05, 3 yuan and 5 fen",
        "MONEY, 9.999, 9 yuan and 90 9 fen",
        "MONEY, -8.80, minus 8 yuan and 80 fen",
        "MONEY, -0.001, 0 yuan",
        "ORDINAL, 100000000, 1 hundred million",
        "ORDINAL, 1000021, 1 million 20 nth1",
        "ORDINAL, 0, 0",
        "DATE, 2028-02-29, month-2 20 nth9 20 20 8",
        "DATE, 02-29, month-2 20 nth9",
        "DATE, 2100-10-10, month-10 nth10 20 1 hundred",
        "DATE, 2010-01-31, month-1 30 nth1 20 10",
        "TIME, 00:00, 12 oclock am",
        "TIME, 12:00, 12 oclock pm",
        "TIME, 23:59, 11 50 9 pm",
        "TIME, 11:59:59, 11 50 9 am"
    })
    void datesTimesAndMoneyInEnglish(Kind kind, String text, String heard) {
        assertEquals(heard, english(kind, text));
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, x",
        "NUMBER, ''",
        "NUMBER, 1-2",
        "NUMBER, 12345678901234567",
        "ORDINAL, -1",
        "DATE, 2026-13-01",
        "DATE, 2026-00-10",
        "DATE, 01-32",
        "DATE, 2026-02-29",
        "DATE, 1900-02-29",
        "DATE, 02-30",
        "DATE, 2026-04-31",
        "DATE, today",
        "TIME, 24:00",
        "TIME, 12:60",
        "TIME, 9",
        "MONEY, 1.x",
        "DIGITS, abc"
    })
    void whatCannotBeReadIsSilent(Kind kind, String text) {
        assertEquals(List.of(), Say.prompts(kind, text, Language.ZH));
        assertEquals(List.of(), Say.prompts(kind, text, Language.EN));
    }

    @Test
    void everyPromptThatIsSpokenIsOneThatIsAskedFor() {
        for (Language language : Language.values()) {
            var all = Say.all(language);
            all.forEach(name -> assertTrue(PromptNames.valid(name), name));
            for (long n : new long[] {0, 2, 10, 19, 22, 101, 2_002, 20_202, 1_000_000, 223_456_789, 987_654_321_012L}) {
                String text = Long.toString(n);
                for (Kind kind : Kind.values())
                    assertTrue(all.containsAll(Say.prompts(kind, text, language)), kind + text);
                assertTrue(all.containsAll(Say.prompts(Kind.NUMBER, "-" + text + ".05", language)));
                assertTrue(all.containsAll(Say.prompts(Kind.MONEY, "-" + text + ".25", language)));
            }
            for (int month = 1; month <= 12; month++) {
                String day = "%02d-%02d".formatted(month, month + 19);
                assertTrue(all.containsAll(Say.prompts(Kind.DATE, "2026-" + day, language)), day);
                assertTrue(all.containsAll(
                        Say.prompts(Kind.TIME, "%02d:%02d".formatted(month * 2 - 2, month), language)));
            }
        }
    }
}
