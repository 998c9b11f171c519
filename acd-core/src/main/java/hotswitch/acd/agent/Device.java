package hotswitch.acd.agent;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.config.CentreConfig.DeviceConfig;

/** A seat. One that is a telephone number counts as reachable always. */
public final class Device {
    private final String name;
    private DeviceConfig config;
    /** As the configuration says; beside {@link #up}, so that nobody has to look there. */
    private boolean isNumber;

    public boolean up;
    /** Who is logged on here; 0: nobody. */
    public int agent;

    Device(DeviceConfig first) {
        name = first.name();
        configure(first);
    }

    void configure(DeviceConfig next) {
        config = next;
        isNumber = !next.number().isEmpty();
    }

    public String name() {
        return name;
    }

    public DeviceConfig config() {
        return config;
    }

    public boolean isNumber() {
        return isNumber;
    }

    public boolean reachable() {
        return up || isNumber;
    }

    void write(BytesWriter out) {
        out.text(name).text(config.number()).text(config.site()).flag(up).i32(agent);
    }

    void readRest(BytesReader in) {
        configure(new DeviceConfig(name, in.text(), in.text()));
        up = in.flag();
        agent = in.i32();
    }
}
