package hotswitch.acd.routing;

import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Playing;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.config.CentreConfig.Announcements;
import hotswitch.acd.flow.QueueWords;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.queue.Pace;
import java.util.List;

/** What a waiting caller hears. Media only: an answer at any moment ends it at once. */
public final class Announcing {
    /** There are prompts for the numbers 1 to this. */
    private static final int SPOKEN_MAX = 99;

    private final Centre centre;
    private final Playing playing;

    public Announcing(Turn turn) {
        this.centre = turn.centre;
        this.playing = turn.playing;
    }

    /** At the entry: music; before it the notice that no line is free, where that is so. */
    void begin(Call call, AcdQueue queue) {
        Leg leg = centre.calls.leg(call.originLeg);
        if (!noLineIsFree(call, queue)) {
            playing.music(call, leg, queue.config.announcements().music());
        }
        arm(call, queue);
    }

    /** True if there is none for this call, and it hears so. */
    boolean noLineIsFree(Call call, AcdQueue queue) {
        if (!queue.isLines() || queue.waiting.position(call.waiting.place) <= centre.lines.idleCount()) {
            return false;
        }
        Leg leg = centre.calls.leg(call.originLeg);
        List<String> notice = Playing.named(centre.lines.config().waitPrompt());
        if (leg.connected() && !notice.isEmpty()) {
            playing.play(call, leg, notice);
            return true;
        }
        return false;
    }

    /** A notice ended: music again. */
    public void ended(Call call, Leg leg) {
        AcdQueue queue = centre.queues.get(call.waiting.queue);
        playing.music(call, leg, queue.config.announcements().music());
    }

    /** It is time to tell the position, and how long it will be yet. */
    public void announce(Call call) {
        AcdQueue queue = centre.queues.get(call.waiting.queue);
        arm(call, queue);
        if (!call.is(CallState.QUEUED)) {
            return;
        }
        List<String> prompts = centre.flow.inQueue(
                centre.configHash, call.attributes.getOrDefault("language", ""), words(call, queue));
        if (!prompts.isEmpty()) {
            playing.play(call, centre.calls.leg(call.originLeg), prompts);
        }
    }

    /** While nobody is logged on there is nothing to say about how long it will be. */
    private static QueueWords words(Call call, AcdQueue queue) {
        Announcements texts = queue.config.announcements();
        int position = queue.waiting.position(call.waiting.place);
        long expectedMs = texts.expected() ? queue.expectedWaitMs(position) : Pace.DAY_MS;
        return new QueueWords(
                texts.before(),
                position <= SPOKEN_MAX ? position : 0,
                texts.after(),
                expectedMs < Pace.DAY_MS ? expectedMs : -1);
    }

    private void arm(Call call, AcdQueue queue) {
        long everyMs = queue.config.announcements().everyMs();
        if (everyMs > 0) {
            centre.deadlines.arm(call.announcement, centre.inMs(everyMs));
        }
    }
}
