package hotswitch.sip.transaction;

import hotswitch.sip.message.SipMessage;

/** How a request is known and where its responses go: what a transaction takes over when it begins. Used again. */
final class Arrival {
    /** The top Via's, or for RFC 2543 senders what stands for it. */
    final StringBuilder branch = new StringBuilder(64);
    /** Hash of branch and method. */
    long key;
    /** Hash of the request apart from its path (RFC 3261 §8.2.2.2), 0 when it has a To tag. */
    long mergeKey;

    Hop source;
    Hop replyTo;
    /** The top Via's sent-by; port -1: it names none. */
    String viaHost = "";

    int viaPort;

    void path(SipMessage request, Hop from) {
        source = from;
        replyTo = replyTo(request, from);
        viaHost = request.viaHost(from.address());
        viaPort = request.viaPort();
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
