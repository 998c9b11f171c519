package hotswitch.call.leg;

import hotswitch.sip.message.SipMessage;

/** Of arriving legs: those that say the same, as the calls of one carrier to one number do, share an {@link Origin}. */
public final class Origins {
    /** A power of two. */
    private static final int PLACES = 256;

    private final Origin[] seen = new Origin[PLACES];

    public Origin of(SipMessage invite, String dialled) {
        int place = dialled.hashCode() & (PLACES - 1);
        Origin known = seen[place];
        if (known != null && known.isOf(invite, dialled)) {
            return known;
        }
        Origin origin = Origin.of(invite, dialled);
        if (origin.isPlain()) {
            seen[place] = origin;
        }
        return origin;
    }
}
