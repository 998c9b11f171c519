package hotswitch.server.config.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One value of a YAML file. What does not fit is a fault, and reading goes on with something harmless. */
public final class YamlValue {
    private static final Set<String> YES = Set.of("true", "yes", "on");
    private static final Set<String> NO = Set.of("false", "no", "off");
    private final Place place;
    private final String path;
    private final Node node;
    private final Faults faults;

    YamlValue(String file, String path, Node node, Faults faults) {
        this(new Place(file, line(node)), path, node, faults);
    }

    private YamlValue(Place place, String path, Node node, Faults faults) {
        this.place = place;
        this.path = path;
        this.node = node;
        this.faults = faults;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** The same value as if it stood elsewhere. */
    YamlValue under(Place otherPlace, String otherPath) {
        return new YamlValue(otherPlace, otherPath, node, faults);
    }

    /** What stands nowhere, like an override, has no lines inside either. */
    private YamlValue child(String childPath, Node child) {
        Place at = place.line() == 0 ? place : new Place(place.file(), line(child));
        return new YamlValue(at, childPath, child, faults);
    }

    public Place place() {
        return place;
    }

    /** Dotted, for messages. */
    public String path() {
        return path;
    }

    public boolean isScalar() {
        return node instanceof ScalarNode;
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    public String text() {
        if (node instanceof ScalarNode scalar)
            return empty() ? "" : scalar.getValue().strip();
        fault("is no single value", "write one text or number", "此处应为单个值");
        return "";
    }

    public long number(long min, long max) {
        String text = text();
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) return number;
            fault("is " + text, "write a number from " + min + " to " + max, "数值超出范围 " + min + "–" + max);
        } catch (NumberFormatException e) {
            fault("is \"" + text + "\", no whole number", "write a number from " + min + " to " + max, "此处应为整数");
        }
        return min;
    }

    public boolean flag() {
        String text = text();
        if (!YES.contains(text) && !NO.contains(text))
            fault("is \"" + text + "\"", "write true or false", "此处应为 true 或 false");
        return YES.contains(text);
    }

    /** One of a closed choice; the first of it where it is none. */
    public String oneOf(List<String> known, String mend) {
        String text = text();
        if (known.contains(text)) return text;
        fault("is \"" + text + "\"", Suggest.from(text, known, mend), "取值无效");
        return known.getFirst();
    }

    /** A list; a single value is a list of one, no value is an empty one. */
    public List<YamlValue> items() {
        List<YamlValue> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node each : sequence.getValue()) items.add(child(path, each));
        } else if (!empty()) {
            items.add(this);
        }
        return items;
    }

    public List<String> texts() {
        return items().stream().map(YamlValue::text).toList();
    }

    public YamlMap map() {
        YamlMap map = new YamlMap(place, path, faults);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple each : mapping.getValue()) entry(map, each);
        } else if (!empty()) {
            fault("is no mapping", "write \"key: value\" lines here", "此处应为键值映射");
        }
        return map;
    }

    private void entry(YamlMap map, NodeTuple entry) {
        YamlValue key = child(path, entry.getKeyNode());
        String name = key.text();
        map.put(name, child(map.pathOf(name), entry.getValueNode()), key.place());
    }

    public void fault(String what, String mend, String zh) {
        faults.add(place, (path.isEmpty() ? "this" : path) + " " + what, mend, zh);
    }

    /** {@code key:} with nothing behind it. */
    private boolean empty() {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && (scalar.getValue().isEmpty()
                        || scalar.getValue().equals("null")
                        || scalar.getValue().equals("~"));
    }
}
