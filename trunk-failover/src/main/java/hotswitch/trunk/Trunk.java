package hotswitch.trunk;

import hotswitch.trunk.admission.TrunkGate;
import hotswitch.trunk.health.AddressHealth;
import hotswitch.trunk.health.HealthListener;
import hotswitch.trunk.health.HealthPolicy;
import hotswitch.trunk.register.Registration;
import java.util.ArrayList;
import java.util.List;

/** One trunk at work: its configuration now, the health of each of its addresses, and who is inside. */
public final class Trunk {
    private final int id;
    private final TrunkGate gate;
    private TrunkConfig config;
    private List<Target> targets = List.of();
    private List<AddressHealth> addresses = List.of();
    private Registration registration;
    private boolean retired;

    Trunk(int id, TrunkConfig config) {
        this.id = id;
        this.config = config;
        this.gate = new TrunkGate(
                id, config.capacity().channels(), config.capacity().callsPerSecond());
    }

    /** A number for this run of the process; the name is what lasts. */
    public int id() {
        return id;
    }

    public String name() {
        return config.name();
    }

    public TrunkConfig config() {
        return config;
    }

    /** Where calls can be sent now: what the configuration names, as far as it has been found. */
    public List<Target> targets() {
        return targets;
    }

    /** The health of each target, in their order. */
    public List<AddressHealth> addresses() {
        return addresses;
    }

    public TrunkGate gate() {
        return gate;
    }

    /** Null where the carrier wants none. */
    public Registration registration() {
        return registration;
    }

    /** False while the carrier wants us registered and we are not. */
    public boolean admitted() {
        return registration == null || registration.registered();
    }

    /** No longer configured; kept while calls are inside. */
    public boolean retired() {
        return retired;
    }

    /** True if a call may be sent to at least one address now. */
    public boolean usable(long nowNs) {
        for (int i = 0; i < addresses.size(); i++) {
            if (usable(i, nowNs)) {
                return true;
            }
        }
        return false;
    }

    /** The same for one of its addresses. */
    public boolean usable(int address, long nowNs) {
        return admitted() && addresses.get(address).usable(nowNs);
    }

    /** Takes the configuration over; an address that stays keeps its health. */
    void configure(TrunkConfig next, Directory directory, HealthListener listener, long nowNs) {
        TrunkConfig.Account account = next.registration();
        if (!account.exists()) {
            registration = null;
        } else if (registration == null || !account.equals(config.registration())) {
            registration = new Registration(account.registrars().size(), account.expiresS(), nowNs);
        }
        config = next;
        retired = false;
        locate(directory, listener, nowNs);
        gate.limits(next.capacity().channels(), next.capacity().callsPerSecond());
    }

    /** Names may lead elsewhere now. */
    void locate(Directory directory, HealthListener listener, long nowNs) {
        HealthPolicy policy = HealthPolicy.of(config.health().optionsMs());
        List<Target> found = directory.targets(config.addresses());
        List<AddressHealth> list = new ArrayList<>();
        for (Target target : found) {
            String text = target.address().text();
            AddressHealth known = health(text);
            if (known == null) {
                known = new AddressHealth(config.name(), text, policy, listener, nowNs);
            } else {
                known.policy(policy, nowNs);
            }
            list.add(known);
        }
        targets = List.copyOf(found);
        addresses = List.copyOf(list);
    }

    void retire() {
        retired = true;
    }

    /** Null if this trunk has no such address. */
    public AddressHealth health(String text) {
        for (AddressHealth address : addresses) {
            if (address.address().equals(text)) {
                return address;
            }
        }
        return null;
    }
}
