package hotswitch.sip.overload;

import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;

/**
 * Decides which new requests are refused so that the others are served in time. The measure is how long datagrams lie
 * in the socket before they are read: not a rate, for nobody knows what a call costs today. When even the shortest wait
 * of two windows is above the target, the line stands and does not drain. Requests within dialogs are never refused
 * here, nor is OPTIONS; REGISTER and other requests outside dialogs have a budget of their own and more patience.
 */
public final class Overload {
    private static final long WINDOW_NS = 100_000_000;
    /** Fewer messages than this in a window are no overload, whatever delayed them. */
    private static final int MESSAGES_MIN = 20;

    private static final int REGISTER_TARGETS = 4;
    private static final int RETRY_INVITE_S = 3;
    private static final int RETRY_REGISTER_S = 10;

    private final Budget invites = new Budget(1);
    private final Budget registers = new Budget(REGISTER_TARGETS);
    private long targetNs;
    private long windowFromNs;
    private long leastNs = Long.MAX_VALUE;
    private long mostNs;
    private int messages;
    private boolean standing;
    private long invitesRefused;
    private long othersRefused;

    /** How long requests may stand in line, ns; 0: nothing is ever refused. */
    public void target(long ns) {
        targetNs = ns;
        if (ns == 0) {
            invites.clear();
            registers.clear();
        }
    }

    /**
     * Messages were read.
     *
     * @param waitNs how long the oldest of them had lain in the socket
     * @param lost the kernel had no room for some that came meanwhile
     */
    public void onRead(long waitNs, int count, boolean lost, long nowNs) {
        if (targetNs == 0) {
            return;
        }
        close(nowNs);
        long feltNs = lost ? Math.max(waitNs, 2 * targetNs) : waitNs;
        leastNs = Math.min(leastNs, feltNs);
        mostNs = Math.max(mostNs, feltNs);
        messages += count;
    }

    /** Judges the windows that are over; one in which nothing came had nobody waiting. */
    private void close(long nowNs) {
        if (nowNs - windowFromNs < WINDOW_NS) {
            return;
        }
        boolean over = messages >= MESSAGES_MIN && leastNs > targetNs;
        boolean adjusts = invites.loss() > 0 || (over && standing);
        standing = over;
        if (adjusts) {
            long least = messages >= MESSAGES_MIN ? leastNs : 0;
            long most = messages >= MESSAGES_MIN ? mostNs : 0;
            invites.adjust(least, most, targetNs);
            registers.adjust(least, most, targetNs);
        }
        if (nowNs - windowFromNs > 8 * WINDOW_NS) {
            invites.clear();
            registers.clear();
        }
        windowFromNs = nowNs;
        leastNs = Long.MAX_VALUE;
        mostNs = 0;
        messages = 0;
    }

    /** Seconds for Retry-After if this request, which no transaction knows, is refused; 0: it is let in. */
    public int refuses(SipMessage request, long nowNs) {
        if (targetNs == 0 || invites.loss() == 0 || request.hasToTag()) {
            return 0;
        }
        close(nowNs);
        long hash = request.callIdHash();
        return switch (request.method()) {
            case INVITE -> {
                boolean refused = invites.refuses(hash);
                invitesRefused += refused ? 1 : 0;
                yield refused ? spread(hash, RETRY_INVITE_S) : 0;
            }
            case ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, INFO, REFER -> 0;
            case REGISTER, NOTIFY, SUBSCRIBE, MESSAGE, PUBLISH, OTHER -> {
                boolean refused = registers.refuses(hash);
                othersRefused += refused ? 1 : 0;
                yield refused ? spread(hash, RETRY_REGISTER_S) : 0;
            }
        };
    }

    /** Not all of them shall come back at once. */
    private static int spread(long hash, int most) {
        return 1 + (int) Math.floorMod(hash >>> 40, (long) most);
    }

    /** RFC 7339 §4: percent of new calls that a neighbour should not send. */
    public int lossPercent() {
        return (invites.loss() + 9) / 10;
    }

    /** Percent of registrations that are refused. */
    public int registerLossPercent() {
        return (registers.loss() + 9) / 10;
    }

    /** Refused since the start: new calls, or everything else. */
    public long refused(Method kind) {
        return kind == Method.INVITE ? invitesRefused : othersRefused;
    }
}
