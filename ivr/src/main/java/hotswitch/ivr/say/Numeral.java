package hotswitch.ivr.say;

/** A decimal number as it was written, but that nothing has no sign. {@code fraction}: the digits behind the point. */
record Numeral(boolean negative, long whole, String fraction) {
    private static final int WHOLE_DIGITS_MAX = 16;
    private static final int FRACTION_DIGITS_MAX = 8;

    Numeral {
        negative = negative && (whole != 0 || fraction.chars().anyMatch(digit -> digit != '0'));
    }

    /** Null if the text is no number, or has more than 16 digits before the point. */
    static Numeral of(String text) {
        boolean negative = text.startsWith("-");
        String unsigned = negative ? text.substring(1) : text;
        int point = unsigned.indexOf('.');
        String whole = point < 0 ? unsigned : unsigned.substring(0, point);
        String fraction = point < 0 ? "" : unsigned.substring(point + 1);
        if (whole.isEmpty() || !digits(whole) || !digits(fraction) || whole.length() > WHOLE_DIGITS_MAX) return null;
        String cut = fraction.substring(0, Math.min(fraction.length(), FRACTION_DIGITS_MAX));
        return new Numeral(negative, Long.parseLong(whole), cut);
    }

    /** Without what is less than a hundredth. */
    Numeral hundredths() {
        return new Numeral(negative, whole, fraction.substring(0, Math.min(fraction.length(), 2)));
    }

    /** The n-th digit behind the point, from 0. */
    int fractionDigit(int n) {
        return n < fraction.length() ? fraction.charAt(n) - '0' : 0;
    }

    static boolean digits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
