package hotswitch.sim.world;

import hotswitch.acd.config.CallersConfig;
import hotswitch.acd.config.CallersConfig.CallerRule;
import hotswitch.acd.config.CallersConfig.Repeat;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.config.ChannelsConfig;
import hotswitch.acd.config.QueueDuty;
import hotswitch.acd.config.QueueDuty.WrapUp;
import hotswitch.acd.config.QueueRouting;
import hotswitch.acd.config.QueueRouting.Preference;
import hotswitch.acd.config.QueueRouting.Relaxation;
import hotswitch.acd.config.QueueRouting.Score;
import hotswitch.acd.config.RoutingConfig;
import hotswitch.sim.Dice;
import hotswitch.sim.Options;
import java.util.ArrayList;
import java.util.List;

/** Draws how calls and agents come together. */
final class Routings {
    private final Options options;
    private final Dice dice;

    Routings(Options options, Dice dice) {
        this.options = options;
        this.dice = dice;
    }

    RoutingConfig of(List<QueueConfig> queues) {
        List<QueueRouting> routings = new ArrayList<>();
        for (QueueConfig queue : queues) {
            if (queue.name().equals(Rules.WORK_QUEUE)) {
                routings.add(work());
            } else if (dice.chance(0.7)) {
                routings.add(routing(queue.name()));
            }
        }
        return new RoutingConfig(routings, callers());
    }

    private QueueRouting routing(String queue) {
        Score score = dice.chance(0.4)
                ? Score.USUAL
                : new Score(dice.between(0, 100_000L), dice.between(0, 600_000L), dice.between(0, 5_000L));
        List<Skill> prefers = dice.chance(0.5) ? List.of() : skills();
        int failed = new Dice(options.seed(), "failed transfer " + queue).between(0, 20);
        return new QueueRouting(queue, prefers, relax(), score, preference(), duty(queue), failed);
    }

    private QueueRouting work() {
        QueueRouting plain = QueueRouting.plain(Rules.WORK_QUEUE);
        QueueDuty duty = new QueueDuty(1, false, new WrapUp(0, 0), Rules.CHANNEL);
        return new QueueRouting(
                plain.queue(), plain.prefers(), plain.relax(), plain.score(), plain.preference(), duty, 0);
    }

    private QueueDuty duty(String queue) {
        Dice own = new Dice(options.seed(), "duty " + queue);
        WrapUp wrapUp = own.chance(0.5) ? new WrapUp(0, 0) : new WrapUp(own.between(1_000, 30_000L), own.between(1, 3));
        return new QueueDuty(own.chance(0.6) ? 1 : own.between(2, 4), own.chance(0.2), wrapUp, ChannelsConfig.VOICE);
    }

    private Preference preference() {
        long lastMs = dice.chance(0.7) ? dice.between(10_000, 3_600_000L) : 0;
        return dice.chance(0.5) ? Preference.NONE : new Preference(lastMs, dice.between(1_000, 60_000L));
    }

    private CallersConfig callers() {
        List<CallerRule> rules = new ArrayList<>();
        if (dice.chance(0.3)) {
            rules.add(new CallerRule("1381000000", true, "vip", dice.between(1, 5)));
            rules.add(new CallerRule("13810000007", false, CallersConfig.BLOCK, 0));
            rules.add(new CallerRule("13810000008", false, "staff", 0));
        }
        boolean repeat = dice.chance(0.4);
        return new CallersConfig(rules, new Repeat(repeat ? dice.between(5_000, 600_000L) : 0, repeat ? 2 : 0));
    }

    private List<Relaxation> relax() {
        List<Relaxation> steps = new ArrayList<>();
        long afterMs = 0;
        for (int n = dice.chance(0.4) ? 0 : dice.between(1, 3); n > 0; n--) {
            afterMs += dice.between(500, 40_000);
            steps.add(new Relaxation(afterMs, skills(), dice.chance(0.3)));
        }
        return List.copyOf(steps);
    }

    private List<Skill> skills() {
        List<Skill> skills = new ArrayList<>();
        for (int s = 1; s <= options.size().skills(); s++) {
            if (dice.chance(0.4)) {
                skills.add(new Skill("s" + s, dice.between(1, 3)));
            }
        }
        return List.copyOf(skills);
    }
}
