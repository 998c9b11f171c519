package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.clients.Account;
import hotswitch.server.e2e.clients.Baresip;
import hotswitch.server.e2e.clients.Linphone;
import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SecureSwitch;
import hotswitch.server.e2e.rig.Sipp;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Telephones of other makers: baresip and linphone at a seat. They register, are called and call, hold, transfer, press
 * keys, over each transport. SIPp does what a script can.
 */
final class ClientsTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final int LAST_MS = 300;
    /** After that of the switch's own block; two are nobody's. */
    private static final int SPARE_PORT = 8;

    @RegisterExtension
    static final SwitchProcess HOTLINE =
            SecureSwitch.of(SwitchProcess.prepare("clients").edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0"));

    private static int number = 100;
    private final Api api = HOTLINE.api("supervisor");
    private Phone phone;
    private Desk colleague;

    @BeforeEach
    void aCitizenAndAColleague() {
        phone = Phone.caller(HOTLINE.sip(), "13900154" + ++number);
        colleague = Desk.open(HOTLINE, 1003);
        colleague.set("notReady");
    }

    @AfterEach
    void allLeave() {
        agent(1001, "loggedOff");
        agent(1002, "loggedOff");
        colleague.leave();
        phone.close();
    }

    private static Account account(String seat, String transport) {
        InetSocketAddress server = transport.equals("tls") ? SecureSwitch.sips(HOTLINE) : HOTLINE.sip();
        return new Account(HOTLINE, seat, transport, server);
    }

    private void agent(int agent, String state) {
        api.put("/agents/" + agent + "/state", "{\"state\":\"" + state + "\"}");
    }

    private void awaitAgent(int agent, String state) {
        Await.until(agent + " is " + state, BOUND, () -> api.agentState(agent).equals(state));
    }

    private static void hears(Speaker who, double hz) {
        hears(who.call(), hz);
    }

    private static void hears(PhoneCall call, double hz) {
        call.voice.forget();
        Await.until("a tone of " + hz + " Hz is heard", BOUND, () -> share(call, hz) > 0.8);
    }

    private static void hearsNoMore(Speaker who, double hz) {
        who.call().voice.forget();
        Await.until(
                "something else is heard than " + hz + " Hz",
                BOUND,
                () -> who.call().voice.audio().length > 8 * LAST_MS && share(who.call(), hz) < 0.05);
    }

    private static double share(PhoneCall call, double hz) {
        return call.voice.audio().length < 8 * LAST_MS ? 0 : call.voice.hears(hz, LAST_MS);
    }

    private Speaker talksTo(Baresip client) {
        Speaker citizen = Speaker.citizen(phone);
        client.await("CALL_INCOMING");
        client.say("accept", "");
        hears(citizen, Baresip.HZ);
        return citizen;
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void baresip(String transport) {
        try (Baresip client = new Baresip(account("8001", transport))) {
            logsOnByKeys(client);
            Speaker citizen = talksTo(client);
            client.say("hold", "");
            awaitAgent(1001, "held");
            hearsNoMore(citizen, Baresip.HZ);
            client.say("resume", "");
            hears(citizen, Baresip.HZ);
            transfersBlindly(client, citizen);
            calls(client);
            hangsUp(client);
        }
    }

    /** The PIN by RFC 4733, key by key. */
    private void logsOnByKeys(Baresip client) {
        client.say("dial", "sip:*50@hotline.local");
        client.await("CALL_ESTABLISHED");
        for (char key : "1001#".toCharArray()) {
            client.say("sndcode", Character.toString(key));
        }
        awaitAgent(1001, "ready");
        client.await("CALL_CLOSED");
    }

    private void transfersBlindly(Baresip client, Speaker citizen) {
        colleague.ready();
        client.say("transfer", "sip:8003@hotline.local");
        Speaker other = Speaker.at(colleague);
        Speaker.together(citizen, other);
        client.await("CALL_CLOSED");
        awaitAgent(1001, "ready");
        citizen.call().hangUp();
        other.call().awaitBye();
    }

    private void calls(Baresip client) {
        colleague.set("notReady");
        client.say("dial", "sip:8003@hotline.local");
        PhoneCall called = colleague.phone().awaitCall().ring();
        called.answer();
        hears(called, Baresip.HZ);
        called.hangUp();
        client.await("CALL_CLOSED");
    }

    private void hangsUp(Baresip client) {
        awaitAgent(1001, "ready");
        Speaker citizen = talksTo(client);
        client.say("hangup", "");
        citizen.call().awaitBye();
    }

    private Speaker talksTo(Linphone client) {
        Speaker citizen = Speaker.citizen(phone);
        awaitAgent(1002, "alerting");
        client.await("incoming call");
        client.type("answer");
        hears(citizen, Linphone.HZ);
        return citizen;
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp", "tls"})
    void linphone(String transport) {
        try (Linphone client = new Linphone(account("8002", transport))) {
            int calls = logsOn(client, transport);
            Speaker citizen = talksTo(client);
            client.type("pause");
            awaitAgent(1002, "held");
            hearsNoMore(citizen, Linphone.HZ);
            client.type("resume");
            awaitAgent(1002, "busy");
            hears(citizen, Linphone.HZ);
            transfersBlindly(client, citizen, calls + 1);
            asksAColleagueAndPutsThrough(client, calls + 2);
            citizen = talksTo(client);
            client.type("terminate");
            citizen.call().awaitBye();
        }
    }

    /** Its keys take seconds, and are the same over each transport. The number of calls that it has made. */
    private int logsOn(Linphone client, String transport) {
        if (transport.equals("udp")) {
            logsOnByKeys(client);
            return 1;
        }
        agent(1002, "ready");
        return 0;
    }

    /** The PIN by RFC 4733. */
    private void logsOnByKeys(Linphone client) {
        client.type("call sip:*50@hotline.local");
        client.await("connected");
        client.type("1002#");
        awaitAgent(1002, "ready");
        assertEquals("8002", api.get("/agents/1002").get("device").asText());
        assertTrue(api.get("/calls").isEmpty(), "a feature code is no call");
        client.await("Call 1 with");
    }

    private void transfersBlindly(Linphone client, Speaker citizen, int call) {
        colleague.ready();
        client.type("transfer " + call + " sip:8003@hotline.local");
        Speaker other = Speaker.at(colleague);
        Speaker.together(citizen, other);
        awaitAgent(1002, "ready");
        citizen.call().hangUp();
        other.call().awaitBye();
    }

    /** Hold, a second call, REFER with Replaces: as a human does it. */
    private void asksAColleagueAndPutsThrough(Linphone client, int first) {
        colleague.set("notReady");
        Speaker citizen = talksTo(client);
        client.type("pause");
        awaitAgent(1002, "held");
        colleague.ready();
        client.type("call sip:8003@hotline.local");
        Speaker other = Speaker.at(colleague);
        hears(other, Linphone.HZ);
        client.type("transfer " + first + " --to-call " + (first + 1));
        Speaker.together(citizen, other);
        awaitAgent(1002, "ready");
        colleague.set("notReady");
        citizen.call().hangUp();
        other.call().awaitBye();
    }

    /** As a seat it registers; as a citizen it calls, holds, resumes, presses a key and hangs up. */
    @ParameterizedTest
    @ValueSource(strings = {"u1", "t1"})
    void sipp(String transport) {
        String seat = "8004;[authentication username=8004 password=demo-8004];5999";
        try (Sipp registers = Sipp.scenario(HOTLINE.folder(), "register");
                Sipp calls = Sipp.scenario(HOTLINE.folder(), "holds")) {
            int port = HOTLINE.sip().getPort() + SPARE_PORT;
            registers.at("127.0.0.1", port).with("-t", transport).rows(List.of(seat));
            calls.at("127.0.0.1", port + 1).with("-t", transport).rows(List.of("13900154900"));
            registers.calls(1, 1).start(HOTLINE.sip());
            calls.calls(1, 1).start(HOTLINE.sip());
            registers.assertSuccess(BOUND);
            calls.assertSuccess(BOUND);
        }
    }

    /** At a seat it is called, picks up and sends the caller to another queue (REFER without Replaces). */
    @ParameterizedTest
    @ValueSource(strings = {"u1", "t1"})
    void sippTransfers(String transport) {
        int port = HOTLINE.sip().getPort() + SPARE_PORT;
        String contact = (port + 1) + (transport.equals("t1") ? ";transport=tcp" : "");
        String seat = "8001;[authentication username=8001 password=demo-8001];" + contact;
        try (Sipp registers = Sipp.scenario(HOTLINE.folder(), "register");
                Sipp transfers = Sipp.scenario(HOTLINE.folder(), "transfers");
                Desk other = Desk.open(HOTLINE, 1004)) {
            other.set("notReady");
            transfers.at("127.0.0.1", port + 1).with("-t", transport).rows(List.of("english"));
            transfers.calls(1, 1).start(HOTLINE.sip());
            registers.at("127.0.0.1", port).with("-t", transport).rows(List.of(seat));
            registers.calls(1, 1).start(HOTLINE.sip()).assertSuccess(BOUND);
            agent(1001, "ready");
            Speaker citizen = Speaker.citizen(phone);
            transfers.assertSuccess(BOUND);
            other.ready();
            Speaker speaker = Speaker.at(other);
            Speaker.together(citizen, speaker);
            assertEquals("english", api.callOf(phone.user).get("queue").asText());
            citizen.call().hangUp();
            speaker.call().awaitBye();
            other.leave();
        }
    }
}
