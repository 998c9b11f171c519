package hotswitch.sip.sdp;

import java.util.Arrays;

/** A part of a text cut into words at blanks; only words that are asked for become strings. Used again and again. */
final class Fields {
    private CharSequence text = "";
    private int[] bounds = new int[16];
    private int size;

    /** Runs of blanks and tabs count as one. */
    Fields cut(CharSequence whole, int from, int to) {
        text = whole;
        size = 0;
        for (int at = skip(from, to, true); at < to; at = skip(at, to, true)) {
            int end = skip(at, to, false);
            add(at, end);
            at = end;
        }
        return this;
    }

    private int skip(int from, int to, boolean blanks) {
        int at = from;
        while (at < to && (text.charAt(at) == ' ' || text.charAt(at) == '\t') == blanks) {
            at++;
        }
        return at;
    }

    private void add(int from, int to) {
        if (2 * size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 4 * size);
        }
        bounds[2 * size] = from;
        bounds[2 * size + 1] = to;
        size++;
    }

    int size() {
        return size;
    }

    String get(int index) {
        return Part.text(text, from(index), to(index));
    }

    boolean is(int index, String word) {
        return word.length() == to(index) - from(index) && Part.startsWith(text, word, from(index));
    }

    int from(int index) {
        return bounds[2 * index];
    }

    int to(int index) {
        return bounds[2 * index + 1];
    }

    /** Where this word's first slash stands, or its end where there is none. */
    int slash(int index) {
        int slash = Part.indexOf(text, '/', from(index), to(index));
        return slash < 0 ? to(index) : slash;
    }

    void append(int index, StringBuilder out) {
        out.append(text, from(index), to(index));
    }

    /** The word as a number; -1 when it is none up to max. */
    int number(int index, int max) {
        return number(text, from(index), to(index), max);
    }

    /** The digits of this part as a number; -1 when it is none up to max. */
    static int number(CharSequence text, int from, int to, int max) {
        int value = from >= to || to - from > 7 ? -1 : 0;
        for (int i = from; i < to && value >= 0; i++) {
            int digit = text.charAt(i) - '0';
            value = digit < 0 || digit > 9 ? -1 : 10 * value + digit;
        }
        return value <= max ? value : -1;
    }
}
