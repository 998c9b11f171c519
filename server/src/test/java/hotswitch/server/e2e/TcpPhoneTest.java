package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A telephone on TCP that knows nothing of outbound (RFC 5626): it is where its connection is. */
final class TcpPhoneTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("tcp-phone");

    private static boolean isDown(Events events) {
        return events.all().stream()
                .anyMatch(event -> event.get("type").asText().equals("DeviceDown")
                        && event.get("device").asText().equals("8004"));
    }

    /** Who has closed his connection is not rung at its end; who comes back over another one is rung there, alone. */
    @Test
    void itIsGoneWithItsConnectionAndBackWithTheNext() {
        Events events = HOTLINE.api("supervisor").events(1);
        try (Phone phone = Phone.tcpSeat(HOTLINE.sip(), "8004")) {
            assertEquals(200, phone.register(300).status());
        }
        Await.until("the seat is down", () -> isDown(events));
        try (Phone again = Phone.tcpSeat(HOTLINE.sip(), "8004");
                Phone colleague = Phone.seat(HOTLINE.sip(), "8005")) {
            SipText done = again.register(300);
            assertEquals(200, done.status());
            assertEquals(1, done.all("Contact").size(), "one contact");
            assertTrue(done.header("Contact").contains(again.contact().replaceAll("[<>]", "")), done.header("Contact"));
            assertEquals(200, colleague.register(300).status());
            PhoneCall asked = colleague.dial("8004");
            again.awaitCall().answer();
            assertEquals(200, asked.awaitFinal().status());
            asked.hangUp();
        }
    }
}
