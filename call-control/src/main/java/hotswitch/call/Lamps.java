package hotswitch.call;

import hotswitch.acd.ItemState;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.call.watch.DialogInfo;
import hotswitch.call.watch.Mailboxes;
import hotswitch.call.watch.Presence;
import hotswitch.call.watch.Seats;
import hotswitch.sip.dialog.DialogState;
import hotswitch.sip.event.EventSource;
import hotswitch.sip.event.SubscriptionState;
import hotswitch.sip.event.Subscriptions;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lamps: phones watch what the phones of other seats do (the event package {@code dialog}, RFC 4235) and what the agent
 * does who is logged on there ({@code presence}, RFC 3856), and whether there are messages in a queue's mailbox ({@code
 * message-summary}, RFC 3842). Other packages get 489.
 */
final class Lamps implements EventSource {
    private static final byte[] FORGOTTEN = {};
    private static final int VERSION = 2;
    /** Before there were mailboxes. */
    private static final int DIALOGS_ALONE = 1;

    /** Those of a transfer's NOTIFYs too (RFC 3515). */
    static final String EVENTS = "dialog, message-summary, presence, refer";

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Switchboard board;
    private final Gate gate;
    private final BytesWriter fact = new BytesWriter();
    private final Mailboxes mailboxes = new Mailboxes();
    private final EventSource mail = new Mail();
    private Subscriptions subscriptions;
    private Subscriptions mailing;
    private Subscriptions presences;
    /** Nobody sits anywhere until somebody knows. */
    private Seats seats = seat -> null;
    /** Who sat where when it was last told. */
    private final Map<String, Integer> sitting = new TreeMap<>();

    Lamps(Switchboard board, Gate gate) {
        this.board = board;
        this.gate = gate;
    }

    /** Once there is a user agent. */
    void begin() {
        subscriptions = board.ua.subscriptions(this, board.config.watch().limits());
        mailing = board.ua.subscriptions(mail, board.config.watch().limits());
        presences = board.ua.subscriptions(new Present(), board.config.watch().limits());
        board.legs.watched(subscriptions::watched);
    }

    int size() {
        return subscriptions.size() + mailing.size() + presences.size();
    }

    /** Who knows who sits where. */
    void seats(Seats known) {
        seats = known;
    }

    /** Somebody is told of agents, or of what waits for them. */
    boolean watchesAgents() {
        return presences.size() + mailing.size() > 0;
    }

    /** Another agent sits there, with other queues; or the same one does something else. */
    void seatChanged(String seat, long nowNs) {
        presences.changed(seat, nowNs);
        Seats.Sitting who = seats.at(seat);
        int agent = who == null ? 0 : who.agent();
        Integer former = agent == 0 ? sitting.remove(seat) : sitting.put(seat, agent);
        if (former == null ? agent != 0 : former != agent) {
            mailing.changed(Mailboxes.ofSeat(seat)::equals, nowNs);
        }
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
        if (mailing.isFor(subscribe)) {
            watchMail(transaction, subscribe, watcher, nowNs);
            return;
        }
        Subscriptions of = presences.isFor(subscribe) ? presences : subscriptions;
        if (of.refusesEvent(transaction, subscribe, EVENTS, nowNs)) {
            return;
        }
        if (subscribe.hasToTag()) {
            of.within(transaction, subscribe, watcher, nowNs);
        } else {
            watchSeat(of, transaction, subscribe, watcher, nowNs);
        }
    }

    private void watchSeat(
            Subscriptions of, ServerTransaction transaction, SipMessage subscribe, String watcher, long nowNs) {
        String seat = gate.dialled(subscribe);
        if (!board.config.isSeat(seat)) {
            transaction.respond(NOT_FOUND, nowNs);
        } else if (!board.config.watch().mayWatch(watcher, seat)) {
            transaction.respond(FORBIDDEN, nowNs);
        } else {
            of.begin(transaction, subscribe, new Subscriptions.Watch(watcher, seat), nowNs);
        }
    }

