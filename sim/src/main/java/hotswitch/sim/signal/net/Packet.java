package hotswitch.sim.signal.net;

import hotswitch.sip.transaction.Hop;

/** One datagram. {@code from}, {@code to}: names of the parties. */
public record Packet(long number, String from, String to, Hop source, Hop target, byte[] bytes, WireMessage message) {
    @Override
    public String toString() {
        return from + " > " + to + ' ' + message.label();
    }
}
