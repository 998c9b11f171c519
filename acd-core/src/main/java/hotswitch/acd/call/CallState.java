package hotswitch.acd.call;

/**
 * {@code ARRIVED → IN_IVR → QUEUED → OFFERED → CONNECTED ⇄ HELD → RELEASED}; DIALLING: a seat rings somebody;
 * ASIDE: a call-back out of its line for a while, with its place kept. TRANSFERRING: the customer hears music while
 * another seat or number rings for him, after a talk or instead of waiting longer.
 */
public enum CallState {
    ARRIVED,
    IN_IVR,
    QUEUED,
    OFFERED,
    DIALLING,
    CONNECTED,
    HELD,
    RELEASED,
    TRANSFERRING,
    ASIDE
}
