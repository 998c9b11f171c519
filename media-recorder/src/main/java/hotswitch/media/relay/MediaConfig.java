package hotswitch.media.relay;

import hotswitch.media.transport.PortRange;

/**
 * How the media plane stands on its machine.
 *
 * @param address the IP literal that the ports are bound to
 * @param advertised the IP literal that peers are told; the engine only keeps it
 * @param ports the UDP ports that may be used
 * @param loops event loops, one thread each; both legs of a bridge must live on one ({@link MediaEngine})
 * @param limits time-outs and buffer sizes
 */
public record MediaConfig(String address, String advertised, PortRange ports, int loops, MediaLimits limits) {
    public MediaConfig {
        if (loops < 1 || loops > 64) throw new IllegalArgumentException("media loops " + loops);
    }

    /** One loop on 127.0.0.1 with the usual limits. */
    public static MediaConfig loopback(int minPort, int maxPort) {
        return new MediaConfig(
                "127.0.0.1", "127.0.0.1", new PortRange(minPort, maxPort), 1, new MediaLimits(0, 2_000, 1 << 17));
    }

    public MediaConfig with(MediaLimits other) {
        return new MediaConfig(address, advertised, ports, loops, other);
    }
}
