package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.server.e2e.clients.Browser;
import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SecureSwitch;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A telephone in a real browser's page, by a library for SIP over WebSocket (RFC 7118). Whole calls, with plain audio
 * beside the browser; with the browser's own audio an answer that says what does not fit.
 */
final class BrowserTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final int LAST_MS = 300;

    @RegisterExtension
    static final SwitchProcess HOTLINE = SecureSwitch.withWeb(
            SwitchProcess.prepare("browser").edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0"));

    private static Browser browser;
    private final Api api = HOTLINE.api("supervisor");

    @BeforeAll
    static void open() {
        browser = new Browser(HOTLINE.folder(), SecureSwitch.certificateOf(HOTLINE));
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    private void awaitAgent(String state) {
        Await.until("1001 is " + state, BOUND, () -> api.agentState(1001).equals(state));
    }

    private void agent(String state) {
        api.put("/agents/1001/state", "{\"state\":\"" + state + "\"}");
    }

    private static void hears(PhoneCall call) {
        call.voice.forget();
        Await.until("the browser's tone", BOUND, () -> share(call) > 0.8);
    }

    private static double share(PhoneCall call) {
        return call.voice.audio().length < 8 * LAST_MS ? 0 : call.voice.hears(Browser.HZ, LAST_MS);
    }

    private static void registered(URI url) {
        browser.register(url, "8001", "demo-8001");
        browser.await("connected");
        assertEquals("200", browser.await("registered "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void aPageDoesWhatATelephoneDoes(String scheme) {
        registered(scheme.equals("ws") ? SecureSwitch.ws(HOTLINE) : SecureSwitch.wss(HOTLINE));
        logsOnByKeys();
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900155001");
                Desk colleague = Desk.open(HOTLINE, 1003)) {
            colleague.set("notReady");
            isCalledHoldsAndTransfersBlindly(phone, colleague);
            asksAColleagueAndPutsThrough(phone, colleague);
            calls(colleague);
            colleague.leave();
        }
        agent("loggedOff");
        browser.say("stop");
        browser.await("unregistered");
    }

    /** In INFO. */
    private void logsOnByKeys() {
        browser.dial("*50", true);
        browser.awaitTalk();
        browser.press("1001#");
        awaitAgent("ready");
        browser.say("hangUp");
        browser.await("ended local");
    }

    private Speaker isCalled(Phone phone) {
        Speaker citizen = Speaker.citizen(phone);
        assertEquals("13900155001", browser.await("remote call "));
        browser.answer(true);
        browser.awaitTalk();
        hears(citizen.call());
        browser.say("hold");
        browser.await("held");
        awaitAgent("held");
        return citizen;
    }

    private void isCalledHoldsAndTransfersBlindly(Phone phone, Desk colleague) {
        Speaker citizen = isCalled(phone);
        browser.say("resume");
        browser.await("resumed");
        awaitAgent("busy");
        hears(citizen.call());
        colleague.ready();
        browser.transfer("8003");
        browser.await("transfer accepted");
        Speaker other = Speaker.at(colleague);
        Speaker.together(citizen, other);
        browser.await("ended remote");
        colleague.set("notReady");
        citizen.call().hangUp();
        other.call().awaitBye();
        awaitAgent("ready");
    }

    /** Hold, a second call, REFER with Replaces. */
    private void asksAColleagueAndPutsThrough(Phone phone, Desk colleague) {
        Speaker citizen = isCalled(phone);
        colleague.ready();
        browser.dial("8003", true);
        Speaker other = Speaker.at(colleague);
        browser.awaitTalk();
        hears(other.call());
        browser.putThrough("8003");
        browser.await("transfer accepted");
        Speaker.together(citizen, other);
        awaitAgent("ready");
        colleague.set("notReady");
        citizen.call().hangUp();
        other.call().awaitBye();
    }

    private void calls(Desk colleague) {
        agent("loggedOff");
        browser.dial("8003", true);
        PhoneCall called = colleague.phone().awaitCall().ring();
        called.answer();
        browser.awaitTalk();
        hears(called);
        browser.say("hangUp");
        called.awaitBye();
    }

    /** DTLS-SRTP is not understood: what the page offers is refused with the reason, and it cannot take our offer. */
    @Test
    void theBrowsersOwnAudioIsRefusedAndTheCallerIsNotLost() {
        registered(SecureSwitch.ws(HOTLINE));
        browser.dial("8003", false);
        assertEquals(
                "302 hotline.local \"transport UDP/TLS/RTP/SAVPF is not supported\"",
                browser.await("failed remote Incompatible SDP 488 "));
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900155002");
                Desk colleague = Desk.open(HOTLINE, 1003)) {
            colleague.set("notReady");
            agent("ready");
            Speaker citizen = Speaker.citizen(phone);
            browser.await("remote call ");
            browser.answer(false);
            browser.await("no agreement ");
            awaitAgent("notReady");
            colleague.ready();
            Speaker other = Speaker.at(colleague);
            Speaker.together(citizen, other);
            citizen.call().hangUp();
            other.call().awaitBye();
        }
        agent("loggedOff");
        browser.say("stop");
        browser.await("unregistered");
    }
}
