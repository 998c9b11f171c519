package hotswitch.server.cti.live;

import hotswitch.acd.Fact.LineChanged;
import hotswitch.acd.LineState;
import hotswitch.acd.config.CentreConfig.LineConfig;
import hotswitch.server.cti.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The backup lines, as the facts told; under the view's lock. */
public final class LiveLines {
    private final Map<String, LineConfig> configs = new TreeMap<>();
    private final Map<String, LineChanged> lines = new TreeMap<>();

    public void configure(List<LineConfig> lineConfigs) {
        configs.clear();
        for (LineConfig each : lineConfigs) {
            configs.put(each.name(), each);
        }
    }

    public void changed(LineChanged f) {
        lines.put(f.line(), f);
    }

    public JsonArray json() {
        JsonArray all = new JsonArray();
        for (LineConfig line : configs.values()) {
            LineChanged now = lines.getOrDefault(line.name(), new LineChanged(line.name(), LineState.IDLE, 0));
            all.add(new JsonObject()
                    .put("line", line.name())
                    .put("number", line.number())
                    .put("trunk", line.trunk())
                    .put("order", line.order())
                    .put("state", Words.camel(now.state()))
                    .put("call", now.callId()));
        }
        return all;
    }
}