    /** A phone's own seat stands for the queues of whoever sits there; the name of a queue for that queue's. */
    private void watchMail(ServerTransaction transaction, SipMessage subscribe, String watcher, long nowNs) {
        String name = gate.dialled(subscribe);
        boolean own = name.isEmpty() || name.equals(watcher);
        if (subscribe.hasToTag()) {
            mailing.within(transaction, subscribe, watcher, nowNs);
        } else if (own || board.config.queues().contains(name)) {
            String mailbox = own ? Mailboxes.ofSeat(watcher) : name;
            mailing.begin(transaction, subscribe, new Subscriptions.Watch(watcher, mailbox), nowNs);
        } else {
            transaction.respond(board.config.isSeat(name) ? FORBIDDEN : NOT_FOUND, nowNs);
        }
    }

    /** A work item of this queue is in another state. */
    void mail(String queue, long itemId, ItemState state, long nowNs) {
        if (mailboxes.changed(queue, itemId, state)) {
            mailing.changed(
                    mailbox -> mailbox.equals(queue) || queuesOf(mailbox).contains(queue), nowNs);
        }
    }

    /** Those that count in a seat's mailbox; empty where it is none, or nobody is logged on. */
    private List<String> queuesOf(String mailbox) {
        Seats.Sitting who = seats.at(Mailboxes.seat(mailbox));
        return who == null ? List.of() : who.queues();
    }

    private boolean mayWatchMail(String watcher, String queue) {
        return board.config.isSeat(watcher)
                && (Mailboxes.seat(queue).equals(watcher)
                        || board.config.queues().contains(queue));
    }

    /** The mailboxes as an event package. */
    private final class Mail implements EventSource {
        @Override
        public String event() {
            return "message-summary";
        }

        @Override
        public String type() {
            return Mailboxes.TYPE;
        }

        @Override
        public String body(String mailbox, int version) {
            String seat = Mailboxes.seat(mailbox);
            return seat.isEmpty()
                    ? mailboxes.summary(List.of(mailbox), board.config.uri(mailbox))
                    : mailboxes.summary(queuesOf(mailbox), board.config.uri(seat));
        }

        @Override
        public void keep(String key, SubscriptionState state) {
            Lamps.this.keep(key, event(), state);
        }
    }

    /** The agents at the seats as an event package. */
    private final class Present implements EventSource {
        @Override
        public String event() {
            return "presence";
        }

        @Override
        public String type() {
            return Presence.TYPE;
        }

        @Override
        public String body(String seat, int version) {
            return Presence.of(board.config.uri(seat), seats.at(seat));
        }

        @Override
        public void keep(String key, SubscriptionState state) {
            Lamps.this.keep(key, event(), state);
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
        mailing.limits(board.config.watch().limits());
        mailing.review(this::mayWatchMail, nowNs);
        presences.limits(board.config.watch().limits());
        presences.review(board.config.watch()::mayWatch, nowNs);
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
        keep(key, event(), state);
    }

    private void keep(String key, String event, SubscriptionState state) {
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
                .filled(state.dialog(), DialogState::encode)
                .text(event);
        board.brain.keep(FactKind.SUBSCRIPTION, key, fact);
    }

    /** What a former process kept. */
    void restore(List<byte[]> kept, long nowNs) {
        List<SubscriptionState> dialogs = new ArrayList<>(kept.size());
        List<SubscriptionState> mails = new ArrayList<>();
        List<SubscriptionState> agents = new ArrayList<>();
        for (byte[] bytes : kept) {
            BytesReader in = new BytesReader(bytes);
            int version = in.i8();
            SubscriptionState state = read(in, version);
            String event = version == DIALOGS_ALONE ? event() : in.text();
            (event.equals(event()) ? dialogs : event.equals("presence") ? agents : mails).add(state);
        }
        subscriptions.restore(dialogs, nowNs);
        mailing.restore(mails, nowNs);
        presences.restore(agents, nowNs);
    }

    private static SubscriptionState read(BytesReader in, int version) {
        if (version != VERSION && version != DIALOGS_ALONE) {
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
