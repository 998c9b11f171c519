package hotswitch.sim.signal.party;

import hotswitch.sim.Dice;
import hotswitch.sim.signal.Mischief;
import hotswitch.sim.signal.node.NodeSetup;
import hotswitch.sip.auth.DigestClient;
import hotswitch.sip.auth.Login;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.OutOfDialog;
import hotswitch.sip.transaction.Hop;
import java.util.ArrayList;
import java.util.List;

/** A seat's telephone: registered, rung, unplugged, started anew. */
public final class Telephone extends Party {
    private static final long REGISTER = 1;
    /** Agents, seats, queues, numbers outside, none at all, and what *51, *52, *59 do for the agent. */
    private static final List<String> TARGETS =
            List.of("8001", "8002", "8003", "1001", "3000", "01088880000", "13900001234", "5000", "*51", "*520", "*59");

    private final String device;
    private final Dice dice;
    private DigestClient digest;
    private int called;
    private int dialled;
    private int taken;
    private int bindings;
    private int disconnections;
    /** Which registration it is about: an old one's answer counts no more. */
    private int wishes;
    /** All that there are. */
    private final List<Telephone> others;

    /** {@code others}: all telephones, also those that come later. */
    public Telephone(Surroundings around, String name, String device, Hop hop, List<Telephone> others) {
        super(around, name, hop);
        this.device = device;
        this.others = others;
        this.dice = around.clock().dice("telephone " + name);
        around.clock().in(dice.between(0, 2_000), this::register);
        if (around.options().has(Mischief.REBINDS)) {
            rebind();
        }
        lives();
    }

    /** Its NAT has forgotten it; what it sends next comes from another port, now and then from another address. */
    private void rebind() {
        String network = dice.chance(0.8) ? "198.51.100." : "203.0.113.";
        String address = network + hop.address().substring(hop.address().lastIndexOf('.') + 1);
        around.network().rebind(hop, Hop.udp(address, 10_000 + ++bindings));
    }

    /** All that it still has is ended. */
    public void clear() {
        calls().forEach(FarCall::hangUp);
    }

    /** It works, whatever was before. */
    public void mend() {
        around.network().mend(name);
        register();
    }

    private void lives() {
        around.clock().in(1 + dice.exponential(30_000), () -> {
            if (around.clock().isCalm()) {
                return;
            }
            if (dice.chance(around.chaos(Mischief.VANISHES) / 2)) {
                around.network().cut(name);
                around.clock().in(dice.exponential(20_000), this::mend);
            } else if (dice.chance(around.chaos(Mischief.REBOOTS) / 2)) {
                boot();
                around.rebooted().accept(name);
                around.clock().in(dice.exponential(5_000), this::register);
            } else if (dice.chance(around.chaos(Mischief.UNREGISTERS) / 2)) {
                register(0);
                around.clock().in(dice.exponential(10_000), this::register);
            } else if (dice.chance(around.chaos(Mischief.REBINDS))) {
                rebind();
                around.clock().in(dice.exponential(10_000), this::register);
            } else if (dice.chance(around.chaos(Mischief.DIALS))) {
                dial(null);
            } else if (dice.chance(0.3)) {
                register();
            }
            lives();
        });
    }

    private void dial(FarCall first) {
        Dice own = around.clock().dice(name + " dials " + ++dialled);
        new SeatCall(this, own, first, own.pick(TARGETS)).call();
    }

    @Override
    void talks(FarCall call) {
        if (call.dice.chance(call.chaos(Mischief.DIALS) * 2)) {
            call.in(call.dice.exponential(4_000), () -> asks(call));
        }
        if (call.happens(Mischief.PICKS_UP, 1)) {
            call.in(call.dice.exponential(4_000), () -> taken(call));
        }
    }

    /** Somebody takes this call of mine at another telephone: mostly at this seat, where it is permitted. */
    private void taken(FarCall call) {
        boolean near = call.dice.chance(0.8);
        List<Telephone> there = others.stream()
                .filter(each -> !each.name.equals(name) && (!near || each.device.equals(device)))
                .toList();
        if (!there.isEmpty()) {
            Telephone taker = call.dice.pick(there);
            new TakingCall(taker, around.clock().dice(name + " taken " + ++taken)).take(call.session);
        }
    }

    /** The seat's account. */
    String device() {
        return device;
    }

    @Override
    String elsewhere(Dice own) {
        return own.pick(TARGETS) + "@" + NodeSetup.DOMAIN;
    }

    /** The call shall go on elsewhere: at once, or after a word with whom it goes to. */
    private void asks(FarCall call) {
        if (call.dice.chance(0.4)) {
            String target = "<sip:" + call.dice.pick(TARGETS) + "@" + NodeSetup.DOMAIN + ">";
            call.session.refer(target, around.nowNs());
        } else {
            dial(call);
        }
    }

    @Override
    Login login() {
        return new Login(device, NodeSetup.password(device), "");
    }

    /** It comes back by itself, as telephones do. */
    @Override
    void disconnected() {
        int now = ++disconnections;
        around.clock().in(1 + dice.exponential(1_000), () -> {
            if (now == disconnections) {
                register();
            }
        });
    }

    private void register() {
        register(3_600);
    }

    private void register(int expiresS) {
        digest = new DigestClient(device, NodeSetup.password(device));
        wishes++;
        register(expiresS, List.of());
    }

    private void register(int expiresS, List<String> more) {
        String aor = "<sip:" + device + "@" + NodeSetup.DOMAIN + ">";
        String by = hop.transport().reliable() ? ";transport=tcp" : "";
        String contact = "<sip:" + device + "@" + hop.address() + ":" + hop.port() + by + ">;expires=" + expiresS;
        Connect.Parties parties = new Connect.Parties("sip:" + NodeSetup.DOMAIN, aor, aor, contact, List.of());
        List<String> headers = new ArrayList<>(more);
        headers.add("Expires: " + expiresS);
        long token = REGISTER + 2L * wishes + (expiresS == 0 ? 0 : 1);
        agent().request(
                        new OutOfDialog(
                                token,
                                Method.REGISTER,
                                NodeSetup.over(hop.transport()),
                                parties,
                                Connect.Content.NONE.with(headers)),
                        around.nowNs());
    }

    @Override
    public void onResponse(long token, int status, SipMessage response, long nowNs) {
        long wish = (token - REGISTER) / 2;
        int expiresS = (token - REGISTER) % 2 == 0 ? 0 : 3_600;
        if (wish != wishes) {
            return;
        }
        if (status == 401 && digest.challenged(response)) {
            register(expiresS, digest.headers(Method.REGISTER, "sip:" + NodeSetup.DOMAIN, "c" + wishes));
        } else if (status >= 300 && expiresS > 0) {
            around.clock().in(5_000, this::register);
        }
    }

    @Override
    FarCall called(SipMessage invite) {
        CalleeCall call = new CalleeCall(this, around.clock().dice(name + " rings " + ++called));
        if (call.happens(Mischief.PICKS_UP, 2)) {
            call.in(call.dice.between(0, 4_000), () -> taken(call));
        }
        return call;
    }
}
