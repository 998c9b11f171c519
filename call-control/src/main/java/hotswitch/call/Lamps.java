package hotswitch.call;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.call.watch.DialogInfo;
import hotswitch.sip.dialog.DialogState;
import hotswitch.sip.event.EventSource;
import hotswitch.sip.event.SubscriptionState;
import hotswitch.sip.event.Subscriptions;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Busy lamps: phones watch what the phones of other seats do (the event package {@code dialog}, RFC 4235). Other
 * packages get 489: there are no voice boxes, and presence is the API's.
 */
final class Lamps implements EventSource {
    private static final byte[] FORGOTTEN = {};
    private static final int VERSION = 1;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Switchboard board;
    private final Gate gate;
    private final BytesWriter fact = new BytesWriter();
    private Subscriptions subscriptions;

    Lamps(Switchboard board, Gate gate) {
        this.board = board;
        this.gate = gate;
    }

    /** Once there is a user agent. */
    void begin() {
        subscriptions = board.ua.subscriptions(this, board.config.watch().limits());
        board.legs.watched(subscriptions::watched);
    }

    int size() {
        return subscriptions.size();
    }

    void onSubscribe(ServerTransaction transaction, SipMessage subscribe, Hop source, long nowNs) {
        switch (gate.caller(subscribe, source, nowNs)) {
            case Gate.Challenged c -> transaction.respond(c.status(), c.headers(), "", "", nowNs);
            case Gate.Forbidden f -> transaction.respond(f.status(), nowNs);
            case Gate.FromTrunk trunk -> transaction.respond(FORBIDDEN, nowNs);
            case Gate.Seat seat -> subscribe(transaction, subscribe, seat.device(), nowNs);
        }
    }

    private void subscribe(ServerTransaction transaction, SipMessage subscribe, String watcher, long nowNs) {
        if (subscriptions.refusesEvent(transaction, subscribe, ", refer", nowNs)) {
            return;
        }
        if (subscribe.hasToTag()) {
            subscriptions.within(transaction, subscribe, watcher, nowNs);
            return;
        }
        String seat = Gate.dialled(subscribe);
        if (!board.config.isSeat(seat)) {
            transaction.respond(NOT_FOUND, nowNs);
        } else if (!board.config.watch().mayWatch(watcher, seat)) {
            transaction.respond(FORBIDDEN, nowNs);
        } else {
            subscriptions.begin(transaction, subscribe, new Subscriptions.Watch(watcher, seat), nowNs);
        }
    }

    /** Tells what changed at the seats that are watched, at the end of a turn. */
    void tell(long nowNs) {
        List<String> changed = board.legs.changed();
        for (int i = 0; i < changed.size(); i++) {
            subscriptions.changed(changed.get(i), nowNs);
        }
        changed.clear();
    }

    /** The configuration is another one: who may watch no more is told so. */
    void review(long nowNs) {
        subscriptions.limits(board.config.watch().limits());
        subscriptions.review(board.config.watch()::mayWatch, nowNs);
    }

    @Override
    public String event() {
        return "dialog";
    }

    @Override
    public String type() {
        return DialogInfo.TYPE;
    }

    @Override
    public String body(String seat, int version) {
        return DialogInfo.of(board.config.uri(seat), board.legs.firstAt(seat), version);
    }

    @Override
    public void keep(String key, SubscriptionState state) {
        if (state == null) {
            board.brain.keep(FactKind.SUBSCRIPTION, key, FORGOTTEN);
            return;
        }
        fact.reset()
                .i8(VERSION)
                .text(state.id())
                .text(state.resource())
                .text(state.watcher())
                .i64(state.expiresNs())
                .i32(state.version())
                .filled(state.dialog()::encode);
        board.brain.keep(FactKind.SUBSCRIPTION, key, fact);
    }

    /** What a former process kept. */
    void restore(List<byte[]> kept, long nowNs) {
        List<SubscriptionState> states = new ArrayList<>(kept.size());
        for (byte[] bytes : kept) {
            states.add(read(new BytesReader(bytes)));
        }
        subscriptions.restore(states, nowNs);
    }

    private static SubscriptionState read(BytesReader in) {
        int version = in.i8();
        if (version != VERSION) {
            throw new IllegalArgumentException("subscription fact of version " + version);
        }
        String id = in.text();
        String resource = in.text();
        String watcher = in.text();
        long expiresNs = in.i64();
        int told = in.i32();
        return new SubscriptionState(DialogState.decode(in.bytes()), id, resource, watcher, expiresNs, told);
    }
}
