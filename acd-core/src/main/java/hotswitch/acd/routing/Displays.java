package hotswitch.acd.routing;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.config.CentreConfig.DisplayConfig;
import hotswitch.acd.queue.Membership;
import java.util.List;

/**
 * Which numbers may be shown (外显号码): what is not on the list is refused. Trunks are looked at where the trunk is
 * chosen.
 */
public final class Displays {
    private final Centre centre;

    public Displays(Centre centre) {
        this.centre = centre;
    }

    /**
     * The permission; null: refused. {@code number} "" asks for the first that is permitted, {@code agent} 0 is
     * nobody.
     */
    public DisplayConfig permit(int agent, String number) {
        for (DisplayConfig display : centre.config.displays()) {
            boolean meant = number.isEmpty() || display.number().equals(number);
            if (meant && permits(display, agent)) {
                return display;
            }
        }
        return null;
    }

    /** Shown by the centre itself, for no agent in particular; null: not permitted. */
    public DisplayConfig permitted(String number) {
        for (DisplayConfig display : centre.config.displays()) {
            if (!number.isEmpty() && display.number().equals(number)) {
                return display;
            }
        }
        return null;
    }

    /** What is shown to an agent's own telephone: the agent's first permitted number, else that of the backup lines. */
    public String usual(int agent) {
        DisplayConfig display = permit(agent, "");
        return display == null ? centre.config.hunt().displayed() : display.number();
    }

    private boolean permits(DisplayConfig display, int agentId) {
        Agent agent = centre.agents.get(agentId);
        boolean byAgent = display.agents().isEmpty() || display.agents().contains(agentId);
        return byAgent && (display.queues().isEmpty() || servesOne(agent, display.queues()));
    }

    private static boolean servesOne(Agent agent, List<String> queues) {
        if (agent == null) {
            return false;
        }
        for (Membership membership : agent.memberships) {
            if (queues.contains(membership.queue().name)) {
                return true;
            }
        }
        return false;
    }
}
