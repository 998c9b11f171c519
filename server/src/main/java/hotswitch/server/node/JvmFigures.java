package hotswitch.server.node;

import com.sun.management.ThreadMXBean;
import hotswitch.server.metrics.Metrics;
import java.lang.management.ManagementFactory;

/** What the JVM says of itself: garbage per call is one of the product's figures. */
final class JvmFigures {
    private JvmFigures() {}

    static void show(Metrics metrics) {
        if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads) {
            metrics.counts("hotswitch.jvm.allocated.bytes", threads::getTotalThreadAllocatedBytes);
        }
    }
}
