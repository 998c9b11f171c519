package hotswitch.sip.header;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;

/** For how long not to ask again (RFC 3261 §20.33); a comment and parameters may follow the seconds. */
public final class RetryAfter {
    private RetryAfter() {}

    /** 0: the response names no time. */
    public static long seconds(SipMessage response) {
        String value = response.value(HeaderName.RETRY_AFTER);
        int end = 0;
        while (value != null && end < value.length() && " \t(;".indexOf(value.charAt(end)) < 0) {
            end++;
        }
        return end == 0 ? 0 : Math.max(0, Contact.seconds(value.substring(0, end)));
    }
}
