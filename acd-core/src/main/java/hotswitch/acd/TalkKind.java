package hotswitch.acd;

/** What a party of a call does from its connection on; one after the other without a gap. */
public enum TalkKind {
    /** Hears the other side and is heard. */
    TALK,
    /** On hold, or holding. The customer of an agent who consults is on hold, too. */
    HOLD,
    /** Talks with the other party of a consultation, without the customer. */
    CONSULT,
    /** Three parties hear each other. */
    CONFERENCE,
    /** The customer after a transfer: waits for the next party. */
    WAIT
}
