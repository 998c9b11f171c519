package hotswitch.call;

import hotswitch.acd.Order;
import hotswitch.acd.snapshot.StateView;
import hotswitch.call.leg.Leg;
import hotswitch.call.leg.LegState;
import hotswitch.call.leg.Links;
import hotswitch.call.status.PhoneStatus;
import hotswitch.call.status.TrunkStatus;
import hotswitch.call.watch.Seats;
import hotswitch.sip.auth.DigestServer;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.overload.Overload;
import hotswitch.sip.registrar.RegistrarLimits;
import hotswitch.sip.session.UserAgent;
import hotswitch.sip.session.UserAgentConfig;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.SipOut;
import hotswitch.trunk.Target;
import hotswitch.trunk.Trunk;
import hotswitch.trunk.TrunkConfig;
import hotswitch.trunk.health.AddressHealth;
import hotswitch.trunk.health.HealthState;
import hotswitch.trunk.number.DisplayedNumber;
import hotswitch.trunk.number.NumberPlan;
import hotswitch.trunk.route.RouteConfig;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ObjLongConsumer;

/** Signalling as a whole: put together here, driven by the signalling loop or by the simulator. One thread. */
public final class Telephony {
    private final Switchboard board;
    private final Carriers carriers;
    private final Registrations registrations;
    private final Arrivals arrivals;
    private final Dialling dialling;
    private final FeatureCodes features;
    private final Transfers transfers;
    private final Probes probes;
    private final Accounts accounts;
    private final Lamps lamps;
    private final CallControl control;
    private final Reconcile reconcile;

    /** What a reload may change. */
    public record Setup(
            CallConfig calls,
            List<TrunkConfig> trunks,
            List<RouteConfig> routes,
            List<DisplayedNumber> displayed,
            NumberPlan plan) {}

    /**
     * What stays as it is while the process lives. {@code bootSecret} belongs to this boot, {@code names} to the
     * node.
     */
    public record Node(
            UserAgentConfig agent,
            Names names,
            RegistrarLimits registrar,
            DigestServer.Rules digest,
            byte[] bootSecret,
            long bootEpoch) {}

    /** The world around: the core, the audio, the wire, and who watches it. */
    public record Ports(Brain brain, MediaPlane media, SipOut out, Links links) {}

    /** What edge facts of a former process are left. */
    public record Kept(
            SortedMap<String, byte[]> registrations,
            SortedMap<String, byte[]> trunks,
            List<byte[]> legs,
            List<byte[]> subscriptions,
            SortedMap<String, byte[]> toll) {}

    /** What a restart made of the legs. */
    public record Recovered(int bound, int triedAgain, int ended, int lost) {}

    public Telephony(Setup setup, Node node, Ports ports, long nowNs) {
        board = new Switchboard(setup.calls(), ports, node.bootEpoch());
        carriers = new Carriers(carriers(setup), ports.brain(), nowNs);
        DigestServer digest = new DigestServer(
                setup.calls().domain(),
                node.digest(),
                node.bootSecret(),
                user -> board.config.passwords().get(user));
        registrations = new Registrations(board, digest, node.registrar(), node.names());
        Voice voice = new Voice(board);
        accounts = new Accounts(board, carriers, node.names(), node.agent().address());
        accounts.configure(nowNs);
        dialling = new Dialling(board, voice, carriers, accounts);
        features = new FeatureCodes(board, voice);
        transfers = new Transfers(board);
        Gate gate = new Gate(board, digest, registrations, carriers, accounts);
        lamps = new Lamps(board, gate);
        arrivals = new Arrivals(board, voice, gate, dialling, features);
        Offers offers = new Offers(board, voice, registrations);
        Clearing clearing = new Clearing(board, dialling, transfers);
        probes = new Probes(board, carriers);
        control = new CallControl(
                board,
                new CallControl.Verbs(
                        voice,
                        arrivals,
                        offers,
                        dialling,
                        clearing,
                        registrations,
                        features,
                        transfers,
                        probes,
                        accounts,
                        lamps));
        reconcile = new Reconcile(board, new Reconcile.Verbs(voice, arrivals, offers, dialling, clearing, accounts));
        board.ua = new UserAgent(node.agent(), node.names(), ports.out(), control);
        board.ua.controlled(hop -> carriers.at(hop) != null);
        board.ua.largeByTcp(this::takesLargeByTcp);
        lamps.begin();
    }

