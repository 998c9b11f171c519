package hotswitch.server.kpi;

import hotswitch.acd.kpi.Cell;
import hotswitch.server.config.KpiConfig.Definition;
import java.util.List;

/** {@code used}: the versions that counted, in the order of their days; {@code total}: all cells together. */
public record KpiAnswer(List<Definition> used, List<Cell> cells, Cell total) {
    public String name() {
        return used.getFirst().indicator().name();
    }
}
