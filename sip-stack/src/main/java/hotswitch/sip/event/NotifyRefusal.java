package hotswitch.sip.event;

/** Answers to a NOTIFY that are no 2xx. */
public final class NotifyRefusal {
    private NotifyRefusal() {}

    /**
     * Whether this one ends the subscription (RFC 6665 §4.2.2, RFC 5057 §5.1): the watcher does not know it, or is not
     * there. All others refuse this one NOTIFY alone.
     */
    public static boolean ends(int status) {
        return switch (status) {
            case 404, 405, 408, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 502, 604 -> true;
            default -> false;
        };
    }
}
