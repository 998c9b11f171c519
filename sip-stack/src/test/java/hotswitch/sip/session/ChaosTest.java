package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.sip.transaction.Transport;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Lives of calls over a bad wire: both sides ring, answer, refuse, change, cancel and clear when they like, messages
 * are lost, doubled and reordered; in the end each session has ended once and nothing is left on either side.
 */
class ChaosTest {
    private static final int SEEDS = 150;

    private final Set<Ended> ends = EnumSet.noneOf(Ended.class);

    @Test
    void overABadDatagramWire() {
        for (int seed = 0; seed < SEEDS; seed++) {
            live(seed, Transport.UDP, new Net.Faults(250, 150, 1, 700));
        }
        for (int seed = 0; seed < SEEDS / 4; seed++) {
            live(seed, Transport.UDP, new Net.Faults(850, 50, 1, 700));
        }
        assertEquals(EnumSet.complementOf(EnumSet.of(Ended.UNREACHABLE)), ends, "each end but one is met");
    }

    @Test
    void overAWireThatOnlyReorders() {
        for (int seed = 0; seed < SEEDS; seed++) {
            live(seed, Transport.UDP, new Net.Faults(0, 0, 1, 60));
        }
    }

    @Test
    void overAStream() {
        for (int seed = 0; seed < SEEDS; seed++) {
            live(seed, Transport.TCP, new Net.Faults(0, 0, 30, 30));
        }
    }

    private void live(long seed, Transport transport, Net.Faults faults) {
        try {
            SplittableRandom random = new SplittableRandom(seed);
            Net net = new Net(seed, transport);
            net.faults = faults;
            List<Session> sessions = new ArrayList<>();
            behave(net.a.phone, random, sessions);
            behave(net.b.phone, random, sessions);
            for (int leg = 1; leg <= 4; leg++) {
                sessions.add(net.call(leg, random.nextInt(4) == 0 ? "" : "offer"));
                for (int step = 0; step < 6; step++) {
                    net.run(random.nextInt(1, random.nextInt(2) == 0 ? 50 : 3_000));
                    act(sessions.get(random.nextInt(sessions.size())), random, net.nowNs);
                }
            }
            net.run(random.nextInt(1, 40_000));
            sessions.forEach(session -> session.close("", net.nowNs));
            // A late INVITE may have begun a call meanwhile, of whose BYE the wire let nothing through.
            net.run(100_000);
            sessions.forEach(session -> session.close("", net.nowNs));
            net.assertSilence();
            ends.addAll(net.a.phone.reasons());
            ends.addAll(net.b.phone.reasons());
        } catch (AssertionError | IllegalStateException e) {
            throw new AssertionError("seed " + seed + ' ' + transport + ' ' + faults, e);
        }
    }

    private void behave(Phone phone, SplittableRandom random, List<Session> sessions) {
        phone.onInvite = (session, nowNs) -> {
            sessions.add(session);
            switch (random.nextInt(6)) {
                case 0 -> session.reject(486, 0, "", nowNs);
                case 1, 2 -> session.accept("answer", nowNs);
                case 3, 4 -> session.ring(nowNs);
                default -> {}
            }
        };
        phone.onAccepted = (session, nowNs) -> {
            if (session.dialogState().media().localSdp().isEmpty() && random.nextInt(3) > 0) {
                session.ack("answer in ACK", nowNs);
            }
        };
        phone.onReinviteAnswered = (session, nowNs) -> act(session, random, nowNs);
        phone.onReinvite = (session, nowNs) -> {
            switch (random.nextInt(4)) {
                case 0 -> session.rejectReinvite(488, List.of(), nowNs);
                case 1 -> session.bye("", nowNs);
                default -> session.acceptReinvite("answer", nowNs);
            }
        };
    }

    /** One thing that this state allows. */
    private static void act(Session session, SplittableRandom random, long nowNs) {
        switch (session.state()) {
            case INCOMING -> {
                switch (random.nextInt(4)) {
                    case 0 -> session.ring(nowNs);
                    case 1 -> session.progress(183, "early", nowNs);
                    case 2 -> session.accept("answer", nowNs);
                    default -> session.reject(480, 0, "", nowNs);
                }
            }
            case CALLING, PROCEEDING -> {
                if (random.nextBoolean()) {
                    session.cancel("", nowNs);
                }
            }
            case ACCEPTED -> {
                if (random.nextInt(3) == 0) {
                    session.bye("", nowNs);
                }
            }
            case CONFIRMED -> {
                switch (random.nextInt(4)) {
                    case 0 -> session.bye("", nowNs);
                    case 1 -> session.close("Q.850;cause=16", nowNs);
                    default -> change(session, random, nowNs);
                }
            }
            case CANCELLING, CLEARING, ENDED -> session.close("", nowNs);
        }
    }

    private static void change(Session session, SplittableRandom random, long nowNs) {
        if (session.modifiable()) {
            session.reinvite(random.nextInt(5) == 0 ? "" : "offer", nowNs);
        }
    }
}
