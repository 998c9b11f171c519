package hotswitch.trunk;

import hotswitch.trunk.health.AddressHealth;
import hotswitch.trunk.health.HealthState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The health of a trunk as bytes, for a restart: an edge fact under the trunk's name. Calls inside are not part of it:
 * they are counted again as their legs are bound again.
 */
public final class TrunkStateCodec {
    private static final byte VERSION = 1;
    private static final int ADDRESS_BYTES = 1 + 3 * Long.BYTES + 2 * Integer.BYTES + 2;

    private TrunkStateCodec() {}

    public static byte[] write(Trunk trunk) {
        int bytes = 3;
        for (AddressHealth address : trunk.addresses()) {
            bytes += ADDRESS_BYTES + utf8(address).length;
        }
        ByteBuffer out = ByteBuffer.allocate(bytes);
        out.put(VERSION).putShort((short) trunk.addresses().size());
        for (AddressHealth address : trunk.addresses()) {
            byte[] text = utf8(address);
            AddressHealth.Saved saved = address.save();
            out.putShort((short) text.length).put(text);
            out.put((byte) saved.state().ordinal()).putInt(saved.failures()).putInt(saved.successes());
            out.putLong(saved.sinceNs()).putLong(saved.restUntilNs()).putLong(saved.nextProbeNs());
        }
        return out.array();
    }

    /** Gives the trunk's addresses the health that was written; those that are no longer configured are passed over. */
    public static void read(Trunk trunk, byte[] written) {
        ByteBuffer in = ByteBuffer.wrap(written);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("trunk state of version " + version);
        }
        for (int left = in.getShort(); left > 0; left--) {
            byte[] text = new byte[in.getShort()];
            in.get(text);
            HealthState state = HealthState.values()[in.get()];
            AddressHealth.Saved saved =
                    new AddressHealth.Saved(state, in.getInt(), in.getInt(), in.getLong(), in.getLong(), in.getLong());
            AddressHealth address = trunk.health(new String(text, StandardCharsets.UTF_8));
            if (address != null) {
                address.restore(saved);
            }
        }
    }

    private static byte[] utf8(AddressHealth address) {
        return address.address().getBytes(StandardCharsets.UTF_8);
    }
}
