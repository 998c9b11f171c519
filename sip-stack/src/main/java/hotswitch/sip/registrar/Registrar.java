package hotswitch.sip.registrar;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.agrona.MutableDirectBuffer;

/** All devices' bindings. Callers authenticate first; a device may register itself and nobody else. */
public final class Registrar {
    private static final Comparator<Binding> PREFERENCE = Comparator.comparingInt(Binding::qThousandths)
            .thenComparingLong(Binding::expiresAtNs)
            .reversed();

    private final RegistrarLimits limits;
    private final DeviceListener listener;
    /** Whether a host is of our domain. */
    private final Predicate<String> ours;

    private final Map<String, Device> devices = new TreeMap<>();
    private static final SortedSet<String> NOBODY = Collections.emptySortedSet();
    private static final Transport[] TRANSPORTS = Transport.values();
    private final TreeMap<String, SortedSet<String>> devicesByPeer = new TreeMap<>();
    /** Of the present request. */
    private final Words words = new Words();

    private boolean comparable;
    private long nextExpiryNs = Long.MAX_VALUE;
    /** Who was asked for last: a carrier's calls come from one place. */
    private Hop askedPeer;

    private String askedKey = "";

    /** {@code ours}: whether a host of an address is of our domain. */
    public Registrar(RegistrarLimits limits, DeviceListener listener, Predicate<String> ours) {
        this.limits = limits;
        this.listener = listener;
        this.ours = ours;
    }

    /** Carries out a REGISTER of the authenticated device that came from there; without Contact it only asks. */
    public RegisterResult register(SipMessage message, String device, Hop source, long nowNs) {
        onTime(nowNs);
        comparable = words.take(message);
        Device known = devices.get(device);
        Said said = known == null || !comparable ? null : known.said(words, source);
        if (said == null || !ours.test(said.domain) || !known.refresh(said, message, nowNs)) {
            return read(message, device, source, nowNs);
        }
        listener.bindingsChanged(device);
        List<String> path = said.binding.origin().path();
        return new RegisterResult.Registered(current(known, nowNs), path, said.flow, nowNs);
    }

    private RegisterResult read(SipMessage message, String device, Hop source, long nowNs) {
        RegisterRequest request = RegisterRequest.read(message, source);
        if (request == null) {
            return new RegisterResult.Refused(400, "malformed To, Contact or Expires");
        }
        if (!ours.test(request.address().host())) {
            return new RegisterResult.Refused(404, "not a domain of this registrar");
        }
        if (!request.address().user().equals(device)) {
            return new RegisterResult.Refused(403, "not the address of this device");
        }
        if (request.contacts().size() > limits.contactsMax()) {
            return new RegisterResult.Refused(403, "too many contacts");
        }
        if (request.hasFlow() && !request.flowIsKept(message)) {
            return new RegisterResult.Refused(439, "first hop lacks outbound support");
        }
        RegisterResult refused = request.contacts().isEmpty() ? null : change(request, device, nowNs);
        return refused != null
                ? refused
                : new RegisterResult.Registered(
                        lookup(device, nowNs), request.origin().path(), request.hasFlow(), nowNs);
    }

    /** Null: it was carried out. */
    private RegisterResult change(RegisterRequest request, String device, long nowNs) {
        Device bound = devices.getOrDefault(device, new Device());
        List<Binding> before = bound.bindings();
        RegisterResult refused = bound.change(request, limits, nowNs);
        if (refused == null) {
            if (comparable) {
                bound.remember(words, request, limits, nowNs);
            }
            devices.put(device, bound);
            changed(device, bound, before);
        }
        return refused;
    }

    /** The device's contacts, the preferred and then the latest first; empty when it has none. */
    public List<Binding> lookup(String device, long nowNs) {
        Device bound = devices.get(device);
        return bound == null ? List.of() : current(bound, nowNs);
    }

    private static List<Binding> current(Device bound, long nowNs) {
        if (bound.bindings().size() == 1 && !bound.bindings().getFirst().expired(nowNs)) {
            return List.of(bound.bindings().getFirst());
        }
        return bound.bindings().stream()
                .filter(binding -> !binding.expired(nowNs))
                .sorted(PREFERENCE)
                .toList();
    }

    /** Devices that have registered from this peer or are reached there, several behind one proxy. */
    public SortedSet<String> devicesAt(Hop peer) {
        if (!peer.equals(askedPeer)) {
            askedPeer = peer;
            askedKey = key(peer);
        }
        return Collections.unmodifiableSortedSet(devicesByPeer.getOrDefault(askedKey, NOBODY));
    }

