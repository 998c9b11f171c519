package hotswitch.call.watch;

import hotswitch.sip.event.EventLimits;
import java.util.SortedMap;

/**
 * Which phones may watch which seats.
 *
 * @param sites seat → where it stands
 */
public record WatchConfig(Who who, SortedMap<String, String> sites, EventLimits limits) {
    /** Who may watch a seat. */
    public enum Who {
        /** Every seat of the switch. */
        EVERYBODY,
        /** The seats of the same site. */
        SITE,
        NOBODY
    }

    /** Whether this seat may watch that one, which must be one of ours. */
    public boolean mayWatch(String watcher, String seat) {
        String site = sites.get(seat);
        return switch (who) {
            case EVERYBODY -> site != null;
            case SITE -> site != null && site.equals(sites.get(watcher));
            case NOBODY -> false;
        };
    }
}
