package hotswitch.sip.sdp;

/** Parts of a description's text, looked at where they lie. */
final class Part {
    private Part() {}

    static boolean startsWith(CharSequence text, String word, int from) {
        int n = word.length();
        boolean same = n <= text.length() - from;
        for (int i = 0; same && i < n; i++) {
            same = text.charAt(from + i) == word.charAt(i);
        }
        return same;
    }

    /** Whether this part is that word of ASCII, whatever its case. */
    static boolean isWord(CharSequence text, int from, int to, String word) {
        boolean same = word.length() == to - from;
        for (int i = 0; same && i < word.length(); i++) {
            char c = text.charAt(from + i);
            same = c == word.charAt(i) || lower(c) == lower(word.charAt(i));
        }
        return same;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
    }

    /** Where it stands first in this part; -1 when it does not. */
    static int indexOf(CharSequence text, char c, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == c) {
                return i;
            }
        }
        return -1;
    }

    static String text(CharSequence text, int from, int to) {
        return text.subSequence(from, to).toString();
    }
}
