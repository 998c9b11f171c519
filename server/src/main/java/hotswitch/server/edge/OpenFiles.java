package hotswitch.server.edge;

import com.sun.management.UnixOperatingSystemMXBean;
import hotswitch.media.transport.PortRange;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each media port and SIP stream is an open file of the process: says at the start when it may open fewer. */
final class OpenFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);
    /** Journal, database, libraries, API connections. */
    private static final int OTHERS = 1_000;

    private OpenFiles() {}

    static void check(PortRange ports, int streams) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long limit = system.getMaxFileDescriptorCount();
            long needed = ports.max() - ports.min() + 1L + streams + OTHERS;
            if (limit < needed) {
                LOG.warn(
                        "media.ports and sip.streams-max are more than this process may open files: once all {} streams"
                                + " are open, calls beyond about {} legs get 503; raise the limit to {} (ulimit -n,"
                                + " LimitNOFILE=) limit={}",
                        streams,
                        Math.max(0, (limit - OTHERS - streams) / 2),
                        needed,
                        limit);
            }
        }
    }
}
