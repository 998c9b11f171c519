package hotswitch.call.leg;

import hotswitch.sip.session.Connect;
import hotswitch.sip.session.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * What a leg that we create tries: all contacts of a seat at once, or the hops to a number one after the other. A
 * seat's may serve another leg when its own is over ({@link SpareLegs}), and so may its orders: the sessions that were
 * begun by them have ended.
 */
public final class Attempt {
    /** Temporarily Unavailable (RFC 3261 §21.4.18). */
    private static final int NO_ANSWER = 480;

    /** Contacts rung, or hops still to be tried and the present one. */
    public final List<Connect> connects;
    /** Hops only: the trunk of each connect, same index. */
    public final List<String> trunks;
    /** What is shown to the called party; "" for a seat. */
    public final String displayed;
    /** Contacts only: further ways to the phone of each connect (RFC 5626 §5.3); not kept over a restart. */
    public List<List<Connect>> spares = List.of();
    /** Contacts only: the session of each connect, same index. */
    public final List<Session> rung = new ArrayList<>(1);
    /** Index of the present hop. */
    public int at;
    /** The best refusal so far; what the core is told in the end. */
    public int status = NO_ANSWER;
    /** The core was told which trunk carries it. */
    public boolean routed;
    /** Epoch ns until which the present hop must give a first response; {@link Long#MAX_VALUE}: it has. */
    public long firstResponseNs = Long.MAX_VALUE;

    /** Its lists grow, and it may serve another leg. */
    final boolean ofSeat;
    /** Orders of legs that it served before. */
    private final List<Connect> spareOrders = new ArrayList<>(1);

    /** Of a seat, without its contacts. */
    Attempt() {
        connects = new ArrayList<>(1);
        trunks = List.of();
        displayed = "";
        ofSeat = true;
    }

    /** An order to be filled and put among {@link #connects}, or {@link #spares}. */
    public Connect order() {
        return spareOrders.isEmpty() ? new Connect() : spareOrders.removeLast();
    }

    /** Its leg is over, and nothing of it goes on. */
    void forget() {
        while (!connects.isEmpty()) {
            spareOrders.add(connects.removeLast());
        }
        spares = List.of();
        rung.clear();
        at = 0;
        status = NO_ANSWER;
        routed = false;
        firstResponseNs = Long.MAX_VALUE;
    }

    public Attempt(List<Connect> connects, List<String> trunks, String displayed) {
        this.connects = connects;
        this.trunks = trunks;
        this.displayed = displayed;
        ofSeat = false;
    }
}
