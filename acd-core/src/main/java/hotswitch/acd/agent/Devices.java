package hotswitch.acd.agent;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.config.CentreConfig.DeviceConfig;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.collections.Object2ObjectHashMap;

/** All seats by name. */
public final class Devices {
    private final TreeMap<String, Device> byName = new TreeMap<>();
    /** The same, to find one at once; never walked through. */
    private final Object2ObjectHashMap<String, Device> found = new Object2ObjectHashMap<>();

    private final TreeSet<String> named = new TreeSet<>();

    /** Null if there is none. */
    public Device get(String name) {
        return found.get(name);
    }

    /** Where the agent is logged on; null: nowhere. Looked up once for each stay. */
    @SuppressWarnings("ReferenceEquality") // an equal name that is another object is looked up again
    public Device of(Agent agent) {
        Device known = agent.found;
        if (known == null || known.agent != agent.id || known.name() != agent.device) {
            agent.found = found.get(agent.device);
        }
        return agent.found;
    }

    public Iterable<Device> all() {
        return byName.values();
    }

    /** Keeps who is up and who sits there. A removed seat stays until its agent has left it. */
    public void configure(List<DeviceConfig> configs) {
        TreeMap<String, Device> former = new TreeMap<>(byName);
        clear();
        for (DeviceConfig config : configs) {
            named.add(config.name());
            Device device = former.remove(config.name());
            if (device == null) {
                device = new Device(config);
            }
            device.configure(config);
            add(device);
        }
        for (Device removed : former.values()) {
            if (removed.agent != 0) {
                add(removed);
            }
        }
    }

    /** Its agent has left it: one that is no longer named goes. */
    public void left(Device device) {
        device.agent = 0;
        if (!named.contains(device.name())) {
            byName.remove(device.name());
            found.remove(device.name());
        }
    }

    public void write(BytesWriter out) {
        out.i32(byName.size());
        for (Device device : byName.values()) {
            device.write(out);
        }
    }

    /** After {@link #configure}. */
    public void read(BytesReader in) {
        for (int n = in.i32(); n > 0; n--) {
            String name = in.text();
            if (get(name) == null) {
                add(new Device(new DeviceConfig(name, "", "")));
            }
            get(name).readRest(in);
        }
    }

    public void clear() {
        byName.clear();
        found.clear();
        named.clear();
    }

    private void add(Device device) {
        byName.put(device.name(), device);
        found.put(device.name(), device);
    }
}
