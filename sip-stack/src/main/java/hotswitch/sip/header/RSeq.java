package hotswitch.sip.header;

/** The number of a reliable provisional response (RFC 3262 §7.1). */
public final class RSeq {
    private static final int DIGITS_MAX = 10;

    private RSeq() {}

    /** From 1 to 2^32-1; 0 when missing or malformed. */
    public static long parse(String value) {
        if (value == null || value.isEmpty() || value.length() > DIGITS_MAX) {
            return 0;
        }
        long number = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            number = number * 10 + (c - '0');
        }
        return number <= 0xffff_ffffL ? number : 0;
    }
}
