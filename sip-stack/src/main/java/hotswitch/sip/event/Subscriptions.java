package hotswitch.sip.event;

import hotswitch.sip.dialog.Bodies;
import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.dialog.DialogWriter;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.header.EventPackage;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.transaction.ServerTransaction;
import hotswitch.sip.transaction.TransactionLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * All subscriptions to one event package. The user has authenticated whoever asks and said what it may watch; here it
 * is answered, told, refreshed and ended (RFC 6665 §4.2). After a restart each watcher is told the state once more.
 */
public final class Subscriptions {
    private static final int BAD_EVENT = 489;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int TOO_BRIEF = 423;
    private static final int NO_SUCH_DIALOG = 481;
    private static final int RETRY_S = 60;
    /** Between the NOTIFYs to two watchers after a restart. */
    private static final long RESTART_PACE_NS = 5_000_000;

    final Names names;
    final TransactionLayer layer;
    final TimerHeap timers;
    final DialogWriter writer;
    final EventSource source;
    EventLimits limits;
    /** By Call-ID and our tag. */
    private final Map<String, Subscription> byDialog = new TreeMap<>();

    private final Map<String, List<Subscription>> byResource = new TreeMap<>();

    /** {@code wire}: what a user agent works with. */
    public Subscriptions(Wire wire, EventSource source, EventLimits limits) {
        this.names = wire.names;
        this.layer = wire.layer;
        this.timers = wire.timers;
        this.writer = wire.writer;
        this.source = source;
        this.limits = limits;
    }

    /** What a user agent shares with its subscriptions. */
    public record Wire(Names names, TransactionLayer layer, TimerHeap timers, DialogWriter writer) {}

    public void limits(EventLimits changed) {
        limits = changed;
    }

    public int size() {
        return byDialog.size();
    }

    /** Somebody watches this. */
    public boolean watched(String resource) {
        return byResource.containsKey(resource);
    }

    /** A SUBSCRIBE to this package. */
    public boolean isFor(SipMessage subscribe) {
        EventPackage event = EventPackage.parse(subscribe.value(HeaderName.EVENT));
        return event != null && event.is(source.event());
    }

    /** Answers a SUBSCRIBE to another event with all that there are (§4.2.1.1). True if it was one. */
    public boolean refusesEvent(ServerTransaction transaction, SipMessage subscribe, String events, long nowNs) {
        if (isFor(subscribe)) {
            return false;
        }
        transaction.respond(BAD_EVENT, List.of("Allow-Events: " + events), "", "", nowNs);
        return true;
    }

    /** A SUBSCRIBE that begins one: {@code watcher} may watch the resource. */
    public void begin(ServerTransaction transaction, SipMessage subscribe, Watch watch, long nowNs) {
        int seconds = seconds(subscribe);
        if (tooBrief(transaction, seconds, nowNs) || unreadable(transaction, subscribe, nowNs)) {
            return;
        }
        String tag = names.tag(subscribe);
        transaction.toTag(tag);
        Subscription known = byDialog.get(key(subscribe.callId(), tag));
        if (known != null) {
            goOn(known, transaction, seconds, nowNs);
        } else if (byDialog.size() >= limits.totalMax()) {
            transaction.respond(503, List.of("Retry-After: " + RETRY_S), "", "", nowNs);
        } else if (watching(watch.watcher) >= limits.perWatcherMax()) {
            transaction.respond(403, nowNs);
        } else {
            Dialog dialog = Dialog.incoming(subscribe, tag, transaction.source(), names);
            String id = EventPackage.parse(subscribe.value(HeaderName.EVENT)).id();
            Subscription fresh = new Subscription(this, dialog, id, watch.resource, watch.watcher);
            add(fresh);
            goOn(fresh, transaction, seconds, nowNs);
        }
    }

    /** RFC 6665 §3.1.3: who asks for other bodies alone could not read ours. */
    private boolean unreadable(ServerTransaction transaction, SipMessage subscribe, long nowNs) {
        boolean named = subscribe.count(HeaderName.ACCEPT) > 0;
        if (named && !Bodies.accepts(subscribe, source.type())) {
            transaction.respond(NOT_ACCEPTABLE, List.of("Accept: " + source.type()), "", "", nowNs);
            return true;
        }
        return false;
    }

    /** Who watches what. */
    public record Watch(String watcher, String resource) {}

    private int watching(String watcher) {
        int count = 0;
        for (Subscription each : byDialog.values()) {
            count += each.watcher.equals(watcher) ? 1 : 0;
        }
        return count;
    }

