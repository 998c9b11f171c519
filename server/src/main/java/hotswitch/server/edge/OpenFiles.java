package hotswitch.server.edge;

import com.sun.management.UnixOperatingSystemMXBean;
import hotswitch.media.transport.PortRange;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each media port is an open file of the process: says at the start when there are more ports than files. */
final class OpenFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);
    /** Journal, database, libraries, SIP and API connections. */
    private static final int OTHERS = 1_000;

    private OpenFiles() {}

    static void check(PortRange ports) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long limit = system.getMaxFileDescriptorCount();
            long needed = ports.max() - ports.min() + 1L + OTHERS;
            if (limit < needed) {
                LOG.warn(
                        "media.ports has more ports than this process may open files: beyond about {} legs calls"
                                + " get 503; raise the limit to {} (ulimit -n, LimitNOFILE=) limit={}",
                        Math.max(0, (limit - OTHERS) / 2),
                        needed,
                        limit);
            }
        }
    }
}
