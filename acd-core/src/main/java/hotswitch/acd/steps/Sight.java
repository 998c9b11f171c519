package hotswitch.acd.steps;

import hotswitch.acd.call.Call;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.flow.CentreSight;
import hotswitch.acd.queue.AcdQueue;

/** The centre as the flow of one call sees it; of one after the other. */
final class Sight implements CentreSight {
    private static final long MS_PER_S = 1_000;
    private final Centre centre;
    private Call call;

    Sight(Centre centre) {
        this.centre = centre;
    }

    Sight of(Call next) {
        call = next;
        return this;
    }

    @Override
    public String attribute(String name) {
        String value = call.attributes.get(name);
        return value == null ? "" : value;
    }

    @Override
    public long figure(Figure figure, String name) {
        AcdQueue queue = centre.queues.get(name);
        if (queue == null) {
            return 0;
        }
        return switch (figure) {
            case WAITING -> queue.waiting.size();
            case AGENTS -> queue.loggedOn();
            case READY -> queue.common().readyCount();
            case EXPECTED_WAIT -> queue.expectedWaitMs() / MS_PER_S;
        };
    }

    @Override
    public boolean emergency() {
        return centre.emergency;
    }

    @Override
    public boolean surge() {
        return centre.surge.on();
    }
}
