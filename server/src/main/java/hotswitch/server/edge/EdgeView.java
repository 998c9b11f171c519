package hotswitch.server.edge;

import hotswitch.call.Telephony;
import hotswitch.call.status.PhoneStatus;
import hotswitch.call.status.TrunkStatus;
import hotswitch.media.relay.MediaEngine;
import hotswitch.media.relay.MediaStats;
import hotswitch.server.metrics.AudioSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** What goes on at the edges as of this moment. Asks the loops that own it and waits for them; any thread but these. */
public final class EdgeView {
    /** So many seats are looked at in one turn of the signalling loop: others wait that long. */
    private static final int SEATS_AT_ONCE = 200;

    private final SipEdge sip;
    private final MediaEngine media;
    private final AudioQuality quality;
    private final LongSupplier clockNs;

    EdgeView(SipEdge sip, MediaEngine media, AudioQuality quality, LongSupplier clockNs) {
        this.sip = sip;
        this.media = media;
        this.quality = quality;
        this.clockNs = clockNs;
    }

    public List<TrunkStatus> trunks() {
        return sip.on(Telephony::trunks).join();
    }

    /** All seats that are SIP accounts, by name. */
    public List<PhoneStatus> phones() {
        List<PhoneStatus> all = new ArrayList<>();
        List<PhoneStatus> more;
        String last = "";
        do {
            String after = last;
            more = sip.on(telephony -> telephony.phones(after, SEATS_AT_ONCE, clockNs.getAsLong()))
                    .join();
            all.addAll(more);
            last = more.isEmpty() ? last : more.getLast().seat();
        } while (more.size() == SEATS_AT_ONCE);
        return all;
    }

    /** How the legs of a seat's telephones sounded that ended since the start. */
    public AudioSum audio(String seat) {
        return quality.ofSeat(seat);
    }

    public List<AudioQuality.Leg> audio(long callId) {
        return AudioQuality.soFar(sip.on(t -> t.audio(callId)).join(), media.legs());
    }

    public MediaStats media() {
        return media.stats();
    }

    /** What is alive, by name. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = sip.on(telephony -> {
                    Map<String, Integer> alive = new TreeMap<>();
                    telephony.counts(alive::put);
                    return alive;
                })
                .join();
        counts.put("mediaLegs", media.stats().openLegs());
        return counts;
    }
}
