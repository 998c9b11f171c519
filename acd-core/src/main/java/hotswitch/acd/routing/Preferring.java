package hotswitch.acd.routing;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.Device;
import hotswitch.acd.call.Call;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.config.CallersConfig.CallerRule;
import hotswitch.acd.config.CallersConfig.Repeat;
import hotswitch.acd.config.QueueRouting.Preference;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.queue.Lane;

/** Which priority a caller has beyond the flow's, and the one agent whom a call waits for first. */
final class Preferring {
    private static final String AGENT = "preferred.agent";
    private static final long NS_PER_MS = 1_000_000;
    private final Centre centre;

    Preferring(Centre centre) {
        this.centre = centre;
    }

    /** By the caller's class, and for who gave up waiting a short time ago. */
    int priority(Call call, int byFlow) {
        CallerRule rule = centre.callerRules.of(call.ani);
        Repeat repeat = centre.config.routing().callers().repeat();
        boolean again = repeat.withinMs() > 0 && centre.callers.gaveUpSince(call.ani, agoNs(repeat.withinMs()));
        return byFlow + (rule == null ? 0 : rule.priority()) + (again ? repeat.priority() : 0);
    }

    /**
     * Named by the flow (attribute {@code preferred.agent}), else the caller's last one; 0: nobody, or one who will not
     * come to it, has just sent it away, or may take it only when the asks are relaxed. {@code lane}: of the calls that
     * ask the same and wait for anybody.
     */
    int agent(Call call, AcdQueue queue, Lane lane) {
        Preference preference = queue.routing.preference();
        if (preference.patienceMs() == 0 || queue.isLines() || queue.closed) {
            return 0;
        }
        int named = number(call.attributes.getOrDefault(AGENT, ""));
        boolean last = named == 0 && preference.lastAgentMs() > 0;
        int id = last ? centre.callers.lastAgent(call.ani, agoNs(preference.lastAgentMs())) : named;
        Agent agent = centre.agents.get(id);
        boolean mayCome = id != call.backTo && mayCome(id, lane) && reachable(agent);
        return mayCome && agent.membershipIn(lane).step <= call.waiting.step ? id : 0;
    }

    /** Ready, or in a call or a wrap-up that ends, and then not away. */
    boolean mayCome(int id, Lane lane) {
        Agent agent = centre.agents.get(id);
        return agent != null && agent.membershipIn(lane) != null && !agent.isLeaving();
    }

    private boolean reachable(Agent agent) {
        Device device = centre.devices.of(agent);
        return device != null && device.reachable();
    }

    private long agoNs(long ms) {
        return centre.nowNs() - ms * NS_PER_MS;
    }

    /** 0 if it is none. */
    private static int number(String text) {
        int number = 0;
        for (int i = 0; i < text.length() && i < 9; i++) {
            int digit = Character.digit(text.charAt(i), 10);
            if (digit < 0) {
                return 0;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
