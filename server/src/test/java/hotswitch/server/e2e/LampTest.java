package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Lamp;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Busy lamps over real sockets: a seat rings, talks, is free again; over UDP and TCP, and through kill -9. */
final class LampTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE =
            SwitchProcess.prepare("lamp").edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0");

    private static int number = 100;

    private static void watch(Phone watcher) {
        try (Desk desk = Desk.open(HOTLINE, 1001);
                Phone phone = Phone.caller(HOTLINE.sip(), "13900153" + ++number)) {
            Lamp lamp = watcher.lamp("8001");
            assertEquals(200, lamp.subscribe(600).status());
            lamp.await("active []");
            Speaker citizen = Speaker.citizen(phone);
            PhoneCall offered = desk.phone().awaitCall().ring();
            lamp.await("active [early]");
            offered.answer();
            lamp.await("active [confirmed]");
            citizen.call().hangUp();
            offered.awaitBye();
            lamp.await("active []");
            assertEquals(200, lamp.subscribe(0).status());
            lamp.await("terminated []");
            desk.set("loggedOff");
        }
    }

    @Test
    void overUdp() {
        try (Phone watcher = Phone.seat(HOTLINE.sip(), "8009")) {
            watch(watcher);
        }
    }

    @Test
    void overTcp() {
        try (Phone watcher = Phone.tcpSeat(HOTLINE.sip(), "8009")) {
            watch(watcher);
        }
    }

    /** RFC 3856: what the agent at the seat does, also after a restart. */
    @Test
    void anAgentsPresence() {
        try (Phone watcher = Phone.seat(HOTLINE.sip(), "8009");
                Phone phone = Phone.caller(HOTLINE.sip(), "13900153" + ++number)) {
            Lamp lamp = watcher.lamp("8002", "presence");
            assertEquals(200, lamp.subscribe(600).status());
            lamp.await("active closed");
            try (Desk desk = Desk.open(HOTLINE, 1002)) {
                lamp.await("active open 1002 ready");
                Speaker citizen = Speaker.citizen(phone);
                Speaker agent = Speaker.at(desk);
                lamp.await("active open 1002 busy");
                HOTLINE.kill();
                HOTLINE.start();
                Speaker.together(citizen, agent);
                citizen.call().hangUp();
                agent.call().awaitBye();
                lamp.await("active open 1002 ready");
                desk.set("notReady");
                lamp.await("active open 1002 notReady");
                desk.set("loggedOff");
                lamp.await("active closed");
            }
            assertEquals(200, lamp.subscribe(0).status());
        }
    }

    @Test
    void itOutlivesTheProcess() {
        try (Phone watcher = Phone.seat(HOTLINE.sip(), "8009");
                Desk desk = Desk.open(HOTLINE, 1001);
                Phone phone = Phone.caller(HOTLINE.sip(), "13900153" + ++number)) {
            Lamp lamp = watcher.lamp("8001");
            assertEquals(200, lamp.subscribe(600).status());
            Speaker citizen = Speaker.citizen(phone);
            Speaker agent = Speaker.at(desk);
            lamp.await("active [confirmed]");
            HOTLINE.kill();
            HOTLINE.start();
            Speaker.together(citizen, agent);
            citizen.call().hangUp();
            agent.call().awaitBye();
            lamp.await("active []");
            assertEquals(200, lamp.subscribe(0).status());
            lamp.await("terminated []");
            desk.set("loggedOff");
        }
    }
}
