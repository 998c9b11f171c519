package hotswitch.server.node;

import hotswitch.acd.Command;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.server.config.NodeConfig;
import hotswitch.server.config.ServerConfig;
import hotswitch.server.config.check.CertificateFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in time that the certificate of SIP over TLS comes to its end. */
final class CertificateWatch {
    static final String ALARM = "CERTIFICATE_EXPIRES";
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private final Supplier<Path> file;
    private final Consumer<Command> core;
    private final Predicate<String> raised;

    CertificateWatch(Supplier<Path> file, Consumer<Command> core, Predicate<String> raised) {
        this.file = file;
        this.core = core;
        this.raised = raised;
    }

    /** The certificate of this configuration; null: none. */
    static Path file(ServerConfig config) {
        NodeConfig.Tls tls = config.node().sip().tls();
        return tls.port() == 0 ? null : config.folder().resolve(tls.certificate());
    }

    /** Whole days; 0: over, or there is none. */
    long daysLeft() {
        Path now = file.get();
        Instant end = now == null ? null : CertificateFile.end(now);
        return end == null
                ? 0
                : Math.max(0, Duration.between(Instant.now(), end).toDays());
    }

    void look() {
        boolean due = file.get() != null && daysLeft() < CertificateFile.WARN_DAYS;
        if (due != raised.test(ALARM)) {
            String detail = daysLeft() + " days left";
            LOG.warn("{}: {} {}", ALARM, detail, due ? "" : "no more");
            core.accept(new RaiseAlarm(ALARM, detail, due));
        }
    }
}
