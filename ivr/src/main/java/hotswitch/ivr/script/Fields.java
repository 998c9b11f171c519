package hotswitch.ivr.script;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The {@code key=value} words of a canonical line, from its third word on. */
final class Fields {
    private final TreeMap<String, String> values = new TreeMap<>();

    Fields(String[] words) {
        for (int i = 2; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1) throw new IllegalArgumentException("flows: no value in " + words[i]);
            values.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
    }

    Set<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        return unescape(raw(key));
    }

    int number(String key) {
        return Integer.parseInt(text(key));
    }

    long big(String key) {
        return Long.parseLong(text(key));
    }

    boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    char digit(String key) {
        String text = text(key);
        return text.isEmpty() ? 0 : text.charAt(0);
    }

    List<String> list(String key) {
        String raw = raw(key);
        List<String> list = new ArrayList<>();
        if (!raw.isEmpty()) for (String each : raw.split(",", -1)) list.add(unescape(each));
        return List.copyOf(list);
    }

    private String raw(String key) {
        String value = values.get(key);
        if (value == null) throw new IllegalArgumentException("flows: no " + key + " in a line");
        return value;
    }

    static String unescape(String text) {
        if (text.indexOf('%') < 0) return text;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
