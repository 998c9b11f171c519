package hotswitch.sip.transaction;

import hotswitch.sip.message.SipMessage;

/**
 * How a request is known and where its responses go.
 *
 * @param branch the top Via's branch, or for RFC 2543 senders what stands for it
 * @param key hash of branch and method
 * @param mergeKey hash of the request apart from its path (RFC 3261 §8.2.2.2), 0 when it has a To tag
 */
record Arrival(String branch, long key, long mergeKey, Path path) {
    /** Where the request came from, where its responses go, and the top Via's sent-by (port -1: it names none). */
    record Path(Hop source, Hop replyTo, String viaHost, int viaPort) {}

    static Path path(SipMessage request, Hop source) {
        return new Path(source, replyTo(request, source), request.viaHost(source.address()), request.viaPort());
    }

    Hop source() {
        return path.source();
    }

    Hop replyTo() {
        return path.replyTo();
    }

    /** RFC 3261 §18.2.2 and RFC 3581 §4; a stream's response goes back on its connection while that lives. */
    static Hop replyTo(SipMessage request, Hop source) {
        if (!source.transport().reliable() && request.viaRport()) {
            return source;
        }
        int port = request.viaPort() > 0 ? request.viaPort() : 5060;
        if (port == source.port()) {
            return source;
        }
        return new Hop(source.transport(), source.address(), port, source.connection());
    }
}
