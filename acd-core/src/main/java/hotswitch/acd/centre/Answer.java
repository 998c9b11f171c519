package hotswitch.acd.centre;

/** What a request is answered: 2xx, or 4xx/5xx with the reason; {@code callId} 0: none. */
public record Answer(int status, String detail, long callId) {
    public static final Answer DONE = new Answer(200, "", 0);
    public static final Answer PENDING = new Answer(202, "pending", 0);
}
