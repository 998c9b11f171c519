package hotswitch.sim.signal.party;

import hotswitch.sim.Dice;
import hotswitch.sim.signal.Mischief;
import hotswitch.sim.signal.node.NodeSetup;
import hotswitch.sip.dialog.DialogId;
import hotswitch.sip.header.Replaces;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.Session;
import java.util.List;

/** A telephone takes what rings, or is talked, at another one: INVITE with Replaces (RFC 3891). */
final class TakingCall extends FarCall {
    private final Telephone telephone;

    TakingCall(Telephone telephone, Dice dice) {
        super(telephone, dice);
        this.telephone = telephone;
    }

    /** {@code theirs}: the other telephone's; it knows the tags the other way round. */
    void take(Session theirs) {
        if (chaos(Mischief.PICKS_UP) == 0 || vanished(theirs)) {
            return;
        }
        DialogId id = theirs.dialogState().id();
        Replaces replaces = new Replaces(id.callId(), id.remoteTag(), id.localTag(), dice.chance(0.1));
        boolean offerless = dice.chance(chaos(Mischief.LATE_ACK));
        if (offerless) {
            withoutOffer();
        }
        List<String> headers = List.of("Replaces: " + replaces.format());
        String from = telephone.device() + "@" + NodeSetup.DOMAIN;
        party.connect(this, telephone.device(), from, Connect.Content.sdp(headers, offerless ? "" : sdp()));
        if (dice.chance(chaos(Mischief.GIVES_UP))) {
            in(dice.between(0, 4 * around.options().wire().delayMaxMs()), this::hangUp);
        }
        in(60_000, this::giveUp);
    }

    private boolean vanished(Session theirs) {
        return around.network().isCut(theirs.callId().toString());
    }

    @Override
    void talks() {
        in(dice.exponential(around.options().centre().pace().talkMs()), this::hangUp);
    }
}
