package hotswitch.sip.transport;

import java.util.concurrent.atomic.AtomicLongArray;

/** Counters with one writer, the signalling loop; anyone may read. */
public final class TransportCounters {
    /** What is counted. */
    public enum Count {
        /** Messages handed up, from datagrams. */
        DATAGRAMS_IN,
        DATAGRAMS_OUT,
        /** Datagrams not sent because the socket's backlog was full. */
        DATAGRAMS_DROPPED,
        /** Times at which the kernel had no room for datagrams that came. */
        RECEIVE_OVERFLOWS,
        /** Messages handed up, from streams. */
        FRAMES_IN,
        FRAMES_OUT,
        /** Keep-alives of either transport. */
        KEEP_ALIVES,
        CONNECTIONS_ACCEPTED,
        CONNECTIONS_OPENED,
        /** Of either kind; open are those accepted and opened less these. */
        CONNECTIONS_CLOSED,
        /** Not opened, not accepted, or only to say so: too many. */
        CONNECTIONS_REFUSED,
        /** Closed for bytes that cannot be a SIP stream, or a message over the limit. */
        STREAMS_MALFORMED,
        /** Closed for a message that was begun and not finished in time, or never begun. */
        STREAMS_SLOW,
        /** Closed with a message unfinished, because all unfinished ones together took too much room. */
        STREAMS_CROWDED,
        /** Closed as soon as they came: room was short, and their source, where nobody is known, had its share. */
        STREAMS_OVER_SHARE,
        /** Closed, old and new, because their source is not heard. */
        STREAMS_BANNED,
        /** Closed because the TLS handshake failed: no common version, or a certificate that is not believed. */
        STREAMS_UNTRUSTED,
        /** Closed for silence. */
        STREAMS_IDLE,
        /** Closed because the peer did not take what was sent. */
        STREAMS_STUCK,
        /** Hops told as failed. */
        HOPS_FAILED
    }

    private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);

    TransportCounters() {}

    /** The count since the start. */
    public long get(Count count) {
        return counts.get(count.ordinal());
    }

    /** Stream connections of either kind that are there. */
    public long openConnections() {
        return get(Count.CONNECTIONS_ACCEPTED) + get(Count.CONNECTIONS_OPENED) - get(Count.CONNECTIONS_CLOSED);
    }

    /** Single writer: an ordered store, no locked instruction. */
    void add(Count count) {
        int index = count.ordinal();
        counts.setRelease(index, counts.getPlain(index) + 1);
    }
}
