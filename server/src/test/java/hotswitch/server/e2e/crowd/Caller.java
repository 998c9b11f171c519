package hotswitch.server.e2e.crowd;

import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;

/** Somebody who calls the hotline once, and speaks all the time: a tone of 440 Hz. */
public final class Caller implements AutoCloseable {
    public static final double TONE_HZ = 440;
    public final String ani;
    public final PhoneCall call;
    private final Phone phone;
    private boolean gaveUp;

    private Caller(Phone phone) {
        this.phone = phone;
        this.ani = phone.user;
        this.call = phone.dial("12345");
        call.voice.tone(TONE_HZ);
    }

    public static Caller dials(SwitchProcess hotline, String ani) {
        return new Caller(Phone.caller(hotline.sip(), ani));
    }

    /** The n-th caller of a crowd: everybody has a number of his own. */
    public static String ani(int n) {
        return "139%08d".formatted(n);
    }

    /** The switch answered, and neither side has cleared. */
    public boolean established() {
        return answered() && !call.ended();
    }

    public boolean answered() {
        return call.first(Caller::isAnswer) != null;
    }

    private static boolean isAnswer(SipText message) {
        return !message.isRequest()
                && message.status() == 200
                && message.cseqMethod().equals("INVITE");
    }

    /** Hangs up before any answer, as people do when nothing is heard. */
    public void giveUp() {
        gaveUp = true;
        call.cancel();
    }

    /** Gave up, hung up, or was cleared. */
    public boolean over() {
        return gaveUp || call.ended();
    }

    /** Hears a human's tone in the last 200 ms that came. */
    public boolean hears(double hz) {
        return call.voice.audio().length >= 1_600 && call.voice.hears(hz, 200) > 0.8;
    }

    @Override
    public void close() {
        phone.close();
    }
}
