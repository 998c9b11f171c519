package hotswitch.acd.routing;

import hotswitch.acd.Fact;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.queue.AcdQueue;

/**
 * Whether there are audio ports for the legs that the core wants. Where the edge had none, no agent and no line is to
 * blame: nobody is offered a call for a moment, then it is tried again. The alarm ends when it has gone well for a
 * while.
 */
public final class AudioRoom {
    /** A port rests about so long after use. */
    private static final long REST_MS = 2_000;

    private static final long PROBATION_MS = 5_000;
    private static final String ALARM = "NO_MEDIA_PORT";

    /** Of the whole centre; part of its state. */
    public enum State {
        ENOUGH,
        /** There was none for a leg. */
        NONE,
        /** It is tried whether there are some again. */
        TRIED
    }

    private final Centre centre;

    public AudioRoom(Centre centre) {
        this.centre = centre;
    }

    /** Nobody who waits there is offered to anybody now: a call needs audio. */
    public static boolean rests(Centre centre, AcdQueue queue) {
        return centre.audioRoom == State.NONE && !queue.isItems();
    }

    /** A leg could not even be tried. */
    public void lacked(String cause) {
        if (centre.audioRoom == State.ENOUGH) {
            centre.alarm(ALARM, 0, cause);
        }
        centre.audioRoom = State.NONE;
        centre.deadlines.arm(centre.audioAgain, centre.inMs(REST_MS));
    }

    public void due() {
        if (centre.audioRoom == State.NONE) {
            centre.audioRoom = State.TRIED;
            centre.deadlines.arm(centre.audioAgain, centre.inMs(PROBATION_MS));
            for (AcdQueue queue : centre.queues.all()) {
                centre.queues.touch(queue);
            }
        } else {
            centre.audioRoom = State.ENOUGH;
            centre.fact(new Fact.Alarm(ALARM, 0, "there are ports again", false));
        }
    }
}
