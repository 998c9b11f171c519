package hotswitch.acd.agent;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.config.CentreConfig.DeviceConfig;

/** A seat. One that is a telephone number counts as reachable always. */
public final class Device {
    public DeviceConfig config;
    public boolean up;
    /** Who is logged on here; 0: nobody. */
    public int agent;

    Device(DeviceConfig config) {
        this.config = config;
    }

    public String name() {
        return config.name();
    }

    public boolean isNumber() {
        return !config.number().isEmpty();
    }

    public boolean reachable() {
        return up || isNumber();
    }

    void write(BytesWriter out) {
        out.text(name()).text(config.number()).text(config.site()).flag(up).i32(agent);
    }

    void readRest(BytesReader in) {
        config = new DeviceConfig(name(), in.text(), in.text());
        up = in.flag();
        agent = in.i32();
    }
}
