package hotswitch.sim.signal.party;

import hotswitch.sim.Dice;
import hotswitch.sim.signal.Mischief;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.sdp.SdpBody;
import hotswitch.sip.session.SessionState;
import java.util.List;

/** Somebody whom the switch calls: an agent's telephone or a number outside. Rings and answers, or does not. */
final class CalleeCall extends FarCall {
    private static final List<Integer> REFUSALS = List.of(486, 480, 603, 503, 404, 500);

    /** Its description, given before the answer: it is the answer's, too. */
    private String said = "";

    CalleeCall(Party party, Dice dice) {
        super(party, dice);
    }

    @Override
    void invited(SipMessage invite) {
        remote(SdpBody.of(invite));
        if (dice.chance(chaos(Mischief.REFUSES))) {
            in(dice.chance(0.5) ? 0 : dice.between(0, 5_000), () -> refuse(dice.pick(REFUSALS)));
            return;
        }
        if (happens(Mischief.DEFLECTS, 1)) {
            in(dice.chance(0.5) ? 0 : dice.between(0, 5_000), () -> deflect(party.elsewhere(dice)));
            return;
        }
        boolean ignored = dice.chance(chaos(Mischief.IGNORES));
        if (ignored && dice.chance(0.3)) {
            return;
        }
        if (dice.chance(0.8)) {
            rings();
        }
        if (!ignored) {
            in(dice.chance(0.3) ? 0 : dice.exponential(2_000), this::answer);
        }
    }

    /** Sometimes with audio: a network's own ringing, or what it has to say. */
    private void rings() {
        if (dice.chance(0.4)) {
            said = sdp();
            session.progress(dice.chance(0.7) ? 183 : 180, said, around.nowNs());
        } else {
            session.ring(around.nowNs());
        }
    }

    private void refuse(int status) {
        if (session.state() == SessionState.INCOMING) {
            session.reject(status, 0, "", around.nowNs());
        }
    }

    /** RFC 3261 §21.3.3. */
    private void deflect(String elsewhere) {
        if (session.state() == SessionState.INCOMING) {
            session.reject(302, List.of("Contact: <sip:" + elsewhere + ">"), around.nowNs());
        }
    }

    private void answer() {
        if (session.state() == SessionState.INCOMING) {
            session.accept(said.isEmpty() ? sdp() : said, around.nowNs());
        }
    }

    @Override
    void talks() {
        in(dice.exponential(around.options().centre().pace().talkMs()), this::hangUp);
    }
}
