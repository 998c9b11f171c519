package hotswitch.server.e2e.crowd;

import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.util.List;

/** A caller and an agent who talk: 440 Hz one way, 660 Hz the other. */
public final class Conversation implements AutoCloseable {
    public final Caller caller;
    public final PhoneCall agent;

    public Conversation(Caller caller, PhoneCall agent) {
        this.caller = caller;
        this.agent = agent;
    }

    /** A call by whichever of these agents it is offered to; returns when both hear each other. */
    public static Conversation begin(SwitchProcess hotline, String ani, List<Desk> desks) {
        Caller caller = Caller.dials(hotline, ani);
        PhoneCall agent = Await.value("an offer of " + ani, () -> offered(desks));
        agent.answer();
        agent.voice.tone(Carrier.TONE_HZ);
        Conversation begun = new Conversation(caller, agent);
        Await.until("both hear each other: " + begun, begun::goesOn);
        return begun;
    }

    private static PhoneCall offered(List<Desk> desks) {
        for (Desk desk : desks) {
            PhoneCall call = desk.phone().nextCall();
            if (call != null) {
                return call;
            }
        }
        return null;
    }

    /** Both hear each other's tone in what came last. */
    public boolean goesOn() {
        return caller.hears(Carrier.TONE_HZ)
                && agent.voice.audio().length >= 1_600
                && agent.voice.hears(Caller.TONE_HZ, 200) > 0.8;
    }

    /** Only what is heard from now on counts. */
    public void forget() {
        caller.call.voice.forget();
        agent.voice.forget();
    }

    public boolean established() {
        return caller.established() && !agent.ended();
    }

    @Override
    public void close() {
        caller.close();
    }

    @Override
    public String toString() {
        return "conversation of " + caller.ani;
    }
}
