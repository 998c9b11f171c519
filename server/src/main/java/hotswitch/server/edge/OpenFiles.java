package hotswitch.server.edge;

import com.sun.management.UnixOperatingSystemMXBean;
import hotswitch.server.config.NodeConfig;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each media port and SIP stream is an open file of the process, and so are journal, database and API: calls must never
 * take the last one.
 */
final class OpenFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);
    /** Journal, database, libraries, API connections. */
    private static final int OTHERS = 1_000;
    /** Of what the process may open, for streams at the most where it is too little for all; for the others too. */
    private static final int SHARE = 4;

    private OpenFiles() {}

    /** How many sockets the media plane may open beside SIP's streams; says so where it is less than its ports. */
    static int forMedia(NodeConfig.Media media, NodeConfig.Sip sip) {
        int streams = sip.streamsMax() * Listening.kinds(sip);
        int wanted = media.portMax() - media.portMin() + 1;
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? forMedia(wanted, streams, system.getMaxFileDescriptorCount())
                : wanted;
    }

    /** {@code limit}: open files that the process may have. */
    static int forMedia(int wanted, int streams, long limit) {
        long needed = (long) wanted + streams + OTHERS;
        if (limit >= needed) {
            return wanted;
        }
        long left = limit - Math.min(OTHERS, limit / SHARE) - Math.min(streams, limit / SHARE);
        int sockets = (int) Math.min(left, wanted);
        LOG.warn(
                "media.ports and sip.streams-max are more than this process may open files: calls beyond about {} legs"
                        + " get 503; raise the limit to {} (ulimit -n, LimitNOFILE=) limit={}",
                sockets / 2,
                needed,
                limit);
        return sockets;
    }
}
