package hotswitch.server.config;

import hotswitch.trunk.TrunkConfig;
import hotswitch.trunk.route.RouteConfig;
import java.util.List;

/**
 * {@code trunks.yaml}: carriers in the order of the file, and which of them carry what. The first pattern that
 * fits decides; a
 * route without trunks forbids its numbers.
 */
public record TrunksConfig(List<TrunkConfig> trunks, List<RouteConfig> routes) {}
