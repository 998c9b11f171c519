package hotswitch.server.config.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A mapping whose keys are asked for by name; those that nobody asked for are unknown, and told by {@link #done}. */
public final class YamlMap {
    private final Place place;
    private final String path;
    private final Faults faults;
    private final Map<String, YamlValue> values = new LinkedHashMap<>();
    private final Map<String, YamlMap> maps = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final TreeSet<String> asked = new TreeSet<>();

    YamlMap(Place place, String path, Faults faults) {
        this.place = place;
        this.path = path;
        this.faults = faults;
    }

    void put(String key, YamlValue value, Place at) {
        if (places.containsKey(key)) {
            faults.add(
                    at,
                    pathOf(key) + " stands twice, first in line "
                            + places.get(key).line(),
                    "remove one",
                    "键重复");
        }
        values.put(key, value);
        places.put(key, at);
    }

    /** Replaces what the file says under a dotted path; {@code at} stands in messages about it. */
    public void override(String dotted, String text, Place at) {
        int dot = dotted.indexOf('.');
        if (dot > 0) {
            String key = dotted.substring(0, dot);
            places.putIfAbsent(key, at);
            map(key).override(dotted.substring(dot + 1), text, at);
            asked.remove(key);
            return;
        }
        YamlValue value = YamlFile.value(at, text.isEmpty() ? "\"\"" : text, faults);
        if (value == null) return;
        values.put(dotted, value.under(at, pathOf(dotted)));
        maps.remove(dotted);
        places.put(dotted, at);
    }

    public Place place() {
        return place;
    }

    /** Where a key stands, or the mapping if it does not. */
    public Place place(String key) {
        return places.getOrDefault(key, place);
    }

    /** Where a dotted path below here stands, or the last mapping on the way that does. */
    public Place placeOf(String dotted) {
        int dot = dotted.indexOf('.');
        return dot < 0 ? place(dotted) : map(dotted.substring(0, dot)).placeOf(dotted.substring(dot + 1));
    }

    public String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    public List<String> keys() {
        return List.copyOf(places.keySet());
    }

    public boolean has(String key) {
        asked.add(key);
        return places.containsKey(key);
    }

    /** Null if the key is absent. */
    public YamlValue get(String key) {
        asked.add(key);
        return values.get(key);
    }

    public String text(String key, String otherwise) {
        YamlValue value = get(key);
        return value == null ? otherwise : value.text();
    }

    /** A missing key is a fault, and so is an empty value. */
    public String required(String key) {
        String text = text(key, "");
        if (text.isEmpty()) {
            faults.add(place(key), pathOf(key) + " is missing", "add \"" + key + ": …\"", "缺少 " + key);
        }
        return text;
    }

    /** A missing key is a fault; what stands there is read later. */
    public void required(String key, String mend) {
        if (!has(key)) faults.add(place, pathOf(key) + " is missing", mend, "缺少 " + key);
    }

    public long number(String key, long otherwise, long min, long max) {
        YamlValue value = get(key);
        return value == null ? otherwise : value.number(min, max);
    }

    public int integer(String key, int otherwise, int min, int max) {
        return Math.toIntExact(number(key, otherwise, min, max));
    }

    public boolean flag(String key, boolean otherwise) {
        YamlValue value = get(key);
        return value == null ? otherwise : value.flag();
    }

    /** An absent key is an empty list. */
    public List<YamlValue> items(String key) {
        YamlValue value = get(key);
        return value == null ? List.of() : value.items();
    }

    public List<String> texts(String key) {
        return items(key).stream().map(YamlValue::text).toList();
    }

    /** An absent key is an empty mapping; the same one each time. */
    public YamlMap map(String key) {
        asked.add(key);
        YamlMap known = maps.get(key);
        if (known != null) return known;
        YamlValue value = values.get(key);
        YamlMap map = value == null ? new YamlMap(place(key), pathOf(key), faults) : value.map();
        maps.put(key, map);
        return map;
    }

    /** One of a closed choice. */
    public String choice(String key, String otherwise, List<String> known) {
        YamlValue value = get(key);
        return value == null ? otherwise : value.oneOf(known, "write one of " + String.join(", ", known));
    }

    /** Tells the keys that nobody asked for, here and below. */
    public void done() {
        List<String> unknown = new ArrayList<>(places.keySet());
        unknown.removeAll(asked);
        for (String key : unknown) {
            String mend = Suggest.from(key, asked, "remove it");
            faults.add(place(key), "there is no key " + pathOf(key), mend, "未知的键 " + key);
        }
        maps.forEach((key, map) -> {
            if (asked.contains(key)) map.done();
        });
    }
}
