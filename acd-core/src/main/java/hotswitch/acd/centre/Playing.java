package hotswitch.acd.centre;

import hotswitch.acd.Order;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.Leg;
import java.util.ArrayList;
import java.util.List;

/** What legs hear besides each other. */
public final class Playing {
    private final Centre centre;
    private List<String> lastMusic = List.of("");

    public Playing(Centre centre) {
        this.centre = centre;
    }

    /** Plays each once, one after the other. */
    public void play(Call call, Leg leg, List<String> prompts) {
        start(call, leg, prompts, false);
    }

    /** Plays for ever; "" is silence. */
    public void music(Call call, Leg leg, String music) {
        if (music.isEmpty()) {
            stop(call, leg);
        } else {
            start(call, leg, alone(music), true);
        }
    }

    /** A list of one; mostly the same again. */
    private List<String> alone(String music) {
        if (!lastMusic.getFirst().equals(music)) {
            lastMusic = List.of(music);
        }
        return lastMusic;
    }

    public void stop(Call call, Leg leg) {
        if (leg.playId != 0) {
            centre.order(new Order.StopPlay(call.id, leg.id, leg.playId));
            ended(leg);
        }
    }

    /** It ended by itself. */
    public void ended(Leg leg) {
        leg.playId = 0;
        leg.prompts = List.of();
        leg.loop = false;
    }

    /** Without the empty names. */
    public static List<String> named(String... prompts) {
        List<String> list = new ArrayList<>();
        for (String prompt : prompts) {
            if (!prompt.isEmpty()) {
                list.add(prompt);
            }
        }
        return list;
    }

    private void start(Call call, Leg leg, List<String> prompts, boolean loop) {
        leg.playId = centre.counts.newId();
        leg.prompts = prompts;
        leg.loop = loop;
        centre.order(new Order.Play(call.id, leg.id, leg.playId, prompts, loop));
    }
}
