package hotswitch.sip.overload;

import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;

/**
 * Decides which new requests are refused so that the others are served in time. The measure is how long datagrams lie
 * in the socket before they are read, and how long messages of streams must have waited ({@link StreamWait}): not a
 * rate, for nobody knows what a call costs today. When even the shortest wait of two windows is above the target, the
 * line stands and does not drain. Requests within dialogs are never refused here, nor is OPTIONS; REGISTER and other
 * requests outside dialogs have a budget of their own and more patience.
 */
public final class Overload {
    private static final long WINDOW_NS = 100_000_000;
    /** When nothing came for so long, nobody is refused any more. */
    public static final long SILENCE_NS = 8 * WINDOW_NS;

    private static final int REGISTER_TARGETS = 4;
    private static final int RETRY_INVITE_S = 3;
    private static final int RETRY_REGISTER_S = 10;

    /** Of so many refused calls a second all is done as of any other; of more than these nothing but their number. */
    private static final int WHOLE_MAX = 100;

    private static final long NS_PER_S = 1_000_000_000;

    private final Budget invites = new Budget(1);
    private final Budget registers = new Budget(REGISTER_TARGETS);
    private final Refused gone = new Refused();
    private long targetNs;
    private long windowFromNs;
    private final Waits datagrams = new Waits();
    private final Waits streams = new Waits();
    private boolean standing;
    private long secondFromNs;
    private int refusedInSecond;
    private long invitesRefused;
    private long othersRefused;
    private long shed;

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
        close(nowNs, waitNs);
        long feltNs = lost ? Math.max(waitNs, 2 * targetNs) : waitNs;
        datagrams.add(feltNs, count);
    }

    /** Messages of streams were read, the oldest of which had waited so long ({@link StreamWait}). */
    public void onStreams(long waitNs, int count, long nowNs) {
        if (targetNs != 0) {
            close(nowNs, waitNs);
            streams.add(waitNs, count);
        }
    }

    /**
     * Judges the windows that are over; one in which nothing came had nobody waiting, unless it was not looked at: what
     * is read now had waited {@code waitNs}.
     */
    private void close(long nowNs, long waitNs) {
        if (nowNs - windowFromNs < WINDOW_NS) {
            return;
        }
        long leastNs = Math.max(datagrams.leastNs(), streams.leastNs());
        boolean over = leastNs > targetNs;
        boolean adjusts = invites.loss() > 0 || (over && standing);
        standing = over;
        if (adjusts) {
            long mostNs = Math.max(datagrams.mostNs(), streams.mostNs());
            invites.adjust(leastNs, mostNs, targetNs);
            registers.adjust(leastNs, mostNs, targetNs);
        }
        if (nowNs - windowFromNs - waitNs > SILENCE_NS) {
            invites.clear();
            registers.clear();
        }
        windowFromNs = nowNs;
        datagrams.clear();
        streams.clear();
    }

    /** Seconds for Retry-After if this request, which no transaction knows, is refused; 0: it is let in. */
    public int refuses(SipMessage request, long nowNs) {
        if (targetNs == 0 || request.hasToTag()) {
            return 0;
        }
        long hash = request.callIdHash();
        if (request.method() == Method.INVITE && gone.has(request, nowNs)) {
            return spread(hash, RETRY_INVITE_S);
        }
        if (invites.loss() == 0) {
            return 0;
        }
        close(nowNs, 0);
        return switch (request.method()) {
            case INVITE -> invites.refuses(hash) ? refuse(request, false, nowNs) : 0;
            case ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, INFO, REFER -> 0;
            case REGISTER, NOTIFY, SUBSCRIBE, MESSAGE, PUBLISH, OTHER -> {
                boolean refused = registers.refuses(hash);
                othersRefused += refused ? 1 : 0;
                yield refused ? spread(hash, RETRY_REGISTER_S) : 0;
            }
        };
    }

    private int refuse(SipMessage invite, boolean briefly, long nowNs) {
        invitesRefused++;
        gone.add(invite, briefly, nowNs);
        return spread(invite.callIdHash(), RETRY_INVITE_S);
    }

    /** There may be something to shed. */
    public boolean mayShed(long nowNs) {
        return invites.loss() > 0 || gone.any(nowNs);
    }

    /** As {@link #refuses}, of an INVITE: beyond so many refused in a second, of which not even a trace is kept. */
    public int sheds(SipMessage invite, long nowNs) {
        if (targetNs == 0 || invite.hasToTag() || !invite.hasUniqueBranch()) {
            return 0;
        }
        close(nowNs, 0);
        long hash = invite.callIdHash();
        boolean again = gone.hasBriefly(invite, nowNs);
        if (!again && (!invites.refuses(hash) || gone.has(invite, nowNs) || !isOneTooMany(nowNs))) {
            return 0;
        }
        shed += again ? 0 : 1;
        return again ? spread(hash, RETRY_INVITE_S) : refuse(invite, true, nowNs);
    }

    /** The caller's ACK to such a refusal: nobody waits for it. */
    public boolean shedsAck(SipMessage ack, long nowNs) {
        return ack.hasUniqueBranch() && gone.hasBriefly(ack, nowNs);
    }

    private boolean isOneTooMany(long nowNs) {
        if (nowNs - secondFromNs >= NS_PER_S) {
            secondFromNs = nowNs;
            refusedInSecond = 0;
        }
        refusedInSecond++;
        return refusedInSecond > WHOLE_MAX;
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

    /** How many of the refused calls left nothing but their number. */
    public long shed() {
        return shed;
    }
}
