package hotswitch.server.config.text;

import java.util.Collection;

/** What somebody probably meant to type. */
final class Suggest {
    private Suggest() {}

    /** "did you mean X?", or the whole choice if it is short, or {@code otherwise}. */
    static String from(String typed, Collection<String> known, String otherwise) {
        String best = null;
        int bestDistance = Math.max(1, typed.length() / 3) + 1;
        for (String each : known) {
            int distance = distance(typed, each);
            if (distance < bestDistance) {
                best = each;
                bestDistance = distance;
            }
        }
        if (best != null) return "did you mean " + best + "?";
        if (known.isEmpty() || known.size() > 16) return otherwise;
        return "write one of " + String.join(", ", known);
    }

    /** Insertions, deletions, replacements and swapped neighbours (Damerau and Levenshtein's, restricted). */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) d[i][0] = i;
        for (int j = 0; j <= b.length(); j++) d[0][j] = j;
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
