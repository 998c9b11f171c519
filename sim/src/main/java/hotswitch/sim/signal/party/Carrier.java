package hotswitch.sim.signal.party;

import hotswitch.sim.Dice;
import hotswitch.sim.signal.Mischief;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import java.util.List;

/** A carrier's gateway: its customers call, and are called. */
public final class Carrier extends Party {
    private final Dice dice;
    private int called;

    public Carrier(Surroundings around, String name, Hop hop) {
        super(around, name, hop);
        dice = around.clock().dice(name);
        fails();
    }

    /** One customer more. */
    public void caller(int number, List<String> dialled) {
        Dice own = around.clock().dice("caller " + number);
        String from = "1380000" + (1_000 + number) + "@" + hop.address();
        new CallerCall(this, own, own.pick(dialled), from).call();
    }

    /** All that its customers still have is ended. */
    public void clear() {
        calls().forEach(FarCall::hangUp);
    }

    /** It works, whatever was before. */
    public void mend() {
        around.network().mend(name);
    }

    private void fails() {
        around.clock().in(1 + dice.exponential(60_000), () -> {
            if (dice.chance(around.chaos(Mischief.CARRIER_FAILS))) {
                around.network().cut(name);
                around.clock().in(dice.exponential(10_000), this::mend);
            }
            fails();
        });
    }

    @Override
    String elsewhere(Dice own) {
        return own.pick(List.of("13900001234", "12345", "")) + "@" + hop.address();
    }

    @Override
    FarCall called(SipMessage invite) {
        return new CalleeCall(this, around.clock().dice(name + " calls " + ++called));
    }
}
