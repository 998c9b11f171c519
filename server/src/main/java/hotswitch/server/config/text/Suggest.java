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

    /** Levenshtein's: insertions, deletions and replacements. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
