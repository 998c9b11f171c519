package hotswitch.acd.story;

import java.util.Map;
import java.util.TreeMap;

/** A line of a story: words, of which some are "key=value". */
final class Words {
    private final String[] plain;
    private final Map<String, String> named = new TreeMap<>();

    Words(String line) {
        java.util.List<String> words = new java.util.ArrayList<>();
        for (String word : line.trim().split("\\s+")) {
            int is = word.indexOf('=');
            if (is > 0) {
                named.put(word.substring(0, is), word.substring(is + 1));
            } else {
                words.add(word);
            }
        }
        plain = words.toArray(String[]::new);
    }

    String at(int index) {
        return index < plain.length ? plain[index] : "";
    }

    String text(String key, String otherwise) {
        return named.getOrDefault(key, otherwise);
    }

    long number(String key, long otherwise) {
        return named.containsKey(key) ? Long.parseLong(named.get(key)) : otherwise;
    }

    int small(String key, int otherwise) {
        return Math.toIntExact(number(key, otherwise));
    }

    boolean has(String key) {
        return named.containsKey(key);
    }
}
