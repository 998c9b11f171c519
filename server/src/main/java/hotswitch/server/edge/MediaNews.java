package hotswitch.server.edge;

import hotswitch.acd.Command;
import hotswitch.acd.Command.CallerSilent;
import hotswitch.acd.Command.Digit;
import hotswitch.acd.Command.MediaTimedOut;
import hotswitch.acd.Command.PlayEnded;
import hotswitch.acd.PlayEnd;
import hotswitch.call.Telephony;
import hotswitch.media.relay.LegStats;
import hotswitch.media.relay.MediaListener;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the media loops tell becomes commands of the core; what concerns a feature code's own leg goes to signalling.
 */
final class MediaNews implements MediaListener {
    private static final Logger LOG = LoggerFactory.getLogger(MediaNews.class);
    private final Consumer<Command> core;
    private final SipEdge sip;
    private final LongSupplier clockNs;
    private final AudioQuality quality;

    MediaNews(Consumer<Command> core, SipEdge sip, LongSupplier clockNs, AudioQuality quality) {
        this.core = core;
        this.sip = sip;
        this.clockNs = clockNs;
        this.quality = quality;
    }

    @Override
    public void onDigit(long legId, char digit, int durationMs) {
        if (legId < 0) {
            on(t -> t.featureDigit(legId, digit, nowNs()));
        } else {
            core.accept(new Digit(legId, digit, durationMs));
        }
    }

    @Override
    public void onPlayEnded(long legId, long playId, hotswitch.media.relay.PlayEnd why) {
        if (legId < 0) {
            on(t -> t.featureSilence(legId, nowNs()));
            return;
        }
        switch (why) {
            case COMPLETED -> core.accept(new PlayEnded(legId, playId, PlayEnd.COMPLETED));
            case FAILED -> core.accept(new PlayEnded(legId, playId, PlayEnd.FAILED));
            // The core ordered these ends itself; its plays have new ids by now.
            case STOPPED, REPLACED, CLOSED -> {}
        }
    }

    @Override
    public void onMediaTimedOut(long legId) {
        if (legId < 0) {
            on(t -> t.featureSilence(legId, nowNs()));
        } else {
            core.accept(new MediaTimedOut(legId));
        }
    }

    @Override
    public void onSilent(long callId, int segment) {
        core.accept(new CallerSilent(callId, segment));
    }

    @Override
    public void onClosed(long callId, String trunk, String device, LegStats last) {
        quality.ended(callId, trunk, device, last);
    }

    @Override
    public void onFirstPacket(long legId) {
        // Nothing waits for it: the bridge stands before.
    }

    private void on(Consumer<Telephony> what) {
        sip.on(telephony -> {
                    what.accept(telephony);
                    return null;
                })
                .exceptionally(fault -> {
                    LOG.error("a feature code's leg", fault);
                    return null;
                });
    }

    private long nowNs() {
        return clockNs.getAsLong();
    }
}
