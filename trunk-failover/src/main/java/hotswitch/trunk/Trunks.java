package hotswitch.trunk;

import hotswitch.trunk.health.AddressHealth;
import hotswitch.trunk.health.HealthListener;
import java.util.ArrayList;
import java.util.List;

/** The table of trunks. */
public final class Trunks {
    private final HealthListener listener;
    private List<Trunk> configured = List.of();
    private final List<Trunk> retired = new ArrayList<>();
    private Acl acl = new Acl(List.of());
    private final Directory directory = new Directory();
    private int lastId;

    /** {@code listener} is told of every change of health. */
    public Trunks(HealthListener listener) {
        this.listener = listener;
    }

    /**
     * Takes a configuration over. Trunks are the same by name: those that stay keep id, health and calls; those that go
     * are kept out of sight while calls are inside.
     *
     * @throws IllegalArgumentException if {@link TrunkFaults#of} finds any
     */
    public void configure(List<TrunkConfig> configs, long nowNs) {
        List<String> faults = TrunkFaults.of(configs);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        List<Trunk> list = new ArrayList<>();
        for (TrunkConfig config : configs) {
            Trunk trunk = known(config.name());
            if (trunk == null) {
                trunk = new Trunk(++lastId, config);
            }
            trunk.configure(config, directory, listener, nowNs);
            list.add(trunk);
        }
        retire(list);
        configured = List.copyOf(list);
        acl = new Acl(configured);
    }

    /** A name has been looked up: there is what it leads to now. Calls, health and channels stay as they are. */
    public void located(TrunkConfig.Address name, List<Target> targets, long nowNs) {
        directory.put(name, targets);
        configured.forEach(trunk -> trunk.locate(directory, listener, nowNs));
    }

    /** Where these are, as far as it is known. */
    public List<Target> targets(List<TrunkConfig.Address> addresses) {
        return directory.targets(addresses);
    }

    /** In the order of the configuration. */
    public List<Trunk> all() {
        return configured;
    }

    /** The trunk of an id once given, also if it has been retired with calls inside; otherwise null. */
    public Trunk get(int id) {
        Trunk trunk = of(configured, id);
        return trunk == null ? of(retired, id) : trunk;
    }

    /** For each leg that ends: no iterator. */
    private static Trunk of(List<Trunk> trunks, int id) {
        for (int i = 0; i < trunks.size(); i++) {
            if (trunks.get(i).id() == id) {
                return trunks.get(i);
            }
        }
        return null;
    }

    /** Null if none of the configured ones bears this name. */
    public Trunk get(String name) {
        for (Trunk trunk : configured) {
            if (trunk.name().equals(name)) {
                return trunk;
            }
        }
        return null;
    }

    /** Whose request this is: the most specific source decides, longest prefix, then a named port. Null if nobody's. */
    public Trunk match(String address, int port) {
        IpAddress numeric = IpAddress.parse(address);
        return numeric == null ? null : acl.match(numeric, port);
    }

    /** True if a trunk's requests may come from this address, from whichever port. */
    public boolean hasSource(String address) {
        IpAddress numeric = IpAddress.parse(address);
        return numeric != null && acl.has(numeric);
    }

    /** When the next OPTIONS or the end of a rest is due, epoch ns; {@link Long#MAX_VALUE} if none is. */
    public long nextProbeNs() {
        long next = Long.MAX_VALUE;
        for (int t = 0; t < configured.size(); t++) { // after each turn: no iterators
            List<AddressHealth> addresses = configured.get(t).addresses();
            for (int i = 0; i < addresses.size(); i++) {
                next = Math.min(next, addresses.get(i).nextProbeNs());
            }
        }
        return next;
    }

    private Trunk known(String name) {
        Trunk trunk = get(name);
        if (trunk != null) {
            return trunk;
        }
        for (Trunk gone : retired) {
            if (gone.name().equals(name)) {
                return gone;
            }
        }
        return null;
    }

    private void retire(List<Trunk> kept) {
        for (Trunk trunk : configured) {
            if (!kept.contains(trunk)) {
                trunk.retire();
                retired.add(trunk);
            }
        }
        retired.removeIf(trunk -> kept.contains(trunk) || trunk.gate().inUse() == 0);
    }
}
