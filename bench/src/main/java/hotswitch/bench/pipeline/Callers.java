package hotswitch.bench.pipeline;

import hotswitch.acd.Command;
import hotswitch.acd.Command.CallArrived;
import hotswitch.acd.Command.Digit;
import hotswitch.acd.Command.LegAnswered;
import hotswitch.acd.Command.LegCleared;
import hotswitch.acd.Command.LegMeasured;
import hotswitch.acd.Command.LegRinging;
import hotswitch.acd.Command.PlayEnded;
import hotswitch.acd.Command.Recorded;
import hotswitch.acd.Ids;
import hotswitch.acd.LegQuality;
import hotswitch.acd.Order;
import hotswitch.acd.PlayEnd;
import hotswitch.acd.RecordingState;
import hotswitch.server.pipeline.OrderSink;
import java.util.ArrayDeque;

/** Callers and telephones: what they say to each order, in a line until the edge gives it to the ring. */
final class Callers implements OrderSink {
    private static final LegQuality QUALITY = new LegQuality(9_000, 3, 1_200, 2, 31_000);
    private static final String SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final int PRESSED_MS = 120;
    private static final int TALK_MS = 180_000;

    private final Kind kind;
    private final long bootEpoch;
    private final ArrayDeque<Command> says = new ArrayDeque<>();
    /** Another call comes for each that is answered. */
    private boolean again;

    private long calls;
    private long offers;
    private long offeredNs;

    /** How a call goes, and how many commands that is. */
    enum Kind {
        /** The flow queues at once: arrived, ringing, answered, cleared. */
        BARE(4),
        /** As on a day: notice, menu, one digit, both legs measured, the talk recorded. */
        HOTLINE(9);

        final int commands;

        Kind(int commands) {
            this.commands = commands;
        }
    }

    Callers(Kind kind, long bootEpoch) {
        this.kind = kind;
        this.bootEpoch = bootEpoch;
    }

    void again(boolean another) {
        again = another;
    }

    void arrive() {
        long callId = Ids.ofEdge(bootEpoch, 2 * calls);
        calls++;
        says.add(new CallArrived(callId, callerLeg(callId), "13900000000", "12345", "carrier"));
    }

    private static long callerLeg(long callId) {
        return callId + 2;
    }

    /** What is to be given to the ring next; null: nothing. */
    Command next() {
        return says.poll();
    }

    /** Phones that were told to ring so far. */
    long offers() {
        return offers;
    }

    /** When the last of them was told to; not looked at where another call comes for each. */
    long offeredNs() {
        return offeredNs;
    }

    @Override
    public void order(Order order) {
        switch (order) {
            case Order.OfferLeg offer -> offered(offer);
            case Order.Play play -> hears(play);
            case Order.StopRecording stop -> says.add(recorded(stop.callId(), stop.segment()));
            default -> {}
        }
    }

    @Override
    public void endOfBatch() {}

    private void hears(Order.Play play) {
        if (play.prompts().contains("menu")) {
            says.add(new Digit(play.legId(), '1', PRESSED_MS));
        } else if (!play.loop()) {
            says.add(new PlayEnded(play.legId(), play.playId(), PlayEnd.COMPLETED));
        }
    }

    private void offered(Order.OfferLeg offer) {
        offers++;
        if (!again) {
            offeredNs = System.nanoTime();
        }
        says.add(new LegRinging(offer.legId()));
        says.add(new LegAnswered(offer.legId()));
        if (kind == Kind.HOTLINE) {
            says.add(new LegMeasured(offer.callId(), offer.legId(), "", offer.device(), QUALITY));
            says.add(new LegMeasured(offer.callId(), callerLeg(offer.callId()), "carrier", "", QUALITY));
        }
        says.add(new LegCleared(callerLeg(offer.callId()), "bye"));
        if (again) {
            arrive();
        }
    }

    private static Recorded recorded(long callId, int segment) {
        String file = "2026/11/29/" + callId + "-" + segment + ".ogg";
        return new Recorded(callId, segment, RecordingState.KEPT, file, TALK_MS, SHA256);
    }
}
