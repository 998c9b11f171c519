package hotswitch.trunk.number;

/** May a number be shown? */
public sealed interface Display {
    /** Yes; {@code authorisation} belongs into the audit. */
    record Permitted(String number, String authorisation) implements Display {}

    record Denied(String number, Reason reason) implements Display {}

    /** Why not. */
    enum Reason {
        /** Not on the list at all. */
        NOT_LISTED,
        /** On the list, but no paper is named. */
        NOT_AUTHORISED,
        /** Not for this trunk, or its carrier does not permit it. */
        NOT_ON_THIS_TRUNK
    }
}
