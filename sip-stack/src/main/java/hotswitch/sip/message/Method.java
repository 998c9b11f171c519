package hotswitch.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
    private static final Method[] NONE = {};
    /** By {@link #ordinal}. */
    private static final byte[][] NAMES = names();
    /** By the length of their names. */
    private static final Method[][] BY_LENGTH = byLength();

    /** The method of this name; OTHER when it is not listed. */
    public static Method of(String name) {
        for (Method method : LISTED) {
            if (method != OTHER && method.name().equals(name)) {
                return method;
            }
        }
        return OTHER;
    }

    static Method of(byte[] buffer, int offset, int length) {
        for (Method method : length < BY_LENGTH.length ? BY_LENGTH[length] : NONE) {
            if (Arrays.equals(buffer, offset, offset + length, NAMES[method.ordinal()], 0, length)) {
                return method;
            }
        }
        return OTHER;
    }

    private static byte[][] names() {
        return Arrays.stream(LISTED)
                .map(method -> method.name().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    private static Method[][] byLength() {
        int longest = 0;
        for (Method method : LISTED) {
            longest = Math.max(longest, method.name().length());
        }
        Method[][] all = new Method[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            all[length] = Arrays.stream(LISTED)
                    .filter(method -> method != OTHER && method.name().length() == wanted)
                    .toArray(Method[]::new);
        }
        return all;
    }
}
