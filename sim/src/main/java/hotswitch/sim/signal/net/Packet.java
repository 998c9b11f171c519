package hotswitch.sim.signal.net;

import hotswitch.sip.transaction.Hop;

/** One message. {@code from}, {@code to}: names of the parties. */
public record Packet(long number, String from, String to, Hop source, Hop target, byte[] bytes, WireMessage message) {
    /** Nobody is reached at its target, and nobody ever was. */
    public boolean toNobody() {
        return to.equals(target.address() + ':' + target.port());
    }

    /** Over a stream: it is said once, and lost with its connection at the most. */
    public boolean streamed() {
        return target.transport().reliable();
    }

    @Override
    public String toString() {
        return from + " > " + to + ' ' + message.label();
    }
}
