package hotswitch.sim.signal.audit;

import hotswitch.acd.Command;
import hotswitch.call.status.TrunkStatus;
import hotswitch.sim.signal.net.Packet;
import hotswitch.sim.signal.net.Watcher;
import hotswitch.sim.signal.net.WireMessage;
import hotswitch.sim.signal.node.NodeSetup;
import java.util.List;

/**
 * Reads every message on the wire, knows nothing else, and says which rule was broken. S9: nothing goes to an address
 * where nobody ever was, such as the one that a telephone behind a NAT gives itself.
 */
public final class WireAuditor implements Watcher {
    private final Findings findings = new Findings();
    private final Lives lives;
    private final RequestBook requests;
    private final DialogBook dialogs;
    private final DisplayBook displays;
    private final ChannelBook channels;
    private final ForkBook forks;
    private final ReliableBook reliable;
    private final RegisterBook registrations;
    private final WayBook ways;

    public WireAuditor(List<NodeSetup.Carrier> carriers, Lives lives) {
        this.lives = lives;
        requests = new RequestBook(lives, findings);
        dialogs = new DialogBook(lives, findings);
        displays = new DisplayBook(carriers, findings);
        channels = new ChannelBook(carriers, findings);
        forks = new ForkBook(findings);
        reliable = new ReliableBook(findings);
        registrations = new RegisterBook(carriers, findings);
        ways = new WayBook(carriers, findings);
    }

    /** What was found first; "": nothing. */
    public String found() {
        return findings.first();
    }

    /** What goes into the core. */
    public void said(Command command) {
        ways.said(command);
    }

    /** A party has begun anew. */
    public void rebooted(String name) {
        lives.rebooted(name);
    }

    /** The switch died just now. */
    public void crashed(long nowNs) {
        lives.crashed();
        requests.crashed(NodeSetup.NAME, nowNs);
        dialogs.crashed(NodeSetup.NAME, nowNs);
        channels.crashed(nowNs);
        forks.crashed(nowNs);
        reliable.crashed(nowNs);
        registrations.crashed();
    }

    /** After a turn of the switch, which says how many calls it counts on each trunk. */
    public void count(List<TrunkStatus> trunks, long nowNs) {
        channels.count(trunks);
        registrations.look(nowNs);
        forks.look();
    }

    /** Nothing more will come. */
    public void end() {
        requests.end();
        dialogs.end();
    }

    @Override
    public void sent(Packet packet, int copies, long nowNs) {
        WireMessage message = packet.message();
        findings.require(!packet.toNobody(), () -> "S9 goes where nobody ever was: " + packet);
        if (message.request()) {
            requestSent(packet, nowNs);
        } else {
            requests.responseSent(packet, nowNs);
            Asked request = requests.askedFor(packet.to(), message);
            if (request != null && message.isInvite() && message.isSuccess()) {
                dialogs.okSent(packet, request, nowNs);
            } else if (message.status() == 481 && message.method().equals("BYE")) {
                dialogs.byeUnknown(packet);
            }
        }
        boolean bySwitch = packet.from().equals(NodeSetup.NAME);
        reliable.sent(packet, bySwitch, nowNs);
        if (bySwitch) {
            channel(packet.to(), packet, nowNs);
        }
    }

    private void requestSent(Packet packet, long nowNs) {
        WireMessage message = packet.message();
        if (message.method().equals("ACK")) {
            dialogs.ackSent(packet);
            return;
        }
        boolean isNew = requests.requestSent(packet, nowNs);
        if (message.method().equals("BYE")) {
            dialogs.byeSent(packet);
        } else if (message.isInvite() && message.toTag().isEmpty()) {
            displays.inviteSent(packet);
        } else if (message.method().equals("REGISTER")) {
            registrations.registerSent(packet, nowNs);
        } else if (message.isInvite() && isNew) {
            dialogs.reinviteSent(packet, nowNs);
        }
    }

    @Override
    public void heard(Packet packet, long nowNs) {
        requests.heard(packet, nowNs);
        WireMessage message = packet.message();
        if (!message.request()) {
            responseHeard(packet, nowNs);
        } else if (message.method().equals("ACK")) {
            dialogs.ackHeard(packet);
        } else {
            requests.requestHeard(packet, nowNs);
            if (message.method().equals("BYE")) {
                dialogs.byeHeard(packet);
            }
        }
        if (packet.to().equals(NodeSetup.NAME)) {
            channel(packet.from(), packet, nowNs);
        }
    }

    private void responseHeard(Packet packet, long nowNs) {
        WireMessage message = packet.message();
        Asked request = requests.askedFor(packet.to(), message);
        boolean first = request != null && request.answerHeard.isEmpty();
        boolean glare = message.status() == 491 && message.isInvite() && first;
        requests.responseHeard(packet);
        if (message.method().equals("REGISTER")) {
            registrations.answerHeard(packet, nowNs);
        }
        if (message.isInvite() && message.isSuccess()) {
            dialogs.okHeard(packet, nowNs);
        } else if (glare) {
            dialogs.glareHeard(packet, nowNs);
        } else if (message.status() == 481 && !message.method().equals("REFER")) {
            dialogs.unknownHeard(packet);
        }
    }

    private void channel(String other, Packet packet, long nowNs) {
        WireMessage message = packet.message();
        Asked request = message.method().equals("ACK")
                ? null
                : requests.askedFor(message.request() ? packet.from() : packet.to(), message);
        if (request != null) {
            channels.seen(other, request, message, nowNs);
        }
        if (packet.from().equals(NodeSetup.NAME)) {
            forks.said(message, request, nowNs);
        } else {
            forks.heard(message, request, nowNs);
        }
    }
}
