package hotswitch.sim.signal.party;

import hotswitch.sim.Dice;
import hotswitch.sim.signal.Mischief;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.List;

/** One of a carrier's gateways: its customers call, and are called. */
public final class Carrier extends Party {
    private final Dice dice;
    /** Null: it does not want the switch registered. */
    private final Subscriber subscriber;

    private int called;

    public Carrier(Surroundings around, String name, Hop hop, Subscriber subscriber) {
        super(around, name, hop);
        this.subscriber = subscriber;
        dice = around.clock().dice(name);
        fails();
    }

    /** One customer more; he hears a tone while nobody knows where the switch is. */
    public void caller(int number, List<String> dialled) {
        if (subscriber != null && subscriber.contact().isEmpty()) {
            return;
        }
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
    String called(String number) {
        return subscriber == null ? super.called(number) : subscriber.contact();
    }

    @Override
    public void onRequest(ServerTransaction transaction, SipMessage request, Hop source, long nowNs) {
        if (subscriber != null && request.method() == Method.REGISTER) {
            subscriber.onRegister(transaction, request, nowNs);
        } else {
            super.onRequest(transaction, request, source, nowNs);
        }
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
