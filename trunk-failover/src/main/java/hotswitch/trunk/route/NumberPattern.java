package hotswitch.trunk.route;

/** Digits, {@code X} for any one digit, and a last {@code .} for any more characters or none. */
public final class NumberPattern {
    private final String pattern;
    private final int fixed;
    private final boolean open;

    /** @throws IllegalArgumentException if it is empty or has other characters */
    public NumberPattern(String pattern) {
        if (!pattern.matches("\\+?[0-9X*#]*\\.?") || pattern.isEmpty()) {
            throw new IllegalArgumentException("no number pattern: " + pattern);
        }
        this.pattern = pattern;
        this.open = pattern.endsWith(".");
        this.fixed = open ? pattern.length() - 1 : pattern.length();
    }

    public boolean matches(String number) {
        if (open ? number.length() < fixed : number.length() != fixed) {
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            char want = pattern.charAt(i);
            char have = number.charAt(i);
            boolean fits = want == 'X' ? have >= '0' && have <= '9' : want == have;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return pattern;
    }
}