    /** A SUBSCRIBE within a subscription: refresh, or the end of it (§4.1.2.2, §4.1.2.3). */
    public void within(ServerTransaction transaction, SipMessage subscribe, String watcher, long nowNs) {
        Subscription known = byDialog.get(key(subscribe.callId(), subscribe.toTag()));
        boolean its = known != null
                && subscribe.fromTagEquals(known.dialog.remoteTag())
                && known.id.equals(
                        EventPackage.parse(subscribe.value(HeaderName.EVENT)).id());
        if (!its || !known.watcher.equals(watcher)) {
            transaction.respond(NO_SUCH_DIALOG, nowNs);
        } else if (!known.dialog.accepts(subscribe)) {
            transaction.respond(500, nowNs);
        } else if (!tooBrief(transaction, seconds(subscribe), nowNs)) {
            known.dialog.refreshTarget(subscribe);
            known.dialog.seenFrom(transaction.source());
            goOn(known, transaction, seconds(subscribe), nowNs);
        }
    }

    /** 200, and then the state: always, also of one that ends with it (a fetch, §4.4.3). */
    private void goOn(Subscription one, ServerTransaction transaction, int seconds, long nowNs) {
        SipWriter out = transaction.startResponse(200);
        writer.dialogResponse(one.dialog, transaction.source());
        out.header(HeaderName.EXPIRES, seconds);
        transaction.send(200, out.end(), nowNs);
        if (seconds == 0) {
            one.end("timeout", nowNs);
        } else {
            one.refresh(seconds, nowNs);
            source.keep(keyOf(one), one.state());
        }
    }

    private int seconds(SipMessage subscribe) {
        String value = subscribe.value(HeaderName.EXPIRES);
        String text = value == null ? "" : value.strip();
        boolean number = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Math.min(Integer.parseInt(text), limits.maxSeconds()) : limits.maxSeconds();
    }

    private boolean tooBrief(ServerTransaction transaction, int seconds, long nowNs) {
        boolean brief = seconds > 0 && seconds < limits.minSeconds();
        if (brief) {
            transaction.respond(TOO_BRIEF, List.of("Min-Expires: " + limits.minSeconds()), "", "", nowNs);
        }
        return brief;
    }

    /** The state of this resource is another one. */
    public void changed(String resource, long nowNs) {
        for (Subscription each : byResource.getOrDefault(resource, List.of())) {
            each.changed(nowNs);
        }
    }

    /** The same of all resources for which this holds. */
    public void changed(Predicate<String> resources, long nowNs) {
        for (Map.Entry<String, List<Subscription>> watched : byResource.entrySet()) {
            if (resources.test(watched.getKey())) {
                watched.getValue().forEach(each -> each.changed(nowNs));
            }
        }
    }

    /** Ends what is not permitted any more (§4.2.2: rejected). */
    public void review(BiPredicate<String, String> mayWatch, long nowNs) {
        for (Subscription each : List.copyOf(byDialog.values())) {
            if (!mayWatch.test(each.watcher, each.resource)) {
                each.end("rejected", nowNs);
            }
        }
    }

    /** Takes up what a former process left; one that is over meanwhile is forgotten. */
    public void restore(List<SubscriptionState> kept, long nowNs) {
        long atNs = nowNs;
        for (SubscriptionState state : kept) {
            Subscription one = new Subscription(this, state, atNs);
            if (state.expiresNs() <= nowNs || byDialog.containsKey(keyOf(one))) {
                source.keep(keyOf(one), null);
                continue;
            }
            add(one);
            one.changed(nowNs);
            atNs += RESTART_PACE_NS;
        }
    }

    private static String key(CharSequence callId, CharSequence localTag) {
        return callId.toString() + ' ' + localTag;
    }

    private static String keyOf(Subscription one) {
        return key(one.dialog.callId(), one.dialog.localTag());
    }

    private void add(Subscription one) {
        byDialog.put(keyOf(one), one);
        byResource.computeIfAbsent(one.resource, resource -> new ArrayList<>(2)).add(one);
    }

    void remove(Subscription one) {
        one.stop();
        if (byDialog.remove(keyOf(one)) == null) {
            return;
        }
        List<Subscription> same = byResource.get(one.resource);
        same.remove(one);
        if (same.isEmpty()) {
            byResource.remove(one.resource);
        }
        source.keep(keyOf(one), null);
    }
}
