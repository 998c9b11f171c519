package hotswitch.server.e2e.crowd;

import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A carrier as the switch sees it: the address where a trunk's calls go, and what becomes of each number there. */
public final class Carrier implements AutoCloseable {
    /** What each called party says. */
    public static final double TONE_HZ = 660;

    private final Map<String, Consumer<PhoneCall>> numbers = new ConcurrentHashMap<>();
    private final List<PhoneCall> calls = new CopyOnWriteArrayList<>();
    private volatile Consumer<PhoneCall> otherwise = Carrier::pickUp;
    private volatile Phone phone;

    private Carrier() {}

    /** With nothing remembered of a former run. */
    private void open(Phone next) {
        numbers.clear();
        calls.clear();
        otherwise = Carrier::pickUp;
        phone = next;
        phone.onCall(call -> {
            calls.add(call);
            numbers.getOrDefault(number(call), otherwise).accept(call);
        });
    }

    /** Takes the place of {@code shipped} ({@code ADDRESS:PORT} of trunks.yaml), before the switch starts. */
    public static Carrier behind(SwitchProcess hotline, String address, String shipped) {
        Carrier carrier = new Carrier();
        hotline.first(() -> {
            Phone phone = Phone.callerAt(hotline.sip(), address, "carrier");
            hotline.replace("trunks.yaml", "udp:" + shipped, "udp:" + address + ":" + phone.port());
            carrier.open(phone);
        });
        return carrier;
    }

    /** The called party answers and speaks. */
    public static void pickUp(PhoneCall call) {
        call.ring();
        call.answer();
        call.voice.tone(TONE_HZ);
    }

    /** Nothing at all comes back. */
    public static void silence(PhoneCall call) {
        // Not even a 100.
    }

    public Carrier at(String number, Consumer<PhoneCall> reaction) {
        numbers.put(number, reaction);
        return this;
    }

    /** What becomes of all other numbers. */
    public Carrier otherwise(Consumer<PhoneCall> reaction) {
        otherwise = reaction;
        return this;
    }

    /** Where it listens, by UDP. */
    public int port() {
        return phone.port();
    }

    /** The number dialled. */
    public static String number(PhoneCall call) {
        String start = call.invitation().start();
        return start.substring(start.indexOf("sip:") + 4, start.indexOf('@'));
    }

    public List<PhoneCall> calls() {
        return List.copyOf(calls);
    }

    /** The last call to this number that is not over; null: none. */
    public PhoneCall talking(String number) {
        return calls.reversed().stream()
                .filter(call -> number(call).equals(number) && !call.ended())
                .findFirst()
                .orElse(null);
    }

    public PhoneCall awaitCall(String number) {
        return Await.value("a call to " + number + " over the carrier", () -> talking(number));
    }

    @Override
    public void close() {
        phone.close();
    }
}
