package hotswitch.sim.signal.party;

import hotswitch.sim.Dice;
import hotswitch.sim.signal.Mischief;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Connect;

/** One of the public calls: listens, presses keys, waits, loses patience, talks. */
final class CallerCall extends FarCall {
    private static final String KEYS = "0123456789*#";
    private final String number;
    private final String from;

    CallerCall(Carrier carrier, Dice dice, String number, String from) {
        super(carrier, dice);
        this.number = number;
        this.from = from;
    }

    void call() {
        boolean offerless = dice.chance(chaos(Mischief.LATE_ACK));
        if (offerless) {
            withoutOffer();
        }
        boolean timed = dice.chance(0.5);
        Connect.Terms terms = timed ? new Connect.Terms(dice.chance(0.3), 90) : Connect.Terms.NONE;
        Connect.Content content = Connect.Content.sdp(offerless ? "" : sdp());
        party.connect(this, number, from, content.with(required(from)), terms);
        if (dice.chance(chaos(Mischief.GIVES_UP))) {
            // Flows answer soon: the CANCEL meets the 200 on its way.
            int wireMs = around.options().wire().delayMaxMs();
            in(dice.chance(0.7) ? dice.between(0, 4 * wireMs) : dice.between(0, 3_000), this::hangUp);
        }
        in(150_000, this::giveUp);
    }

    @Override
    void rings(int status, SipMessage response) {
        if (status >= 180 && dice.chance(chaos(Mischief.GIVES_UP))) {
            in(dice.exponential(around.options().centre().pace().patienceMs()), this::giveUp);
        }
    }

    @Override
    void refused(int status, SipMessage response) {
        // The carrier plays a tone to its customer.
    }

    @Override
    void talks() {
        long patienceMs = around.options().centre().pace().patienceMs();
        long talkMs = around.options().centre().pace().talkMs();
        in(dice.exponential(patienceMs) + dice.exponential(talkMs), this::hangUp);
        for (int i = dice.between(0, 4); i > 0; i--) {
            in(dice.between(0, 15_000), () -> press(KEYS.charAt(dice.between(0, KEYS.length() - 1))));
        }
    }
}
