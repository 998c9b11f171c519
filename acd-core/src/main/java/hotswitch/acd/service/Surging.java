package hotswitch.acd.service;

import hotswitch.acd.Fact;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Surge;
import hotswitch.acd.config.ServicesConfig.SurgeConfig;
import hotswitch.acd.queue.AcdQueue;

/** Surge mode: numbers have other flows while too many wait, or while an operator says so. */
final class Surging {
    private static final String ALARM = "SURGE";
    private final Centre centre;

    Surging(Centre centre) {
        this.centre = centre;
    }

    Answer byHand(boolean on) {
        become(on ? Surge.BY_HAND : begins() || !ends() ? Surge.SUPPRESSED : Surge.OFF);
        return Answer.DONE;
    }

    /** After each turn. What was begun by hand ends by hand. */
    void watch() {
        if (centre.surge == Surge.OFF) {
            if (begins()) {
                become(Surge.BY_LOAD);
            }
        } else if (centre.surge != Surge.BY_HAND && ends()) {
            become(Surge.OFF);
        }
    }

    private boolean begins() {
        SurgeConfig rules = rules();
        boolean many = rules.onWaiting() > 0 && waiting() >= rules.onWaiting();
        return many || (rules.onExpectedMs() > 0 && expectedMs() >= rules.onExpectedMs());
    }

    private boolean ends() {
        SurgeConfig rules = rules();
        boolean few = rules.onWaiting() == 0 || waiting() <= rules.offWaiting();
        return few && (rules.onExpectedMs() == 0 || expectedMs() <= rules.offExpectedMs());
    }

    private SurgeConfig rules() {
        return centre.config.services().surge();
    }

    private void become(Surge next) {
        Surge former = centre.surge;
        if (former == next) {
            return;
        }
        centre.surge = next;
        boolean byLoad = next == Surge.BY_LOAD || (next == Surge.OFF && former == Surge.BY_LOAD);
        if (next.on() || former.on()) {
            centre.fact(new Fact.SurgeChanged(next.on(), byLoad, waiting()));
        }
        if (next.on() != former.on()) {
            centre.fact(new Fact.Alarm(ALARM, 0, waiting() + " wait", next.on()));
        }
    }

    /** Of the queue where it is longest, among those where somebody waits. */
    private long expectedMs() {
        long longest = 0;
        for (AcdQueue queue : centre.queues.all()) {
            if (!queue.isLines() && !queue.isItems() && !queue.waiting.isEmpty()) {
                longest = Math.max(longest, queue.expectedWaitMs());
            }
        }
        return longest;
    }

    private int waiting() {
        return centre.queues.waiting();
    }
}
