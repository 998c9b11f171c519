package hotswitch.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;

/**
 * Spoils messages as a broken or malicious peer does: in their bytes, their lines, their numbers, their credentials,
 * their session descriptions. The same seed spoils alike. Texts are Latin-1: one character, one byte.
 */
public final class Mutator {
    private static final String EOL = "\r\n";
    private static final int STEPS_MAX = 4;
    private static final String[] NUMBERS = {
        "0",
        "-1",
        "1",
        "65535",
        "65536",
        "2147483647",
        "2147483648",
        "4294967296",
        "9223372036854775808",
        "99999999999999999999999999",
        "1e9",
        "0x10",
        " 7",
        "7 ",
        "\u00b2",
        ""
    };
    private static final String[] PIECES = {
        "\"",
        "\\",
        "<",
        ">",
        ";",
        ",",
        "=",
        "@",
        "%",
        "%00",
        "%zz",
        ":",
        "[",
        "]",
        "::1",
        "\0",
        "\t",
        " ",
        "\r",
        "\n",
        "\r\n ",
        "\u0080",
        "\u00c0\u0080",
        "\u00810\u00810",
        "\u00ff\u00fe",
        "sip:",
        "sips:",
        "tel:",
        ";tag=",
        ";branch=",
        "z9hG4bK",
        "Digest ",
        "nc=",
        "qop=auth-int",
        "\"\\\"",
        "<sip:a@b>,<sip:c@d>",
        "*",
        "a=sendonly\r\n",
        "m=audio 65536 RTP/AVP 0\r\n",
        "c=IN IP6 ::\r\n",
        "\r\n\r\n",
        "{",
        "}",
        "`",
        "^"
    };
    private static final String[][] COMPACT = {
        {"Via", "v"},
        {"From", "f"},
        {"To", "t"},
        {"Call-ID", "i"},
        {"Contact", "m"},
        {"Content-Length", "l"},
        {"Content-Type", "c"},
        {"Subject", "s"},
        {"Supported", "k"},
        {"Refer-To", "r"},
        {"Session-Expires", "x"}
    };

    private final SplittableRandom random;
    private final List<String> others;

    /** {@code others}: messages from which lines are borrowed. */
    public Mutator(long seed, List<String> others) {
        this.random = new SplittableRandom(seed);
        this.others = List.copyOf(others);
    }

    /** One of the messages, as it is. */
    public String pick() {
        return others.get(random.nextInt(others.size()));
    }

