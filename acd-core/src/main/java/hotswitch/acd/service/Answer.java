package hotswitch.acd.service;

/** What a request is answered: 2xx, or 4xx/5xx with the reason; {@code callId} 0: none. */
record Answer(int status, String detail, long callId) {
    static final Answer DONE = new Answer(200, "", 0);
    static final Answer PENDING = new Answer(202, "pending", 0);
}
