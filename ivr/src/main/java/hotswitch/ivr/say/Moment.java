package hotswitch.ivr.say;

/** A day ({@code year} 0: none named) or a time of day. */
record Moment(int year, int month, int day, int hour, int minute) {
    /** Null if it is no day. */
    static Moment date(String text) {
        String digits = text.replace("-", "");
        if (!Numeral.digits(digits)) return null;
        int length = digits.length();
        if (length != 8 && length != 4) return null;
        int year = length == 8 ? Integer.parseInt(digits.substring(0, 4)) : 0;
        int month = Integer.parseInt(digits.substring(length - 4, length - 2));
        int day = Integer.parseInt(digits.substring(length - 2));
        boolean valid = month >= 1 && month <= 12 && day >= 1 && day <= 31;
        return valid ? new Moment(year, month, day, 0, 0) : null;
    }

    /** Null if it is no time. Seconds are not read. */
    static Moment time(String text) {
        String digits = text.replace(":", "");
        boolean right = Numeral.digits(digits) && (digits.length() == 4 || digits.length() == 6);
        if (!right) return null;
        int hour = Integer.parseInt(digits.substring(0, 2));
        int minute = Integer.parseInt(digits.substring(2, 4));
        return hour < 24 && minute < 60 ? new Moment(0, 0, 0, hour, minute) : null;
    }
}
