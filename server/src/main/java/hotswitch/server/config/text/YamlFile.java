package hotswitch.server.config.text;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A YAML file as a tree of values that know their lines. */
public final class YamlFile {
    private YamlFile() {}

    /** The mapping at the root of a file; an empty one if the file is absent or broken. */
    public static YamlMap read(ConfDir conf, String name, boolean required) {
        Place place = new Place(name, 1);
        String text = conf.text(name, required);
        YamlValue root = text == null ? null : value(place, text, conf.faults());
        return root == null ? new YamlMap(place, "", conf.faults()) : root.map();
    }

    /** Null if there is nothing in it, or nothing that can be read (a fault). */
    static YamlValue value(Place place, String text, Faults faults) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(place.file())
                .setUseMarks(true)
                .setParseComments(false)
                .setMaxAliasesForCollections(50)
                .build();
        try {
            Node node = new Compose(settings).composeString(text).orElse(null);
            return node == null ? null : new YamlValue(place.file(), "", node, faults);
        } catch (MarkedYamlEngineException e) {
            int line = place.line() == 0
                    ? 0
                    : e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            String what = "this is no YAML: " + e.getProblem();
            faults.add(
                    new Place(place.file(), line),
                    what,
                    "look at quotes, colons and indentation here and above",
                    "YAML 语法错误");
            return null;
        } catch (YamlEngineException e) {
            faults.add(
                    place, "this is no YAML: " + e.getMessage(), "look at quotes, colons and indentation", "YAML 语法错误");
            return null;
        }
    }
}
