package hotswitch.sim.signal.audit;

import hotswitch.sim.signal.net.Packet;
import hotswitch.sim.signal.net.WireMessage;

/** A request other than ACK, with all its copies and all its answers. */
final class Asked {
    final WireMessage first;
    final String from;
    final String to;
    /** Which life of the asked one heard it; 0: nobody has. */
    int heardInLife;

    /** Over a stream: it is not said again. */
    final boolean streamed;

    final int askerLife;
    /** Of the switch, before it was asked; its next process may word it otherwise. */
    final int crashes;

    /** For how long nothing of this call had been heard from whom it goes to, when it was said first. */
    long silentNs;

    int sent;
    /** By the present process, since it heard an answer. */
    int sentInVain;
    /** A process has said it as often as it must an INVITE, and heard nothing. */
    boolean givenUp;

    int heard;
    /** When it was heard last by a process that did not die of it; 0: never. */
    long heardNs;

    /** Status and tag of the final response, as sent and as heard; "" none. */
    String answered = "";
    /** When it was answered first, epoch ns. */
    long answeredNs;
    /** A copy came when its answer was forgotten, as it may be by then. */
    boolean forgotten;

    /** By the present process. */
    int answersSent;
    /** A process has said its final response as often as it must. */
    boolean saidInFull;
    /** It was refused in the moment in which it was heard: of that nothing is written down. */
    boolean refusedAtOnce;

    String answerHeard = "";
    boolean provisionalHeard;
    boolean cancelled;

    Asked(Packet packet, Lives lives) {
        first = packet.message();
        from = packet.from();
        to = packet.to();
        streamed = packet.streamed();
        askerLife = lives.of(from);
        crashes = lives.crashes();
    }

    boolean initialInvite() {
        return first.isInvite() && first.toTag().isEmpty();
    }

    @Override
    public String toString() {
        return first.label() + ' ' + first.cseq() + " of " + from + " to " + to + ", Call-ID " + first.callId();
    }
}
