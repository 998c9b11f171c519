package hotswitch.sim.audit;

import hotswitch.acd.Fact;
import hotswitch.acd.ItemState;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.config.AgentDuty;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.AgentConfig;
import hotswitch.acd.config.CentreConfig.QueueConfig;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.config.ChannelsConfig.Channel;
import java.util.Map;
import java.util.TreeMap;

/** Every work item from its arrival to its one end, and who has room for more. */
final class ItemBook {
    private final Auditor auditor;
    private final Map<Long, Fact.ItemChanged> items = new TreeMap<>();
    private final Map<Long, Integer> receipts = new TreeMap<>();
    private CentreConfig config;

    ItemBook(Auditor auditor) {
        this.auditor = auditor;
    }

    void configured(CentreConfig next) {
        config = next;
    }

    boolean knows(long id) {
        return items.containsKey(id);
    }

    void offered(Fact.Receipt f) {
        receipts.put(f.callId(), f.agent());
    }

    /** {@code states}: of the agents. */
    void changed(Fact.ItemChanged f, Map<Integer, AgentState> states) {
        Fact.ItemChanged former = items.get(f.itemId());
        ItemState was = former == null ? null : former.state();
        boolean legal = switch (f.state()) {
            case WAITING -> was == null || was == ItemState.OFFERED || was == ItemState.OPEN;
            case OFFERED -> was == ItemState.WAITING;
            case OPEN -> was == ItemState.OFFERED && former.agent() == f.agent();
            case DONE -> was == ItemState.OPEN;
            case WITHDRAWN, EXPIRED -> was != null;
        };
        auditor.must(legal, () -> "A24 item " + f.itemId() + ": " + f.state() + " after " + was);
        switch (f.state()) {
            case WAITING, OPEN -> items.put(f.itemId(), f);
            case OFFERED -> {
                items.put(f.itemId(), f);
                offered(f, states);
            }
            case DONE, WITHDRAWN, EXPIRED -> items.remove(f.itemId());
        }
    }

    private void offered(Fact.ItemChanged f, Map<Integer, AgentState> states) {
        Integer chosen = receipts.remove(f.itemId());
        auditor.must(chosen != null && chosen == f.agent(), () -> "A24 item " + f.itemId() + " is offered unexplained");
        auditor.must(
                states.get(f.agent()) == AgentState.READY,
                () -> "A24 item " + f.itemId() + " is offered to one not ready");
        AgentConfig agent = agent(f.agent());
        int most = agent == null ? 0 : agent.duty().itemsMax(f.channel());
        auditor.must(has(f.agent(), f.channel()) <= most, () -> "A24 agent " + f.agent() + " has more than " + most);
    }

    /** No item forbids it. */
    boolean takesCalls(int agent) {
        for (Fact.ItemChanged item : items.values()) {
            Channel channel = config.services().channels().of(item.channel());
            if (item.agent() == agent && (channel == null || !channel.withCalls())) {
                return false;
            }
        }
        return true;
    }

    /** Nobody with room for it is ready while an item waits. */
    void turnEnds(Map<Integer, AgentState> states) {
        for (Fact.ItemChanged item : items.values()) {
            if (item.state() == ItemState.WAITING) {
                states.forEach((agent, state) -> auditor.must(
                        state != AgentState.READY || !mayTake(item, agent),
                        () -> "A24 item " + item.itemId() + " waits, agent " + agent + " has room"));
            }
        }
    }

    private boolean mayTake(Fact.ItemChanged item, int id) {
        AgentConfig agent = agent(id);
        for (QueueConfig queue : config.queues()) {
            if (queue.name().equals(item.queue())) {
                AgentDuty duty = agent == null ? AgentDuty.USUAL : agent.duty();
                return hasSkills(agent, queue) && has(id, item.channel()) < duty.itemsMax(item.channel());
            }
        }
        return false;
    }

    private static boolean hasSkills(AgentConfig agent, QueueConfig queue) {
        for (Skill asked : queue.asks()) {
            boolean has = agent != null
                    && agent.skills().stream()
                            .anyMatch(s -> s.name().equals(asked.name()) && s.level() >= asked.level());
            if (!has) {
                return false;
            }
        }
        return true;
    }

    private int has(int agent, String channel) {
        int has = 0;
        for (Fact.ItemChanged item : items.values()) {
            has += item.agent() == agent && item.channel().equals(channel) ? 1 : 0;
        }
        return has;
    }

    private AgentConfig agent(int id) {
        for (AgentConfig agent : config.agents()) {
            if (agent.id() == id) {
                return agent;
            }
        }
        return null;
    }
}
