package hotswitch.trunk.health;

/** How far an address can be trusted. */
public enum HealthState {
    /** Answers. */
    UP,
    /** Missed something lately: still used, probed at once. */
    SUSPECT,
    /** Missed too much: not used while another way exists, left alone for a rest. */
    DOWN,
    /** After the rest: probed until it has answered often enough. */
    PROBING
}
