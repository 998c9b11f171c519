package hotswitch.sim.signal.party;

import hotswitch.sim.Dice;
import hotswitch.sim.signal.Mischief;
import hotswitch.sim.signal.node.NodeSetup;
import hotswitch.sip.dialog.DialogId;
import hotswitch.sip.header.Replaces;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Connect;

/**
 * A telephone dials. Beside a call that it has: to ask somebody, and to put the call through to him when he answers, or
 * while he rings still (RFC 5589 §7).
 */
final class SeatCall extends FarCall {
    private final Telephone telephone;
    /** Null: it has no other call. */
    private final FarCall first;

    private final String dialled;
    /** The switch's tag, "" before it said one. */
    private String tag = "";

    SeatCall(Telephone telephone, Dice dice, FarCall first, String dialled) {
        super(telephone, dice);
        this.telephone = telephone;
        this.first = first;
        this.dialled = dialled;
    }

    void call() {
        boolean offerless = dice.chance(chaos(Mischief.LATE_ACK));
        if (offerless) {
            withoutOffer();
        }
        String from = telephone.device() + "@" + NodeSetup.DOMAIN;
        Connect.Content content = Connect.Content.sdp(offerless ? "" : sdp());
        party.connect(this, dialled, from, content.with(required(party.name + " at " + around.nowNs())));
        if (dice.chance(chaos(Mischief.GIVES_UP))) {
            in(dice.between(0, 4 * around.options().wire().delayMaxMs()), this::hangUp);
        }
        in(60_000, this::giveUp);
    }

    @Override
    void rings(int status, SipMessage response) {
        tag = response.toTag();
        if (status >= 180 && first != null && dice.chance(0.3)) {
            in(dice.between(0, 3_000), this::putThrough);
        }
    }

    @Override
    void accepted(String sdp) {
        tag = session.dialogState().id().remoteTag();
        super.accepted(sdp);
    }

    @Override
    void talks() {
        in(dice.exponential(around.options().centre().pace().talkMs()), this::hangUp);
        if (first != null) {
            in(dice.exponential(3_000), dice.chance(0.7) ? this::putThrough : this::hangUp);
        }
    }

    /** Tags as the switch sees them (RFC 3891 §3). */
    private void putThrough() {
        if (first.isUp() && !tag.isEmpty()) {
            DialogId id = session.dialogState().id();
            Replaces replaces = new Replaces(id.callId(), tag, id.localTag(), false);
            String target = "<sip:" + dialled + "@" + NodeSetup.DOMAIN + "?" + replaces.escaped() + ">";
            first.session.refer(target, around.nowNs());
        }
    }
}
