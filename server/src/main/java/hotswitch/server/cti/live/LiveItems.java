package hotswitch.server.cti.live;

import hotswitch.acd.Fact.ItemChanged;
import hotswitch.acd.Fact.ItemOverdue;
import hotswitch.acd.ItemState;
import hotswitch.acd.config.ChannelsConfig;
import hotswitch.acd.config.ChannelsConfig.Channel;
import hotswitch.acd.snapshot.StateView;
import hotswitch.server.cti.Times;
import hotswitch.server.cti.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** The work items that are not done yet, as the facts told. */
public final class LiveItems {
    private final Map<Long, StateView.ItemRow> items = new TreeMap<>();
    private ChannelsConfig channels = ChannelsConfig.NONE;

    public void configure(ChannelsConfig config) {
        channels = config;
    }

    public void seed(StateView.ItemRow row) {
        items.put(row.id(), row);
    }

    public void changed(ItemChanged f, long timeNs) {
        switch (f.state()) {
            case WAITING, OFFERED, OPEN -> {
                StateView.ItemRow former = items.get(f.itemId());
                items.put(
                        f.itemId(),
                        new StateView.ItemRow(
                                f.itemId(),
                                f.state(),
                                f.channel(),
                                f.queue(),
                                f.agent(),
                                f.subject(),
                                f.customer(),
                                former == null ? timeNs : former.arrivedNs(),
                                former != null && former.overdue()));
            }
            case DONE, WITHDRAWN, EXPIRED -> items.remove(f.itemId());
        }
    }

    public void overdue(ItemOverdue f) {
        items.computeIfPresent(
                f.itemId(),
                (id, row) -> new StateView.ItemRow(
                        id,
                        row.state(),
                        row.channel(),
                        row.queue(),
                        row.agent(),
                        row.subject(),
                        row.customer(),
                        row.arrivedNs(),
                        true));
    }

    public int waiting(String queue) {
        int n = 0;
        for (StateView.ItemRow row : items.values()) {
            n += row.queue().equals(queue) && row.state() != ItemState.OPEN ? 1 : 0;
        }
        return n;
    }

    public int count(ItemState state) {
        int n = 0;
        for (StateView.ItemRow row : items.values()) {
            n += row.state() == state ? 1 : 0;
        }
        return n;
    }

    /** An item of this agent keeps calls away. */
    public boolean forbidsCalls(int agent) {
        for (StateView.ItemRow row : items.values()) {
            Channel channel = channels.of(row.channel());
            if (row.agent() == agent && (channel == null || !channel.withCalls())) {
                return true;
            }
        }
        return false;
    }

    public JsonArray json() {
        JsonArray all = new JsonArray();
        items.values().forEach(row -> all.add(json(row)));
        return all;
    }

    /** Null if there is none. */
    public JsonObject json(long id) {
        StateView.ItemRow row = items.get(id);
        return row == null ? null : json(row);
    }

    public static JsonObject json(StateView.ItemRow row) {
        return new JsonObject()
                .put("id", row.id())
                .put("state", Words.camel(row.state()))
                .put("channel", row.channel())
                .put("queue", row.queue())
                .put("agent", row.agent())
                .put("subject", row.subject())
                .put("customer", row.customer())
                .put("arrived", Times.text(row.arrivedNs()))
                .put("overdue", row.overdue());
    }
}