    /** A carrier that wants it so; never a phone, even one that shares its address: that is reached over its flow. */
    private boolean takesLargeByTcp(Hop hop) {
        return registrations.seatsAt(hop).isEmpty() && (carriers.takesLargeByTcp(hop) || accounts.takesLargeByTcp(hop));
    }

    private static Carriers.Setup carriers(Setup setup) {
        return new Carriers.Setup(setup.trunks(), setup.routes(), setup.displayed(), setup.plan());
    }

    /**
     * Takes up what a former process left; before the first message. {@code early}: what the core has ordered since it
     * started, carried out afterwards.
     */
    public Recovered recover(StateView core, Kept kept, List<Order> early, long nowNs) {
        registrations.restore(kept.registrations(), nowNs);
        kept.trunks().forEach(carriers::restore);
        kept.toll().forEach(board.toll::restore);
        Recovered recovered = reconcile.run(core, kept.legs(), Reconcile.ordered(early), nowNs);
        early.forEach(order -> order(order, nowNs));
        core.items().forEach(each -> lamps.mail(each.queue(), each.id(), each.state(), nowNs));
        lamps.restore(kept.subscriptions(), nowNs);
        return recovered;
    }

    /** Running calls keep what they have. */
    public void reload(Setup setup, long nowNs) {
        board.configure(setup.calls());
        carriers.configure(carriers(setup), nowNs);
        accounts.configure(nowNs);
        lamps.review(nowNs);
    }

    /** Names of carriers that are to be looked up, again and again. */
    public List<TrunkConfig.Address> names() {
        return carriers.names();
    }

    /** Where such a name leads to now; empty: nowhere. */
    public void located(TrunkConfig.Address name, List<Target> targets, long nowNs) {
        carriers.located(name, targets, nowNs);
        accounts.locate();
    }

    /** False: new calls get 503 until it is true again. */
    public void admit(boolean newCalls) {
        arrivals.admit(newCalls);
    }

    /** No new calls from now on, 503; carriers at which we are registered are told. */
    public void drain(long nowNs) {
        arrivals.drain();
        accounts.leave(nowNs);
    }

    /** A carrier has not confirmed yet that we are registered no more. */
    public boolean leaving() {
        return accounts.leaving();
    }

    /** As {@link UserAgent#sheds} says. */
    public boolean sheds(SipMessage message, Hop source, long nowNs) {
        return board.ua.sheds(message, source, nowNs);
    }

    public void onMessage(SipMessage message, Hop source, long nowNs) {
        board.ua.onMessage(message, source, nowNs);
    }

    /** Who hears whence credentials came that were wrong, and when. */
    public void authFailures(ObjLongConsumer<Hop> failures) {
        board.failures = failures;
    }

    /** Who is asked who sits where; before the first message. */
    public void seats(Seats seats) {
        lamps.seats(seats);
    }

    /** Somebody watches what agents do: {@link #seatChanged} is wanted. */
    public boolean watchesAgents() {
        return lamps.watchesAgents();
    }

    /** The agent at this seat is another, or does something else. */
    public void seatChanged(String seat, long nowNs) {
        lamps.seatChanged(seat, nowNs);
    }

    /** A phone is registered at this address, or it is a carrier's. */
    public boolean trusts(String address) {
        return registrations.anyAt(address) || carriers.trunks.hasSource(address);
    }

    /** Whose audio the legs of this call are that are up, by the leg's id. */
    public SortedMap<Long, MediaPlane.Measured> audio(long callId) {
        SortedMap<Long, MediaPlane.Measured> all = new TreeMap<>();
        for (Leg leg : board.legs.all()) {
            if (leg.callId == callId && leg.state() == LegState.UP) {
                all.put(leg.id, new MediaPlane.Measured(callId, leg.trunk, leg.device));
            }
        }
        return all;
    }

    /** Calls that the toll guard refused. */
    public long tollRefused() {
        return board.toll.refused();
    }

    /** PINs of feature codes that were wrong. */
    public long pinsWrong() {
        return features.wrongPins();
    }

    /** PINs that were not looked at, so often had wrong ones come before. */
    public long pinsUnheard() {
        return features.unheardPins();
    }

