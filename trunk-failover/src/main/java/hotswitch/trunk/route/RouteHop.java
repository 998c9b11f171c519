package hotswitch.trunk.route;

import hotswitch.trunk.TrunkConfig.Address;

/**
 * One way out, ready to be dialled: number and displayed number as this carrier wants them.
 */
public record RouteHop(int trunkId, String trunk, Address address, String number, Shown shown) {
    /** The number shown: inside spelling, the carrier's spelling, and the paper that allows it. */
    public record Shown(String displayed, String onTheWire, String authorisation) {}
}