    /** The first phone with such a binding; null: there is none. Looks at all: for temporary names (RFC 5627). */
    Gruus.Phone find(BiPredicate<String, Binding> wanted) {
        for (Map.Entry<String, Device> each : devices.entrySet()) {
            for (Binding binding : each.getValue().bindings()) {
                if (wanted.test(each.getKey(), binding)) {
                    return new Gruus.Phone(each.getKey(), Gruus.plain(binding));
                }
            }
        }
        return null;
    }

    /** Lets go what has expired; the time when the next binding will, Long.MAX_VALUE when there is none. */
    public long onTime(long nowNs) {
        if (nowNs >= nextExpiryNs) {
            for (String device : List.copyOf(devices.keySet())) {
                Device bound = devices.get(device);
                List<Binding> before = List.copyOf(bound.bindings());
                if (bound.expire(nowNs)) {
                    changed(device, bound, before);
                }
            }
            nextExpiryNs = devices.values().stream()
                    .mapToLong(Device::nextExpiryNs)
                    .min()
                    .orElse(Long.MAX_VALUE);
        }
        return nextExpiryNs;
    }

    /**
     * A connection is gone, and with it the bindings that are reached in no other way (RFC 5626 §5.3.1); who listens at
     * his contact is reached there.
     */
    public void flowLost(Hop lost) {
        if (lost.connection() == 0) {
            return;
        }
        for (String device : List.copyOf(devicesAt(lost))) {
            Device bound = devices.get(device);
            List<Binding> before = List.copyOf(bound.bindings());
            List<Binding> left = new ArrayList<>(before.size());
            for (Binding each : before) {
                Binding now = each.uses(lost) ? each.stranded() : each;
                if (now != null) {
                    left.add(now);
                }
            }
            if (!left.equals(before)) {
                bound.restore(left);
                changed(device, bound, before);
            }
        }
    }

    /**
     * Puts what must survive a restart, the device's bindings, at an index of a buffer that grows; how many bytes, 0 if
     * it has none.
     */
    public int encode(String device, MutableDirectBuffer out, int index) {
        Device bound = devices.get(device);
        return bound == null ? 0 : BindingBytes.write(bound.bindings(), out, index);
    }

    /** Takes back what {@link #encode} put down, without what has expired meanwhile. */
    public void restore(String device, byte[] bytes, long nowNs) {
        List<Binding> restored = new ArrayList<>(BindingBytes.read(bytes));
        restored.removeIf(binding ->
                binding.expired(nowNs) || binding.target().transport().flowOnly());
        Device bound = devices.getOrDefault(device, new Device());
        List<Binding> before = bound.bindings();
        bound.restore(restored);
        devices.put(device, bound);
        changed(device, bound, before);
    }

    /** True when a device is registered from this address or reached there, whatever the port. */
    public boolean anyAt(String address) {
        for (Transport transport : TRANSPORTS) {
            String begin = transport + " " + address + " ";
            String first = devicesByPeer.ceilingKey(begin);
            if (first != null && first.startsWith(begin)) {
                return true;
            }
        }
        return false;
    }

    private void changed(String device, Device bound, List<Binding> before) {
        before.forEach(binding -> forgetPeers(device, binding));
        bound.bindings().forEach(binding -> rememberPeers(device, binding));
        nextExpiryNs = Math.min(nextExpiryNs, bound.nextExpiryNs());
        boolean down = bound.bindings().isEmpty();
        if (down) {
            devices.remove(device);
        }
        if (down && before.isEmpty()) {
            return;
        }
        listener.bindingsChanged(device);
        if (down) {
            listener.deviceDown(device);
        } else if (before.isEmpty()) {
            listener.deviceUp(device);
        }
    }

    private void rememberPeers(String device, Binding binding) {
        for (Hop peer : List.of(binding.target(), binding.origin().source())) {
            devicesByPeer.computeIfAbsent(key(peer), fresh -> new TreeSet<>()).add(device);
        }
    }

    private void forgetPeers(String device, Binding binding) {
        for (Hop peer : List.of(binding.target(), binding.origin().source())) {
            SortedSet<String> there = devicesByPeer.get(key(peer));
            if (there != null && there.remove(device) && there.isEmpty()) {
                devicesByPeer.remove(key(peer));
            }
        }
    }

    private static String key(Hop peer) {
        return peer.transport() + " " + peer.address() + " " + peer.port();
    }
}
