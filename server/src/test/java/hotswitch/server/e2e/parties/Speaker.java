package hotswitch.server.e2e.parties;

import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import java.time.Duration;
import java.util.List;

/** One party of a call, who speaks all the time: a tone of his own. */
public record Speaker(String name, PhoneCall call, double hz) {
    /** Tones of whoever may be in a call together: none is a harmonic of another. */
    public static final double CITIZEN_HZ = 440;

    private static final List<Double> AGENTS_HZ = List.of(670.0, 930.0, 1_170.0, 1_410.0);
    public static final double OUTSIDE_HZ = 1_710;
    private static final int LAST_MS = 300;
    private static final Duration BOUND = Duration.ofSeconds(15);

    /** Calls 12345 and goes on without listening to the notice. */
    public static Speaker citizen(Phone phone) {
        return citizen(phone, "12345");
    }

    public static Speaker citizen(Phone phone, String number) {
        PhoneCall call = phone.dial(number);
        call.awaitAnswered();
        call.voice.tone(CITIZEN_HZ);
        call.press('1');
        return new Speaker("the citizen", call, CITIZEN_HZ);
    }

    /** The agent at this desk picks up the next call that comes in there. */
    public static Speaker at(Desk desk) {
        return at(desk, desk.phone().awaitCall());
    }

    public static Speaker at(Desk desk, PhoneCall call) {
        Speaker agent = new Speaker("agent " + desk.agent(), call, AGENTS_HZ.get(desk.agent() % AGENTS_HZ.size()));
        call.ring();
        call.answer();
        call.awaitAck();
        call.voice.tone(agent.hz);
        return agent;
    }

    /** Somebody outside picks up and speaks: a carrier's reaction. */
    public static void pickUpOutside(PhoneCall call) {
        call.ring();
        call.answer();
        call.voice.tone(OUTSIDE_HZ);
    }

    /** Who did so. */
    public static Speaker outside(PhoneCall call) {
        return new Speaker("the party outside", call, OUTSIDE_HZ);
    }

    /** Each hears all the others, and nothing else, from now on. */
    public static void together(Speaker... all) {
        List.of(all).forEach(each -> each.call.voice.forget());
        for (Speaker each : all) {
            try {
                Await.until(each.name + " hears the others", BOUND, () -> each.hearsAll(all));
            } catch (AssertionError deaf) {
                throw new AssertionError(each.name + " hears " + each.heard(all), deaf);
            }
        }
    }

    private boolean hearsAll(Speaker[] all) {
        double sum = 0;
        for (Speaker other : all) {
            if (!other.equals(this)) {
                double share = share(other.hz);
                sum += share;
                if (share < 0.6 / (all.length - 1)) {
                    return false;
                }
            }
        }
        return sum > 0.9;
    }

    private String heard(Speaker[] all) {
        StringBuilder text = new StringBuilder();
        for (Speaker other : all) {
            text.append(other.name).append(' ').append(share(other.hz)).append(' ');
        }
        return text.toString();
    }

    /** What part of what came last is this tone; 0 where too little came. */
    private double share(double tone) {
        return call.voice.audio().length < LAST_MS * 8 ? 0 : call.voice.hears(tone, LAST_MS);
    }

    /** Something is heard (music, a prompt, ringing), and none of these. */
    public void hearsNeither(Speaker... others) {
        call.voice.forget();
        Await.until(name + " hears something else", BOUND, () -> loud() && silent(others));
    }

    private boolean loud() {
        short[] audio = call.voice.audio();
        int loud = 0;
        for (int i = Math.max(0, audio.length - 8 * LAST_MS); i < audio.length; i++) {
            loud = Math.max(loud, Math.abs(audio[i]));
        }
        return audio.length >= 8 * LAST_MS && loud > 500;
    }

    private boolean silent(Speaker[] others) {
        for (Speaker other : others) {
            if (share(other.hz) > 0.05) {
                return false;
            }
        }
        return true;
    }

    /** Both go on as they do, for so long at least. */
    public static void talk(Duration span, Speaker... all) {
        long endNs = System.nanoTime() + span.toNanos();
        Await.until("they talk a while", () -> System.nanoTime() > endNs);
        together(all);
    }
}
