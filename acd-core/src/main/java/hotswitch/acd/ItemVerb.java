package hotswitch.acd;

/** What may be said of a work item. */
public enum ItemVerb {
    ACCEPT,
    REFUSE,
    COMPLETE,
    WITHDRAW
}