    /** What is let in when more comes than can be done. */
    public Overload overload() {
        return board.ua.overload();
    }

    /** Answers a malformed request from which an answer can still be made. */
    public void refuse(SipMessage request, Malformed fault, Hop source) {
        board.ua.refuse(request, fault, source);
    }

    /** Answers a request for whose connection there is no room. */
    public void crowded(SipMessage request, Hop source) {
        board.ua.crowded(request, source);
    }

    public void onTransportFailed(Hop hop, long nowNs) {
        board.ua.onTransportFailed(hop, nowNs);
        accounts.onTransportFailed(hop, nowNs);
        registrations.onTransportFailed(hop, nowNs);
    }

    public void order(Order order, long nowNs) {
        control.order(order, nowNs);
    }

    /** Does what is due; the next deadline in epoch ns, {@link Long#MAX_VALUE} if there is none. */
    public long onTime(long nowNs) {
        lamps.tell(nowNs);
        transfers.onTime(nowNs);
        board.ua.onTime(nowNs);
        registrations.onTime(nowNs);
        dialling.onTime(nowNs);
        probes.onTime(nowNs);
        accounts.onTime(nowNs);
        lamps.tell(nowNs);
        board.spare.onTime(nowNs);
        long sip = Math.min(board.ua.nextDeadlineNs(), registrations.nextDeadlineNs());
        sip = Math.min(sip, accounts.nextDeadlineNs());
        return Math.min(sip, Math.min(dialling.nextDeadlineNs(), probes.nextDeadlineNs()));
    }

    public void featureDigit(long legId, char digit, long nowNs) {
        features.onDigit(legId, digit, nowNs);
    }

    public void featureSilence(long legId, long nowNs) {
        features.onSilence(legId, nowNs);
    }

    /** The core answered a request that a telephone made. */
    public void requestDone(long requestId, int status, long nowNs) {
        features.onDone(requestId, status);
        transfers.onDone(requestId, status, nowNs);
    }

    public List<TrunkStatus> trunks() {
        List<TrunkStatus> all = new ArrayList<>();
        for (Trunk trunk : carriers.trunks.all()) {
            HealthState best = HealthState.DOWN;
            long withheld = 0;
            List<String> addresses = new ArrayList<>();
            for (AddressHealth address : trunk.addresses()) {
                addresses.add(address.address() + " " + address.state());
                best = better(best, address.state());
                withheld += address.restraint().withheld();
            }
            all.add(new TrunkStatus(
                    trunk.name(),
                    (trunk.admitted() ? best : HealthState.DOWN).name(),
                    registration(trunk),
                    trunk.gate().inUse(),
                    trunk.gate().channelsMax(),
                    withheld,
                    addresses));
        }
        return all;
    }

    /** The next so many seats by name that are SIP accounts. {@code after}: "" from the first on. */
    public List<PhoneStatus> phones(String after, int most, long nowNs) {
        List<PhoneStatus> all = new ArrayList<>();
        Iterator<String> seats =
                board.config.passwords().tailMap(after).keySet().iterator();
        while (all.size() < most && seats.hasNext()) {
            String seat = seats.next();
            if (!seat.equals(after)) {
                all.add(PhoneStatus.of(seat, registrations.contacts(seat, nowNs), nowNs));
            }
        }
        return all;
    }

    private static String registration(Trunk trunk) {
        if (trunk.registration() == null) {
            return "none";
        }
        return trunk.registration().registered() ? "registered" : "unregistered";
    }

    private static HealthState better(HealthState one, HealthState other) {
        return one == HealthState.UP || other == HealthState.DOWN ? one : other;
    }

    /** Sessions alive, those included that wait for the answer to their BYE. */
    public int sessions() {
        return board.ua.sessions();
    }

    /** Transactions alive, lingering ones included. */
    public int transactions() {
        return board.ua.transactions();
    }

    /** What is alive, by name: all must be zero once nothing is going on. */
    public void counts(BiConsumer<String, Integer> into) {
        into.accept("legs", board.legs.size());
        into.accept("sessions", sessions());
        into.accept("transactions", transactions());
        into.accept("features", features.size());
        into.accept("transfers", transfers.size());
        into.accept("subscriptions", lamps.size());
    }
}
