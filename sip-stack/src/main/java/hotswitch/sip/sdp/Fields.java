package hotswitch.sip.sdp;

import java.util.ArrayList;
import java.util.List;

/** Words between blanks, cut without regular expressions: descriptions are read on the call path. */
final class Fields {
    private Fields() {}

    /** The words of a line; runs of blanks and tabs count as one. */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>(8);
        int length = line.length();
        int at = 0;
        while (at < length) {
            while (at < length && isBlank(line.charAt(at))) {
                at++;
            }
            int from = at;
            while (at < length && !isBlank(line.charAt(at))) {
                at++;
            }
            if (at > from) {
                words.add(line.substring(from, at));
            }
        }
        return words;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** What stands before the first slash; all of it where there is none. */
    static String beforeSlash(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }
}
