package hotswitch.sip.header;

/** How long the peer wants to be left alone (RFC 3261 §20.33). */
public final class RetryAfter {
    private RetryAfter() {}

    /** Seconds of a value, whatever comment and parameters follow them; 0: it says nothing. */
    public static long seconds(String value) {
        String text = value == null ? "" : value.strip();
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return Math.max(0, Contact.seconds(text.substring(0, end)));
    }
}
