package hotswitch.sip.transaction;

import hotswitch.sip.message.SipWriter;
import hotswitch.sip.timer.Spares;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Room for kept messages, used again: they live up to 32 s, long enough to be moved twice by any collector.
 */
final class KeptMessages {
    private static final int[] CAPACITIES = {384, 512, 768, 1024, 2048};

    private final List<Spares<KeptMessage>> idle = new ArrayList<>();

    KeptMessages() {
        for (int i = 0; i < CAPACITIES.length; i++) {
            idle.add(new Spares<>());
        }
    }

    /** A copy of what is in the writer. */
    KeptMessage copyOf(SipWriter written) {
        return copyOf(written.buffer(), written.length());
    }

    /** A copy of the first bytes here. */
    KeptMessage copyOf(DirectBuffer buffer, int length) {
        KeptMessage room = room(length).hold(length);
        buffer.getBytes(0, room.bytes, 0, length);
        return room;
    }

    void giveBack(KeptMessage message) {
        message.giveBack();
        int fit = fit(message.bytes.length);
        if (fit < CAPACITIES.length) {
            idle.get(fit).add(message);
        }
    }

    private KeptMessage room(int length) {
        int fit = fit(length);
        if (fit == CAPACITIES.length) {
            return new KeptMessage(length);
        }
        KeptMessage free = idle.get(fit).take();
        return free == null ? new KeptMessage(CAPACITIES[fit]) : free;
    }

    void tidy(int whiles) {
        for (int i = 0; i < idle.size(); i++) {
            idle.get(i).tidy(whiles);
        }
    }

    /** The smallest capacity that holds so many bytes. */
    private static int fit(int length) {
        int fit = 0;
        while (fit < CAPACITIES.length && CAPACITIES[fit] < length) {
            fit++;
        }
        return fit;
    }
}
