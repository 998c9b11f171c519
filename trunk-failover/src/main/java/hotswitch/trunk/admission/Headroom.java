package hotswitch.trunk.admission;

/**
 * What the node has left, whatever the trunk.
 *
 * @param mediaPortsFree ports that could be bound to legs now
 * @param mediaPortsAsked ports that this call needs
 * @param ringFree the command ring is less than three quarters full
 * @param draining the node is going down
 */
public record Headroom(int mediaPortsFree, int mediaPortsAsked, boolean ringFree, boolean draining) {
    /** Plenty of everything. */
    public static final Headroom PLENTY = new Headroom(Integer.MAX_VALUE, 1, true, false);
}
