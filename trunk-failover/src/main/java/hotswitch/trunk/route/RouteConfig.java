package hotswitch.trunk.route;

import java.util.List;

/** Numbers that match go over one of these trunks. */
public record RouteConfig(NumberPattern pattern, List<String> trunks) {
    public RouteConfig {
        trunks = List.copyOf(trunks);
    }
}
