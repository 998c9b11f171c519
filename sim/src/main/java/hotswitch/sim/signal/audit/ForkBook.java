package hotswitch.sim.signal.audit;

import hotswitch.sim.signal.net.Clock;
import hotswitch.sim.signal.net.WireMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * S10: of the telephones that ring for one call one wins, and of one that is taken (RFC 3891) the former one loses. Two
 * never have it, and none rings on when another one has it, has sent it elsewhere, or has declined for all.
 */
final class ForkBook {
    private static final String REPLACES = "Replaces";
    /** RFC 3261 §17.1.1.2, 64*T1: an INVITE to which nothing came is given up. */
    private static final long GIVEN_UP_NS = 32_000 * Clock.NS_PER_MS;

    private final TreeMap<String, Ring> rings = new TreeMap<>();
    private final List<Group> groups = new ArrayList<>();
    /** By Call-ID of an INVITE with Replaces: what it wants. */
    private final TreeMap<String, String> wanted = new TreeMap<>();

    private final Findings findings;

    /** One INVITE between the switch and a telephone, as the switch knows it. */
    private static final class Ring {
        final String callId;
        final boolean rung;
        Group group;
        /** The INVITE, by the present process; 0: it was not. */
        long sentNs;

        boolean provisional;
        boolean cancelled;
        /** A 2xx was heard or said, epoch ns; 0: none was. */
        long wonNs;

        /** Our 2xx waits for its ACK, and so would a BYE (RFC 3261 §15). */
        boolean ackDue;

        /** Of the INVITE that was accepted; the one before was challenged. */
        long cseq;

        boolean over;

        Ring(String callId, boolean rung) {
            this.callId = callId;
            this.rung = rung;
        }

        boolean has() {
            return wonNs != 0 && !over && !ackDue;
        }

        boolean ringsOn() {
            return rung && provisional && !cancelled && !over && wonNs == 0;
        }
    }

    /** For one call, at one seat. */
    private static final class Group {
        final String call;
        final long sentNs;
        final List<Ring> rings = new ArrayList<>();
        /** One spoke for all, epoch ns; 0: none has. */
        long settledNs;

        Group(String call, long sentNs) {
            this.call = call;
            this.sentNs = sentNs;
        }

        void add(Ring ring) {
            ring.group = this;
            rings.add(ring);
        }
    }

    ForkBook(Findings findings) {
        this.findings = findings;
    }

    /** What the switch says. {@code request}: what it asks or answers; null for an ACK. */
    void said(WireMessage message, Asked request, long nowNs) {
        Ring ring = rings.get(message.callId());
        if (ring != null && ring.sentNs == 0 && message.isInvite()) {
            ring.sentNs = nowNs;
        }
        String call = message.header("X-Hotswitch-Call");
        if (message.request() && request != null && request.initialInvite() && ring == null && !call.isEmpty()) {
            rings(message, call + " at " + message.user("To"), nowNs);
        } else if (message.request() && ring != null) {
            ring.cancelled |= message.method().equals("CANCEL");
            ring.over |= message.method().equals("BYE");
        } else if (!message.request() && request != null && request.initialInvite() && message.isSuccess()) {
            accepted(message, nowNs);
        }
    }

    private void rings(WireMessage invite, String call, long nowNs) {
        Ring ring = new Ring(invite.callId(), true);
        ring.sentNs = nowNs;
        rings.put(ring.callId, ring);
        Group group = groups.stream()
                .filter(each -> each.sentNs == nowNs && each.call.equals(call))
                .findFirst()
                .orElse(null);
        if (group == null) {
            group = new Group(call, nowNs);
            groups.add(group);
        }
        group.add(ring);
    }

    /** The switch takes a telephone's INVITE. */
    private void accepted(WireMessage ok, long nowNs) {
        String callId = ok.callId();
        if (rings.containsKey(callId)) {
            return;
        }
        Ring ring = new Ring(callId, false);
        ring.wonNs = nowNs;
        ring.ackDue = true;
        ring.cseq = ok.cseq();
        rings.put(callId, ring);
        Ring former = rings.get(wanted.getOrDefault(callId, ""));
        if (former == null) {
            return;
        }
        if (former.group == null) {
            groups.add(new Group("taken", nowNs));
            groups.getLast().add(former);
        }
        former.group.add(ring);
        former.group.settledNs = nowNs;
    }

    /** What the switch hears. */
    void heard(WireMessage message, Asked request, long nowNs) {
        String replaces = message.header(REPLACES);
        if (message.request() && message.isInvite() && !replaces.isEmpty()) {
            wanted.put(message.callId(), replaces.substring(0, replaces.indexOf(';')));
        }
        Ring ring = rings.get(message.callId());
        if (ring == null) {
            return;
        }
        if (message.request()) {
            ring.over |= message.method().equals("BYE");
            ring.ackDue &= !message.method().equals("ACK") || message.cseq() != ring.cseq;
        } else if (request != null && request.initialInvite()) {
            answered(ring, message, nowNs);
        } else if (message.status() == 481 || message.status() == 408) {
            ring.over = true;
        }
    }

    private static void answered(Ring ring, WireMessage response, long nowNs) {
        boolean moved =
                response.status() / 100 == 3 && !response.user("Contact").isEmpty();
        boolean givenUp = !ring.provisional && nowNs - ring.sentNs >= GIVEN_UP_NS;
        ring.provisional = true;
        ring.over |= givenUp || response.status() >= 300;
        if (response.isSuccess() && ring.wonNs == 0 && !ring.over) {
            ring.wonNs = nowNs;
        }
        if (ring.wonNs == nowNs || moved || response.status() >= 600) {
            ring.group.settledNs = nowNs;
        }
    }

    /** The switch died: what it heard in this very moment is not written down, and it hears anew who rings. */
    void crashed(long nowNs) {
        rings.values().forEach(ring -> {
            ring.provisional = false;
            ring.sentNs = 0;
            ring.wonNs = ring.wonNs == nowNs ? 0 : ring.wonNs;
        });
        groups.forEach(group -> group.settledNs = group.settledNs == nowNs ? 0 : group.settledNs);
    }

    /** The switch has done what it does at once. */
    void look() {
        for (Group group : groups) {
            List<Ring> have = group.rings.stream().filter(Ring::has).toList();
            findings.require(
                    have.size() < 2,
                    () -> "S10 two have call " + group.call + ": Call-IDs " + have.getFirst().callId + " and "
                            + have.getLast().callId);
            Ring on = group.rings.stream()
                    .filter(each -> group.settledNs != 0 && each.ringsOn())
                    .findFirst()
                    .orElse(null);
            findings.require(
                    on == null, () -> "S10 rings on for call " + group.call + " that is settled: Call-ID " + on.callId);
        }
        groups.removeIf(group -> group.settledNs != 0 && group.rings.stream().allMatch(ring -> ring.over));
    }
}
