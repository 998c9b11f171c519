package hotswitch.sip.session;

import hotswitch.sip.header.SessionExpires;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;

/**
 * The interval that a request of ours offers (RFC 4028 §7.1). Whoever finds it too short says 422 and what would do
 * (§7.3); whoever says 422 without that gets no timer at all, for a call is worth more.
 */
final class TimerOffer {
    /** Of a chain of proxies each may want more. */
    private static final int RAISES_MAX = 4;

    private int seconds;
    private int minimum;
    private int raises;

    TimerOffer() {
        begin(0);
    }

    /** Of another session; 0: none. */
    void begin(int offered) {
        seconds = offered;
        minimum = SessionTimer.MIN_S;
        raises = 0;
    }

    /** What that one has come to. */
    void continues(TimerOffer former) {
        seconds = former.seconds;
        minimum = former.minimum;
        raises = former.raises;
    }

    /** Into the INVITE that begins a session; who refreshes is the peer's to say. */
    void write(SipWriter out, boolean reliable) {
        if (seconds > 0) {
            out.header(HeaderName.SUPPORTED, reliable ? "100rel, timer, replaces" : "timer, replaces");
            out.header(HeaderName.SESSION_EXPIRES, seconds);
            writeMinimum(out);
        } else {
            out.header(HeaderName.SUPPORTED, reliable ? "100rel, replaces" : "replaces");
        }
    }

    /** Into a refresh: whoever sends it goes on refreshing (§7.4). */
    void writeRefresh(SipWriter out) {
        out.header(HeaderName.SUPPORTED, SessionTimer.TAG);
        out.header(HeaderName.SESSION_EXPIRES, seconds + ";refresher=uac");
        writeMinimum(out);
    }

    private void writeMinimum(SipWriter out) {
        if (minimum > SessionTimer.MIN_S) {
            out.header(HeaderName.MIN_SE, minimum);
        }
    }

    /** True for a 422 after which the request is to be sent once more. */
    boolean tooShort(SipMessage response) {
        if (response.status() != 422 || seconds == 0 || ++raises > RAISES_MAX) {
            return false;
        }
        SessionExpires least = SessionExpires.parse(response.value(HeaderName.MIN_SE));
        boolean more = least != null && least.seconds() > seconds;
        minimum = more ? Math.max(minimum, least.seconds()) : minimum;
        seconds = more ? least.seconds() : 0;
        return true;
    }

    /** What was agreed; the peer's minimum is remembered. */
    void agreed(int intervalS) {
        seconds = intervalS;
        raises = 0;
    }

    int seconds() {
        return seconds;
    }
}
