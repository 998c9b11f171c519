package hotswitch.acd;

/** CSTA's call events (ECMA-269) as published by the event stream. */
public enum CallEventType {
    SERVICE_INITIATED,
    ORIGINATED,
    NETWORK_REACHED,
    QUEUED,
    DELIVERED,
    DIVERTED,
    ESTABLISHED,
    HELD,
    RETRIEVED,
    CONNECTION_CLEARED,
    FAILED,
    TRANSFERRED,
    CONFERENCED
}
