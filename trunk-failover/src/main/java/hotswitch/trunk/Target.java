package hotswitch.trunk;

import hotswitch.trunk.TrunkConfig.Address;

/** A numeric address of a trunk. The lowest {@code rank} is tried first, equals share by {@code weight} (RFC 2782). */
public record Target(Address address, int rank, int weight) {}
