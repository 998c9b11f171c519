package hotswitch.trunk.route;

/**
 * An outgoing call looking for its way.
 *
 * @param number in the plan's spelling
 * @param displayed the number to show, empty for the trunk's first
 * @param turn a number that grows with each call: equals take turns by it
 */
public record RouteRequest(String number, String displayed, long turn) {}
