package hotswitch.sip.message;

import org.agrona.DirectBuffer;

/** SIP methods (RFC 3261 and its extensions). Method names are case-sensitive (RFC 3261 §7.1). */
public enum Method {
    INVITE,
    ACK,
    BYE,
    CANCEL,
    OPTIONS,
    REGISTER,
    INFO,
    PRACK,
    UPDATE,
    REFER,
    NOTIFY,
    SUBSCRIBE,
    MESSAGE,
    PUBLISH,
    /** Any other token; {@link SipMessage#methodText()} has its name. */
    OTHER;

    private static final Method[] LISTED = values();

    /** The method of this name; OTHER when it is not listed. */
    public static Method of(String name) {
        for (Method method : LISTED) {
            if (method != OTHER && method.name().equals(name)) {
                return method;
            }
        }
        return OTHER;
    }

    static Method of(DirectBuffer buffer, int offset, int length) {
        for (Method method : LISTED) {
            if (method != OTHER && Scan.equals(buffer, offset, length, method.name())) {
                return method;
            }
        }
        return OTHER;
    }
}
