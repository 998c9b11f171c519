package hotswitch.acd.call;

/** {@code ARRIVED → IN_IVR → QUEUED → OFFERED → CONNECTED ⇄ HELD → RELEASED}; DIALLING: a seat rings somebody. */
public enum CallState {
    ARRIVED,
    IN_IVR,
    QUEUED,
    OFFERED,
    DIALLING,
    CONNECTED,
    HELD,
    RELEASED
}
