package hotswitch.trunk.health;

/** Hears each change of state. */
@FunctionalInterface
public interface HealthListener {
    void onHealth(AddressHealth address, HealthState from, HealthState to, long nowNs);
}
