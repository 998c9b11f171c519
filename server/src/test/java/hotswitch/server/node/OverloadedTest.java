package hotswitch.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole switch whose signalling loop is made slow while more comes than it can do: it says no, and to whom. */
final class OverloadedTest {
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(90);

    @TempDir
    private Path data;

    private LocalNode local;
    private final AtomicBoolean slow = new AtomicBoolean(true);
    private final AtomicBoolean flooding = new AtomicBoolean(true);
    private boolean tcp;
    /** On the line to the end, so that the answers find them. */
    private final List<Phone> asked = new ArrayList<>();

    /** Over TCP no datagram tells of it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void newCallsGet503AndEverybodyInsideIsServed(boolean overTcp) throws IOException {
        tcp = overTcp;
        try (LocalNode started = LocalNode.start(data);
                Phone citizen = caller(started, "13900000001");
                Phone seat = seat(started)) {
            local = started;
            PhoneCall talk = citizen.dial("12345");
            talk.awaitAnswered();
            assertEquals(200, seat.register(600).status());
            local.node.afterEachTurn(this::pause);
            Thread flood = Thread.ofPlatform().start(this::flood);
            try {
                SipText refused = firstRefused();
                assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0, "Retry-After");
                assertTrue(refused.header("Via").contains(";oc="), refused.header("Via"));
                assertEquals(200, talk.reinvite("sendonly").status(), "a call inside");
                assertEquals(200, seat.register(600).status(), "a telephone");
                assertEquals(200, talk.hangUp().status(), "the end of a call");
                Await.until("seen from outside", () -> local.metric("hotswitch_sip_shed_total") > 0);
            } finally {
                slow.set(false);
                flooding.set(false);
                join(flood);
                asked.forEach(Phone::close);
            }
            long fellNs = System.nanoTime();
            Await.until("calls are let in again", () -> dial() == 200);
            assertTrue(System.nanoTime() - fellNs < TimeUnit.SECONDS.toNanos(5), "back at once");
        }
    }

    private Phone caller(LocalNode at, String number) {
        return tcp ? Phone.tcpCaller(at.sip(), number) : Phone.caller(at.sip(), number);
    }

    private Phone seat(LocalNode at) {
        return tcp ? Phone.tcpSeat(at.sip(), "8001") : Phone.seat(at.sip(), "8001");
    }

    /** What the loop does at the end of each turn, as if every call cost too much. */
    private void pause() {
        long untilNs = System.nanoTime() + PAUSE_NS;
        while (slow.get() && System.nanoTime() < untilNs) {
            LockSupport.parkNanos(untilNs - System.nanoTime());
        }
    }

    private void flood() {
        try (Phone flood = caller(local, "13900000002")) {
            for (int i = 0; flooding.get(); i++) {
                flood.raw(options(flood, i).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(4));
            }
        }
    }

    private static String options(Phone flood, int i) {
        return "OPTIONS sip:hotline.local SIP/2.0\r\nVia: SIP/2.0/" + flood.transport() + " 127.0.0.1:" + flood.port()
                + ";rport;branch=z9hG4bKfl" + i
                + "\r\nFrom: <sip:me@127.0.0.1>;tag=" + i + "\r\nTo: <sip:hotline.local>\r\nCall-ID: fl" + i
                + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
    }

    private SipText firstRefused() {
        try {
            return Await.value("a call is refused", this::refused);
        } catch (AssertionError served) {
            String figures = "loss " + local.metric("hotswitch_sip_overload_loss_percent") + " %, waits "
                    + local.metric("hotswitch_sip_queue_delay_us") + " us, frames "
                    + local.metric("hotswitch_sip_transport_total{what=\"frames_in\"");
            throw new AssertionError(figures, served);
        }
    }

    /** Null: this call was let in. */
    private SipText refused() {
        Phone citizen = caller(local, "13900000003");
        asked.add(citizen);
        String branch = "z9hG4bK" + Long.toHexString(System.nanoTime());
        String invite = "INVITE sip:12345@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/" + citizen.transport() + " 127.0.0.1:"
                + citizen.port()
                + ";rport;oc;oc-algo=\"loss\";branch=" + branch + "\r\nFrom: <sip:139@127.0.0.1>;tag=" + branch
                + "\r\nTo: <sip:12345@127.0.0.1>\r\nCall-ID: " + branch
                + "\r\nCSeq: 1 INVITE\r\nMax-Forwards: 70\r\n"
                + "Contact: <sip:139@127.0.0.1:" + citizen.port() + ">\r\nContent-Length: 0\r\n\r\n";
        SipText last = citizen.ask(branch, invite);
        return last.status() == 503 ? last : null;
    }

    private int dial() {
        try (Phone citizen = caller(local, "13900000004")) {
            PhoneCall call = citizen.dial("12345");
            int status = call.awaitFinal().status();
            if (status == 200) {
                call.hangUp();
            }
            return status;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