    /** True once in so many times. */
    public boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** The text after one to four mishaps. */
    public String spoil(String text) {
        String spoiled = text;
        for (int steps = 1 + random.nextInt(STEPS_MAX); steps > 0; steps--) {
            spoiled = step(spoiled);
        }
        return spoiled.length() > 65_000 ? spoiled.substring(0, 65_000) : spoiled;
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String step(String text) {
        return switch (random.nextInt(18)) {
            case 0 -> flip(text);
            case 1 -> insert(text, PIECES[random.nextInt(PIECES.length)]);
            case 2 -> cut(text);
            case 3 -> once(4) ? text.substring(0, random.nextInt(text.length() + 1)) : flip(text);
            case 4, 5 -> number(text);
            case 6 -> lines(text, lines -> lines.add(place(lines), lines.get(place(lines))));
            case 7 -> lines(text, lines -> lines.remove(place(lines)));
            case 8 -> lines(text, lines -> lines.set(place(lines), lines.get(place(lines))));
            case 9, 10 -> lines(text, lines -> lines.add(place(lines), borrowed()));
            case 11 -> compact(text);
            case 12 -> fold(text);
            case 13 -> once(8) ? many(text) : number(text);
            case 14 -> once(8) ? swollen(text) : insert(text, PIECES[random.nextInt(PIECES.length)]);
            case 15 -> credentials(text);
            case 16 -> body(text);
            default -> lines(text, lines -> lines.set(place(lines), value(lines.get(place(lines)))));
        };
    }

    private int at(String text) {
        return random.nextInt(text.length() + 1);
    }

    private String insert(String text, String piece) {
        int at = at(text);
        return text.substring(0, at) + piece + text.substring(at);
    }

    private String flip(String text) {
        if (text.isEmpty()) {
            return "\u0001";
        }
        int at = random.nextInt(text.length());
        return text.substring(0, at) + (char) (text.charAt(at) ^ 1 << random.nextInt(8)) + text.substring(at + 1);
    }

    private String cut(String text) {
        int from = at(text);
        int to = Math.min(text.length(), from + 1 + random.nextInt(12));
        return text.substring(0, from) + text.substring(to);
    }

    /** One of the numbers in it becomes another. */
    private String number(String text) {
        int from = at(text);
        while (from < text.length() && !digit(text.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < text.length() && digit(text.charAt(to))) {
            to++;
        }
        return text.substring(0, from) + NUMBERS[random.nextInt(NUMBERS.length)] + text.substring(to);
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private interface OnLines {
        void change(List<String> lines);
    }

    private static String lines(String text, OnLines what) {
        List<String> lines = new ArrayList<>(List.of(text.split(EOL, -1)));
        what.change(lines);
        return String.join(EOL, lines);
    }

    private int place(List<String> lines) {
        return random.nextInt(lines.size());
    }

    private String borrowed() {
        List<String> lines = List.of(pick().split(EOL, -1));
        return lines.get(place(lines));
    }

    /** The header with another's value. */
    private String value(String line) {
        String other = borrowed();
        int colon = line.indexOf(':');
        int otherColon = other.indexOf(':');
        return colon < 0 || otherColon < 0 ? other : line.substring(0, colon) + other.substring(otherColon);
    }

    private String compact(String text) {
        String[] pair = COMPACT[random.nextInt(COMPACT.length)];
        boolean shorten = random.nextBoolean();
        String from = EOL + (shorten ? pair[0] : pair[1]) + ":";
        return text.replace(from, EOL + (shorten ? pair[1] : pair[0].toUpperCase(Locale.ROOT)) + " :");
    }

    /** Lines folded at blanks, one or many. */
    private String fold(String text) {
        int end = text.indexOf(EOL);
        String head = end < 0 ? "" : text.substring(0, end);
        String rest = text.substring(head.length());
        return once(6) ? head + rest.replace(" ", " \r\n\t") : head + rest.replaceFirst("[ ;,]", " \r\n ");
    }

    private String many(String text) {
        String line = borrowed();
        int times = 1 + random.nextInt(once(4) ? 5_000 : 300);
        return lines(text, lines -> {
            int at = place(lines);
            for (int i = 0; i < times && line.length() * i < 60_000; i++) {
                lines.add(at, line);
            }
        });
    }

    private String swollen(String text) {
        String piece = PIECES[random.nextInt(PIECES.length)];
        return insert(text, piece.repeat(1 + random.nextInt(once(4) ? 60_000 : 9_000) / piece.length()));
    }

    private String credentials(String text) {
        return switch (random.nextInt(5)) {
            case 0 -> text.replaceFirst("nc=[0-9a-f]*", "nc=" + NUMBERS[random.nextInt(NUMBERS.length)]);
            case 1 -> text.replaceFirst("algorithm=[\\w-]*", "algorithm=SHA-512-256");
            case 2 ->
                text.replaceFirst("response=\"", "response=\"" + Matcher.quoteReplacement(PIECES[random.nextInt(10)]));
            case 3 -> text.replaceFirst("qop=auth", "qop=auth-int");
            default -> text.replaceFirst("username=\"", "username=\"x".repeat(1 + random.nextInt(40)));
        };
    }

    /** The description gets lines of another kind, many, or none. */
    private String body(String text) {
        int at = text.indexOf("\r\n\r\n");
        if (at < 0) {
            return text + "\r\n\r\nv=0\r\n";
        }
        String head = text.substring(0, at + 4);
        String body = text.substring(at + 4);
        String changed = switch (random.nextInt(4)) {
            case 0 -> body + body;
            case 1 -> body + "a=rtpmap:" + NUMBERS[random.nextInt(NUMBERS.length)] + " x/8000/2\r\n";
            case 2 -> (body + "m=audio 4000 RTP/AVP 0 8 101\r\n").repeat(1 + random.nextInt(40));
            default -> number(body);
        };
        boolean honest = random.nextInt(3) > 0;
        return honest
                ? head.replaceFirst("(?i)(Content-Length|\\bl) *: *\\d+", "$1: " + changed.length()) + changed
                : head + changed;
    }
}
