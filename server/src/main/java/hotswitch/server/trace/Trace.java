package hotswitch.server.trace;

import hotswitch.sip.transaction.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A stretch of the ring, in order. {@code next}: where the next one begins; {@code lost}: its beginning was written
 * over before it was read.
 */
public record Trace(List<Message> messages, List<Link> links, long next, boolean lost) {
    /** {@code text}: masked, and cut where {@code length} is greater. */
    public record Message(
            long timeNs, boolean received, Transport transport, Peer local, Peer remote, byte[] text, int length) {
        public Peer from() {
            return received ? remote : local;
        }

        public Peer to() {
            return received ? local : remote;
        }
    }

    public record Peer(String address, int port) {
        @Override
        public String toString() {
            return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
        }
    }

    /** A dialog of this call. */
    public record Link(long call, String sipCallId) {}

    /** The messages of all its dialogs. */
    public List<Message> of(long call) {
        TreeSet<String> dialogs = new TreeSet<>();
        for (Link link : links) {
            if (link.call == call) {
                dialogs.add(link.sipCallId);
            }
        }
        List<Message> all = new ArrayList<>();
        for (Message message : messages) {
            if (dialogs.contains(Glance.at(message).callId())) {
                all.add(message);
            }
        }
        return all;
    }

    /** Call by Call-ID. */
    public void putLinks(Map<String, Long> into) {
        links.forEach(link -> into.put(link.sipCallId, link.call));
    }
}
