package hotswitch.trunk.admission;

/** The door's answer. */
public sealed interface Admission {
    /** The call counts as inside from now on: release it once, when its leg is gone. */
    record Admitted(int trunkId) implements Admission {}

    /** RFC 3261 §21.5.4: {@code status} is 503, {@code retryAfterS} goes into Retry-After. */
    record Refused(int status, int retryAfterS, Refusal reason) implements Admission {
        static Refused of(Refusal reason) {
            return new Refused(503, reason.retryAfterS(), reason);
        }
    }
}
