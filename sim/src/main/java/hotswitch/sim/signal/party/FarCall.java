package hotswitch.sim.signal.party;

import hotswitch.sim.Dice;
import hotswitch.sim.signal.Mischief;
import hotswitch.sim.signal.node.Sounds;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Ended;
import hotswitch.sip.session.Session;
import hotswitch.sip.session.SessionState;
import java.util.List;

/** One call as its far side sees it: how it is changed, kept up and ended. */
abstract class FarCall implements Sounds.Source {
    private static final List<String> DIRECTIONS = List.of("sendrecv", "sendonly", "inactive", "recvonly", "");
    final Party party;
    final Surroundings around;
    final Dice dice;
    private final int rtpPort;
    Session session;
    /** The INVITE or re-INVITE that is out has no offer: our ACK must have the answer. */
    private boolean ackOwed;

    private int versions;
    /** Port of the switch's audio, 0: none yet. */
    private int theirs;

    private boolean up;
    private boolean over;

    FarCall(Party party, Dice dice) {
        this.party = party;
        this.around = party.around;
        this.dice = dice;
        this.rtpPort = around.sounds().port(party.hop.address(), this);
    }

    final boolean isUp() {
        return up && !over;
    }

    final boolean isOver() {
        return over;
    }

    final double chaos(Mischief mischief) {
        return around.chaos(mischief);
    }

    /** So many times as likely as anything. No chance is drawn in lives in which it never happens. */
    final boolean happens(Mischief mischief, double times) {
        return chaos(mischief) > 0 && dice.chance(chaos(mischief) * times);
    }

    /** What its INVITE requires: lines "Name: value". By chance of its own, so that nothing else of a life changes. */
    final List<String> required(String who) {
        boolean reliable = chaos(Mischief.RELIABLE) > 0
                && around.clock().dice("100rel of " + who).chance(0.5);
        return reliable ? List.of("Require: 100rel") : List.of();
    }

    /** Later, if the call goes on by then. */
    final void in(long ms, Runnable what) {
        around.clock().in(ms, () -> {
            if (!over) {
                what.run();
            }
        });
    }

    /** What this side offers and answers. */
    final String sdp(String wanted) {
        return """
                v=0
                o=- %2$d %3$d IN IP4 %1$s
                s=-
                c=IN IP4 %1$s
                t=0 0
                m=audio %2$d RTP/AVP 8 101
                a=rtpmap:101 telephone-event/8000
                a=%4$s
                """.formatted(party.hop.address(), rtpPort, ++versions, wanted).replace("\n", "\r\n");
    }

    final String sdp() {
        return sdp("sendrecv");
    }

    // ---- what the stack tells

    void invited(SipMessage invite) {
        throw new IllegalStateException("nobody calls " + party.name);
    }

    void rings(int status, SipMessage response) {}

    void accepted(String sdp) {
        remote(sdp);
        owed();
        begin();
    }

    void acked(String sdp) {
        if (!up) {
            begin();
        }
    }

    /** The switch refreshes the session by a re-INVITE. */
    final void asked() {
        session.acceptReinvite(sdp(), around.nowNs());
    }

    void refused(int status, SipMessage response) {}

    void ended(Ended why) {
        over = true;
    }

    /** Its party lost its memory. */
    final void forgotten() {
        over = true;
    }

    final void remote(String sdp) {
        int at = sdp.indexOf("m=audio ");
        if (at >= 0) {
            theirs = Integer.parseInt(sdp.substring(at + 8, sdp.indexOf(' ', at + 8)));
        }
    }

    // ---- the talk

    private void begin() {
        up = true;
        if (dice.chance(chaos(Mischief.VANISHES) / 4)) {
            in(dice.exponential(10_000), this::vanish);
        }
        changes();
        party.talks(this);
        talks();
    }

    /** The call is up: how long it lasts. */
    abstract void talks();

    private void vanish() {
        if (!around.clock().isCalm()) {
            around.network().cut(session.callId().toString());
        }
    }

    final boolean vanished() {
        return around.network().isCut(session.callId().toString())
                || around.network().isCut(party.name);
    }

    /** This side hangs up, and perhaps the other one in the same moment. */
    final void hangUp() {
        if (over) {
            return;
        }
        Sounds.Source other = theirs == 0 ? null : around.node().otherEnd(theirs);
        if (other != null && dice.chance(chaos(Mischief.BYE_CROSSES_BYE) * 2)) {
            around.clock().in(dice.between(0, 2 * around.options().wire().delayMaxMs()), other::otherLeaves);
        }
        session.close("", around.nowNs());
    }

    /** Whoever hears nothing but ringing hangs up at last. */
    final void giveUp() {
        if (!isUp()) {
            hangUp();
        }
    }

    @Override
    public final void otherLeaves() {
        if (!over && !around.clock().isCalm()) {
            session.close("", around.nowNs());
        }
    }

    @Override
    public final boolean speaks() {
        boolean talks = session.state() == SessionState.CONFIRMED || session.state() == SessionState.ACCEPTED;
        return talks && !over && !vanished();
    }

    final void press(char key) {
        if (isUp() && theirs != 0) {
            around.node().pressed(theirs, key);
        }
    }

    // ---- re-INVITEs

    private void changes() {
        if (!dice.chance(chaos(Mischief.REINVITES) * 2)) {
            return;
        }
        in(dice.exponential(3_000), () -> {
            reinvite(dice.pick(DIRECTIONS));
            if (dice.chance(0.7)) {
                in(dice.between(0, 2_000), () -> reinvite("sendrecv"));
            }
            changes();
        });
    }

    /** "" asks the switch for its offer. */
    private void reinvite(String wanted) {
        if (session.state() == SessionState.CONFIRMED && session.modifiable()) {
            ackOwed = wanted.isEmpty();
            session.reinvite(wanted.isEmpty() ? "" : sdp(wanted), around.nowNs());
        }
    }

    void changed(int status, String sdp) {
        if (status != 200) {
            ackOwed = false;
        } else if (ackOwed) {
            remote(sdp);
            owed();
        } else if (dice.chance(chaos(Mischief.REINVITES))) {
            // At once, while the ACK of the last change may be lost or late: 491.
            reinvite(dice.pick(DIRECTIONS));
        }
    }

    /** Our INVITE will have no offer. */
    final void withoutOffer() {
        ackOwed = true;
    }

    private void owed() {
        if (ackOwed) {
            in(dice.chance(chaos(Mischief.LATE_ACK)) ? dice.between(0, 3_000) : 0, this::answerInAck);
        }
    }

    private void answerInAck() {
        if (ackOwed && session.state() == SessionState.CONFIRMED) {
            ackOwed = false;
            session.ack(sdp(), around.nowNs());
        }
    }
}
