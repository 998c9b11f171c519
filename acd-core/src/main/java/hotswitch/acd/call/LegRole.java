package hotswitch.acd.call;

/** Who stands at the far end of a leg. */
public enum LegRole {
    CALLER,
    AGENT,
    LINE,
    PARTY;

    /** As records and causes name it. */
    public String word() {
        return switch (this) {
            case CALLER -> "caller";
            case AGENT -> "agent";
            case LINE -> "line";
            case PARTY -> "party";
        };
    }
}
