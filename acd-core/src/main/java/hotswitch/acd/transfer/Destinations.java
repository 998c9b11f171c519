package hotswitch.acd.transfer;

import hotswitch.acd.Fact;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.Device;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.config.CentreConfig.DisplayConfig;
import hotswitch.acd.config.ParkConfig;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.routing.Displays;

/**
 * What the text of a request means. "queue:", "agent:", "device:", "park:", "flow:" or "number:" may stand before it;
 * without that the first kind in this order which has such a name is meant.
 */
public final class Destinations {
    private final Turn turn;
    private final Centre centre;
    private final Displays displays;

    public Destinations(Turn turn, Displays displays) {
        this.turn = turn;
        this.centre = turn.centre;
        this.displays = displays;
    }

    /** Who wants to send a call there: shows {@code displayed}, "" the first number that is permitted. */
    public record Asked(int agent, String by, String displayed) {}

    public Destination find(String to, Asked asked) {
        int colon = to.indexOf(':');
        String name = to.substring(colon + 1);
        return switch (colon < 0 ? "" : to.substring(0, colon)) {
            case "queue" -> line(name);
            case "agent" -> agent(name);
            case "device" -> seat(centre.devices.get(name));
            case "park" -> slot(name);
            case "flow" -> flow(name);
            case "number" -> outside(name, asked);
            case "" -> any(name, asked);
            default -> refused(404, "no such destination: " + to);
        };
    }

    private Destination any(String name, Asked asked) {
        if (centre.queues.get(name) != null) {
            return line(name);
        }
        if (find(name) != null) {
            return agent(name);
        }
        if (centre.devices.get(name) != null) {
            return seat(centre.devices.get(name));
        }
        if (centre.config.services().park().has(name)) {
            return slot(name);
        }
        return centre.flow.knows(centre.configHash, name) ? flow(name) : outside(name, asked);
    }

    /** "" the first one that is free. */
    private Destination slot(String name) {
        ParkConfig park = centre.config.services().park();
        if (!name.isEmpty()) {
            boolean taken = centre.calls.parked(name) != null;
            return !park.has(name)
                    ? refused(404, "no such slot")
                    : taken ? refused(409, "slot " + name + " is taken") : new Destination.Slot(name);
        }
        for (int n = park.first(); n > 0 && n <= park.last(); n++) {
            String each = Integer.toString(n);
            if (centre.calls.parked(each) == null) {
                return new Destination.Slot(each);
            }
        }
        return refused(409, "no slot is free");
    }

    private Destination line(String name) {
        AcdQueue queue = centre.queues.get(name);
        if (queue == null) {
            return refused(404, "no such queue");
        }
        boolean shut = queue.closed || queue.isItems() || (queue.isLines() && centre.lines.isEmpty());
        return shut ? refused(409, "the queue is closed") : new Destination.Line(queue);
    }

    private Destination agent(String name) {
        Agent agent = find(name);
        return agent == null ? refused(404, "no such agent") : free(agent, centre.devices.get(agent.device));
    }

    private Destination seat(Device device) {
        if (device == null) {
            return refused(404, "no such device");
        }
        Agent agent = centre.agents.get(device.agent);
        if (agent != null) {
            return free(agent, device);
        }
        return device.reachable() ? new Destination.Seat(device, null) : refused(409, "the device is unreachable");
    }

    private Destination free(Agent agent, Device device) {
        if (!agent.is(AgentState.READY)) {
            return refused(409, "agent " + agent.id + " is " + agent.state());
        }
        return turn.moves.reachable(agent)
                ? new Destination.Seat(device, agent)
                : refused(409, "the device is unreachable");
    }

    private Destination flow(String name) {
        return centre.flow.knows(centre.configHash, name) ? new Destination.Flow(name) : refused(404, "no such flow");
    }

    /** Only with a number that this agent may show; each use is audited. */
    private Destination outside(String number, Asked asked) {
        if (!isNumber(number)) {
            return refused(404, "no such destination");
        }
        if (centre.draining) {
            return refused(503, "draining");
        }
        DisplayConfig display = displays.permit(asked.agent(), asked.displayed());
        String shown = display == null ? asked.displayed() : display.number();
        String detail = display == null ? "to " + number : "to " + number + ", " + display.authorisation();
        centre.fact(new Fact.Audited(asked.by(), "display", shown, display != null, detail));
        return display == null
                ? refused(403, "displayed number is not permitted")
                : new Destination.Outside(number, display);
    }

    /** Null if there is none. */
    private Agent find(String name) {
        if (name.isEmpty() || name.length() > 9 || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        Agent agent = centre.agents.get(Integer.parseInt(name));
        return agent == null || agent.removed ? null : agent;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+*#".indexOf(c) >= 0);
    }

    private static Destination refused(int status, String detail) {
        return new Destination.Refused(new Answer(status, detail, 0));
    }
}
