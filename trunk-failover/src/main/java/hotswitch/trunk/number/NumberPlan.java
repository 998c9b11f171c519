package hotswitch.trunk.number;

/**
 * The one spelling of numbers inside, as China's networks show them: a mobile number is 11 digits, a fixed one 0, area
 * and number, a foreign one 00 and country; short codes (12345, 110, 95588), 400 and 800 numbers stay as they are.
 *
 * @param country without plus or zeros, such as 86
 * @param area with its zero, such as 0571: what a number without an area code belongs to
 */
public record NumberPlan(String country, String area) {
    /** China, with the area code of the place. */
    public static NumberPlan china(String area) {
        return new NumberPlan("86", area);
    }

    /** What is no number ({@code anonymous}) comes back as it is; separators between digits go. */
    public String normalise(String written) {
        String number = bare(written);
        if (!digits(number, number.startsWith("+") ? 1 : 0)) {
            return written;
        }
        if (number.startsWith("+")) {
            return international(number.substring(1));
        }
        if (number.startsWith("00")) {
            return international(number.substring(2));
        }
        if (number.startsWith(country) && number.length() >= country.length() + 10) {
            return national(number.substring(country.length()));
        }
        return number.startsWith("0") ? withZero(number) : withoutZero(number);
    }

    private String international(String number) {
        return number.startsWith(country) ? national(number.substring(country.length())) : "00" + number;
    }

    /** After a country code: no zero stands before an area code there, though some write one. */
    private String national(String number) {
        if (number.startsWith("0")) {
            return withZero(number);
        }
        return mobile(number) || service(number) || number.length() < 9 ? number : "0" + number;
    }

    /** A zero before a mobile number is the old way to dial one of another place. */
    private static String withZero(String number) {
        return mobile(number.substring(1)) ? number.substring(1) : number;
    }

    private String withoutZero(String number) {
        boolean local = (number.length() == 7 || number.length() == 8) && number.charAt(0) > '1';
        if (local && !number.startsWith("95")) {
            return area + number;
        }
        boolean areaWithoutZero = number.length() >= 10 && !mobile(number) && !service(number);
        return areaWithoutZero ? "0" + number : number;
    }

    private static boolean mobile(String number) {
        return number.length() == 11 && number.charAt(0) == '1' && number.charAt(1) >= '3';
    }

    private static boolean service(String number) {
        return number.length() == 10 && (number.startsWith("400") || number.startsWith("800"));
    }

    /** Without visual separators (RFC 3966 §5.1.1). Most have none: they are their own bare number. */
    public static String bare(String written) {
        boolean bareAlready = true;
        for (int i = 0; bareAlready && i < written.length(); i++) {
            bareAlready = !isSeparator(written.charAt(i));
        }
        return bareAlready ? written : withoutSeparators(written);
    }

    private static String withoutSeparators(String written) {
        StringBuilder bare = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (!isSeparator(c)) {
                bare.append(c);
            }
        }
        return bare.toString();
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-' || c == '(' || c == ')' || c == '.';
    }

    private static boolean digits(String number, int from) {
        for (int i = from; i < number.length(); i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return false;
            }
        }
        return number.length() > from;
    }
}
