package hotswitch.ivr.script;

import java.util.List;

/** All flows of one configuration, with the calendar that they ask and the prompts that exist. */
public record Script(Calendar calendar, List<String> prompts, List<Flow> flows, List<After> after) {

    /** The flow that follows a talk with an agent, of a dialled number or a queue; the other one is "". */
    public record After(String number, String queue, String flow) {}

    public Script(Calendar calendar, List<String> prompts, List<Flow> flows) {
        this(calendar, prompts, flows, List.of());
    }

    /** The flow of this name, or null. */
    public Flow flow(String name) {
        for (int i = 0; i < flows.size(); i++) {
            if (flows.get(i).name().equals(name)) return flows.get(i);
        }
        return null;
    }
}
