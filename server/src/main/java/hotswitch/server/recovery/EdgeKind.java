package hotswitch.server.recovery;

/** What only the edges know but a restart needs. The codes are on disk and are never reused. */
public enum EdgeKind {
    /** Contacts of a device; key: address of record. */
    REGISTRATION(1),
    /** Call-ID, tags, CSeq, remote target, route set, negotiated SDP, media ports; key: leg id, in decimal digits. */
    DIALOG(2),
    /** Health of a trunk; key: its name. */
    TRUNK(3),
    /** State of a backup line; key: its name. */
    LINE(4),
    /** What a recording in progress needs to be finished; key: call id and segment. */
    RECORDING(5),
    /** Whatever the node itself keeps; key: its name. */
    NODE(6),
    /** Who watches a seat's phones; key: Call-ID and our tag. */
    SUBSCRIPTION(7),
    /** How often who has dialled outside in the last hour; key: an agent or a seat. */
    TOLL(8);

    /** In the order of their codes, without a gap. */
    private static final EdgeKind[] ALL = values();

    final int code;

    EdgeKind(int code) {
        this.code = code;
    }

    static EdgeKind of(int code) {
        if (code < 1 || code > ALL.length) {
            throw new IllegalArgumentException("edge kind " + code + " is not of this version");
        }
        return ALL[code - 1];
    }
}
