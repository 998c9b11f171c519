package hotswitch.server.e2e;

import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Leftovers;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SecureSwitch;
import hotswitch.server.e2e.rig.SwitchProcess;
import hotswitch.sip.apart.Apart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * Three agents talk, over TCP, TLS and WebSocket, a fourth is ready; their telephones vanish. As a program, for a
 * network apart.
 */
final class VanishedPhones {
    /** What is sent is not acknowledged for ten seconds. */
    private static final Duration NOTICED = Duration.ofSeconds(20);

    private final SwitchProcess hotline;
    private final Api api;

    private VanishedPhones(SwitchProcess hotline) {
        this.hotline = hotline;
        this.api = hotline.api("supervisor");
    }

    public static void main(String[] args) {
        try (SwitchProcess hotline = SecureSwitch.withWeb(
                SwitchProcess.prepare("vanished").set("node.drain-seconds", 1).set("recording.enabled", false))) {
            hotline.start();
            new VanishedPhones(hotline).live();
            hotline.terminate();
            must(hotline.awaitEnd() == 0, "a clean end");
        }
        // The HTTP clients' threads are of no more use.
        System.exit(0);
    }

    private void live() {
        Leftovers before = Leftovers.before(api);
        SSLContext trusted = SecureSwitch.trusted(hotline);
        List<Phone> phones = List.of(
                Phone.tcpSeatAt(hotline.sip(), Apart.THERE, "8001"),
                Phone.tlsSeatAt(SecureSwitch.sips(hotline), Apart.THERE, "8002", trusted),
                Phone.webSeatAt(hotline.sip(), Apart.THERE, SecureSwitch.ws(hotline), trusted, "8003"));
        List<Caller> talking = new ArrayList<>();
        for (int i = 0; i < phones.size(); i++) {
            ready(1001 + i, phones.get(i));
            talking.add(Caller.dials(hotline, Caller.ani(i)));
            chooses(talking.getLast());
        }
        for (Phone phone : phones) {
            PhoneCall call = phone.awaitCall();
            call.answer();
            call.awaitAck();
        }
        Phone fourth = Phone.tcpSeatAt(hotline.sip(), Apart.THERE, "8004");
        ready(1004, fourth);
        must(api.metric("hotswitch_sip_connections") == 4, "four are connected");
        Apart.vanishes();
        try (Desk desk = Desk.open(hotline, 1005);
                Caller next = Caller.dials(hotline, Caller.ani(9))) {
            chooses(next);
            Await.until(
                    "it is offered to who is gone", () -> api.agentState(1004).equals("alerting"));
            talking.forEach(each -> each.call.hangUp());
            talking.forEach(each -> api.awaitRecord(each.ani));
            PhoneCall served = desk.phone().awaitCall();
            served.answer();
            Await.until(
                    "the next agent has the caller", NOTICED, () -> desk.state().equals("busy"));
            must(!api.agentState(1004).equals("alerting"), "who is gone is not rung");
            Await.until("their connections are over", NOTICED, () -> api.metric("hotswitch_sip_connections") == 0);
            next.call.hangUp();
            api.awaitRecord(next.ani);
        }
        before.awaitNone();
        for (int agent = 1001; agent <= 1004; agent++) {
            must(!api.agentState(agent).equals("ready"), agent + " has no telephone: " + api.agentState(agent));
        }
        talking.forEach(Caller::close);
    }

    private static void chooses(Caller caller) {
        caller.call.awaitAnswered();
        caller.call.press('1');
    }

    private void ready(int agent, Phone phone) {
        must(phone.register(3_600).status() == 200, "registered: " + agent);
        new Desk(hotline, agent, phone).ready();
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
