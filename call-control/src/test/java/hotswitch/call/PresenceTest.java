package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.agent.AgentState;
import hotswitch.acd.snapshot.StateView;
import hotswitch.call.watch.Presence;
import hotswitch.call.watch.Seats.Sitting;
import hotswitch.call.watch.WatchConfig;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** A phone watches what the agent at a seat does: SUBSCRIBE to presence (RFC 3856). */
class PresenceTest {
    private static final long SUBSCRIPTION = 21;
    private final Rig rig = new Rig();
    /** Null: nobody is logged on at 8001. */
    private Sitting agent;

    @BeforeEach
    void registered() {
        rig.register();
        rig.telephony.seats(seat -> seat.equals("8001") ? agent : null);
    }

    private void subscribe(String seat) {
        rig.headset.subscribe(SUBSCRIPTION, seat, "presence", 600, rig.nowNs);
        rig.run(100);
    }

    private void becomes(AgentState state, String reason) {
        agent = state == AgentState.LOGGED_OFF ? null : new Sitting(1001, state, reason, List.of());
        rig.telephony.seatChanged("8001", rig.nowNs);
        rig.run(600);
    }

    private void told(String... words) {
        String notify = rig.ladder.last("headset", '<');
        assertTrue(notify.startsWith("NOTIFY "), notify);
        assertTrue(notify.contains("\r\nEvent: presence\r\n"), notify);
        assertTrue(notify.contains("\r\nContent-Type: application/pidf+xml\r\n"), notify);
        for (String word : words) {
            assertTrue(notify.contains(word), notify);
        }
        rig.ladder.forget();
    }

    @Test
    void whatAnAgentDoes() {
        subscribe("8001");
        assertTrue(rig.telephony.watchesAgents());
        told("<basic>closed</basic>", "entity=\"sip:8001@hotline.local\"");
        becomes(AgentState.NOT_READY, "lunch");
        told("<basic>open</basic>", "<rpid:away/>", "1001 notReady lunch");
        becomes(AgentState.READY, "");
        told("<basic>open</basic>", "<dm:note>1001 ready</dm:note>");
        becomes(AgentState.BUSY, "");
        told("<rpid:on-the-phone/>", "1001 busy");
        becomes(AgentState.ACW, "");
        told("<rpid:busy/>", "1001 acw");
        becomes(AgentState.LOGGED_OFF, "");
        told("<basic>closed</basic>");
    }

    @Test
    void notEverybodyMayWatch() {
        rig.watch(WatchConfig.Who.NOBODY);
        subscribe("8001");
        assertTrue(rig.ladder.last("headset", '<').startsWith("SIP/2.0 403 "));
        rig.headset.subscribe(22, "nobody", "presence", 600, rig.nowNs);
        rig.run(100);
        assertTrue(rig.ladder.last("headset", '<').startsWith("SIP/2.0 404 "));
        rig.assertNothingLeft();
    }

    @Test
    void afterARestartItIsToldAgain() {
        subscribe("8001");
        rig.restart(new StateView(
                0, rig.nowNs, 0, false, false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of()));
        rig.telephony.seats(seat -> agent);
        becomes(AgentState.READY, "");
        told("1001 ready");
    }

    /** A reason is free text of the configuration. */
    @Test
    void itIsXmlWhateverIsWritten() throws Exception {
        Sitting away = new Sitting(7, AgentState.NOT_READY, "a < b & c > d", List.of());
        String text = Presence.of("sip:8001@hotline.local", away);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document read = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
        assertEquals(
                "7 notReady a < b & c > d",
                read.getElementsByTagNameNS("*", "note").item(0).getTextContent());
    }
}
