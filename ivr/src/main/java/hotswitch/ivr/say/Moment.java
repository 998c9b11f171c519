package hotswitch.ivr.say;

import java.time.YearMonth;

/** A day ({@code year} 0: none named) or a time of day. */
record Moment(int year, int month, int day, int hour, int minute) {
    private static final int ANY_LEAP_YEAR = 2000;

    /** Null if there is no such day; where no year is named, in no year. */
    static Moment date(String text) {
        String digits = text.replace("-", "");
        if (!Numeral.digits(digits)) return null;
        int length = digits.length();
        if (length != 8 && length != 4) return null;
        int year = length == 8 ? Integer.parseInt(digits.substring(0, 4)) : 0;
        int month = Integer.parseInt(digits.substring(length - 4, length - 2));
        int day = Integer.parseInt(digits.substring(length - 2));
        boolean valid = month >= 1 && month <= 12 && day >= 1;
        return valid
                        && day
                                <= YearMonth.of(year == 0 ? ANY_LEAP_YEAR : year, month)
                                        .lengthOfMonth()
                ? new Moment(year, month, day, 0, 0)
                : null;
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
