package hotswitch.sim.audit;

/** A call as those who keep the lines see it, from its first entry to its end. */
final class Waiter {
    final long callId;
    final String dnis;
    final CallBook book;
    /** By the flow, the caller's class and history, as it was at the first entry, or at that from another flow. */
    int priority;
    /** Entered after a line, on the way to the next. */
    String flow = "";

    /** Of all first entries. */
    final long entry;
    /** Of the first entry, and of that into this queue. */
    final long firstNs;

    long enteredNs;
    /** As it was told at the entry into this queue. */
    long expectedMs;

    String queue = "";
    /** In the line now, not being offered and not sent on. */
    boolean waits;

    Waiter(CallBook call, int priority, long entry, long nowNs) {
        this.priority = priority;
        this.callId = call.id;
        this.book = call;
        this.dnis = call.dnis;
        this.entry = entry;
        this.firstNs = nowNs;
    }
}
