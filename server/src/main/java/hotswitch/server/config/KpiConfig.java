package hotswitch.server.config;

import hotswitch.acd.kpi.AgentSpan;
import hotswitch.acd.kpi.Indicator;
import java.util.List;

/** {@code kpi.yaml} and {@code duty.csv}: indicators as data, by version, so that the past can be counted again. */
public record KpiConfig(List<Definition> definitions, List<AgentSpan> roster) {

    public record Definition(Indicator indicator, Target target) {}

    /** In per mille (of a ratio) or ms (of a mean), 0: none; {@code per}: day, month or year. */
    public record Target(int perMille, String per) {}

    /** The version that is valid on a day (epoch day in China); null if none is yet, or the name is unknown. */
    public Definition valid(String name, long day) {
        Definition found = null;
        for (Definition each : definitions) {
            boolean newer = found == null
                    || each.indicator().fromDay() > found.indicator().fromDay();
            if (each.indicator().name().equals(name) && each.indicator().fromDay() <= day && newer) {
                found = each;
            }
        }
        return found;
    }

    /** Null if there is none. */
    public Definition version(String name, int version) {
        return definitions.stream()
                .filter(d -> d.indicator().name().equals(name) && d.indicator().version() == version)
                .findFirst()
                .orElse(null);
    }

    /** Without doubles, in the order of the file. */
    public List<String> names() {
        return definitions.stream().map(d -> d.indicator().name()).distinct().toList();
    }
}
