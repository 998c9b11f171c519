package hotswitch.acd.service;

import hotswitch.acd.Command.ItemSaid;
import hotswitch.acd.Command.SubmitItem;
import hotswitch.acd.Fact;
import hotswitch.acd.ItemState;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.config.ChannelsConfig.Channel;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.Named;
import hotswitch.acd.item.WorkItem;
import hotswitch.acd.item.WorkItem.About;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.routing.ItemOffers;

/** Work items come in, are accepted, done, given back and withdrawn. */
final class ItemService {
    private static final int ATTRIBUTES_MAX = 32;
    private final Centre centre;
    private final ItemOffers offers;

    ItemService(Centre centre, ItemOffers offers) {
        this.centre = centre;
        this.offers = offers;
    }

    Answer submit(SubmitItem c) {
        AcdQueue queue = centre.queues.get(c.queue());
        if (queue == null || queue.closed) {
            return new Answer(404, "no such queue", 0);
        }
        String channel = queue.routing.duty().channel();
        Channel rules = centre.config.services().channels().of(channel);
        if (!queue.isItems() || rules == null) {
            return new Answer(409, "a queue for calls", 0);
        }
        int most = queue.config.bounds().waitingMax();
        boolean full = most > 0 && queue.waiting.size() >= most;
        if (centre.draining || full || centre.items.items.size() >= centre.limits.callsMax()) {
            return new Answer(503, centre.draining ? "draining" : "the queue is full", 0);
        }
        About about = new About(queue.name, channel, cut(c.subject()), cut(c.customer()), c.priority());
        WorkItem item = new WorkItem(centre.counts.newId(), about, centre.counts.newPlace());
        item.arrivedNs = centre.nowNs();
        for (Named each : c.attributes()) {
            if (item.attributes.size() < ATTRIBUTES_MAX) {
                item.attributes.put(each.name(), cut(each.value()));
            }
        }
        centre.items.items.add(item);
        if (rules.dueMs() > 0) {
            centre.deadlines.arm(item.due, centre.inMs(rules.dueMs()));
        }
        offers.begin(item, "");
        return new Answer(201, "", item.id);
    }

    private static String cut(String text) {
        return FlowRun.cut(text);
    }

    Answer said(ItemSaid c) {
        WorkItem item = centre.items.get(c.itemId());
        if (item == null) {
            return new Answer(404, "no such item", 0);
        }
        boolean others = c.agent() != 0 && c.agent() != item.agent;
        boolean legal = switch (c.verb()) {
            case ACCEPT -> item.is(ItemState.OFFERED);
            case REFUSE -> item.is(ItemState.OFFERED) || item.is(ItemState.OPEN);
            case COMPLETE -> item.is(ItemState.OPEN);
            case WITHDRAW -> true;
        };
        if (!legal || others) {
            return new Answer(409, "item is " + item.state() + (others ? ", another's" : ""), item.id);
        }
        switch (c.verb()) {
            case ACCEPT -> offers.begun(item);
            case REFUSE -> offers.returned(item, "REFUSED");
            case COMPLETE -> offers.end(item, ItemState.DONE, c.cause());
            case WITHDRAW -> offers.end(item, ItemState.WITHDRAWN, c.cause());
        }
        return new Answer(200, "", item.id);
    }

    /** It should be done by now. */
    void due(WorkItem item) {
        centre.fact(new Fact.ItemOverdue(item.id, item.queue, item.agent));
    }
}
