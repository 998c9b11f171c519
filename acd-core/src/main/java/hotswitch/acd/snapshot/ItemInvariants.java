package hotswitch.acd.snapshot;

import hotswitch.acd.ItemState;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.item.WorkItem;
import hotswitch.acd.queue.AcdQueue;
import java.util.List;

/** What must hold of work items: the same numbers as of calls (I1, I2, I6). */
final class ItemInvariants {
    private final Centre centre;
    private final List<String> found;

    private ItemInvariants(Centre centre, List<String> found) {
        this.centre = centre;
        this.found = found;
    }

    static void check(Centre centre, List<String> found) {
        ItemInvariants check = new ItemInvariants(centre, found);
        for (WorkItem item : centre.items.items.inIdOrder()) {
            check.place(item);
            check.agent(item, centre.agents.get(item.agent));
        }
        check.must(centre.leftWork.isEmpty(), "I2", null, "were left behind");
    }

    /** How many of them this queue counts as still there. */
    static long there(Centre centre, AcdQueue queue) {
        long there = 0;
        for (WorkItem item : centre.items.items.inIdOrder()) {
            there += !item.is(ItemState.OPEN) && item.queue.equals(queue.name) ? 1 : 0;
        }
        return there;
    }

    private void must(boolean holds, String number, WorkItem item, String what) {
        if (!holds) {
            found.add(number + " item " + (item == null ? "s" : item.id + ", " + item.state() + ",") + " " + what);
        }
    }

    private void place(WorkItem item) {
        AcdQueue queue = centre.queues.get(item.queue);
        must(item.is(ItemState.OPEN) || queue != null, "I1", item, "waits in no queue");
        boolean waits = queue != null && queue.waiting.holds(item.place);
        must(waits == item.is(ItemState.WAITING), "I1", item, "is in the line: " + waits);
        must(!item.is(ItemState.OFFERED) || item.wait.armed(), "I6", item, "is offered for ever");
    }

    private void agent(WorkItem item, Agent agent) {
        must((item.agent == 0) == item.is(ItemState.WAITING), "I2", item, "is at " + item.agent);
        must(item.agent == 0 || agent != null, "I2", item, "is at nobody's");
        if (agent != null) {
            must(agent.items.contains(item), "I2", item, "is unknown to its agent");
            must(!agent.is(AgentState.LOGGED_OFF), "I2", item, "is kept by one who has logged off");
            boolean away = item.is(ItemState.OFFERED) && agent.is(AgentState.NOT_READY);
            must(!away, "I2", item, "is offered to one who is away");
        }
    }
}
