package hotswitch.acd.config;

/**
 * Where calls are parked: slots with the numbers {@code first} to {@code last} (0: none), for {@code timeoutMs} at the
 * longest; then the call goes back to who parked it, or to its queue.
 */
public record ParkConfig(int first, int last, long timeoutMs) {
    public static final ParkConfig NONE = new ParkConfig(0, 0, 0);
    private static final int DIGITS_MAX = 6;

    /** As it is dialled. */
    public boolean has(String slot) {
        if (first == 0 || slot.isEmpty() || slot.length() > DIGITS_MAX || slot.charAt(0) == '0') {
            return false;
        }
        int number = 0;
        for (int i = 0; i < slot.length(); i++) {
            int digit = slot.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            number = 10 * number + digit;
        }
        return number >= first && number <= last;
    }
}
