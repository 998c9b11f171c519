package hotswitch.server.node;

import hotswitch.acd.Command;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.server.config.Fault;
import hotswitch.server.config.NodeConfig;
import hotswitch.server.config.ServerConfig;
import hotswitch.server.config.check.CertificateFile;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of SIP over TLS in time: tells before it ends, and lets none be put in use whose time is over or has
 * not come. One that is in use already is never taken away: telephones on UDP and TCP need none.
 */
final class CertificateWatch {
    static final String ALARM = "CERTIFICATE_EXPIRES";
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private final Supplier<X509Certificate> inUse;
    private final Consumer<Command> core;
    private final Predicate<String> raised;

    /** {@code inUse}: null for none. */
    CertificateWatch(Supplier<X509Certificate> inUse, Consumer<Command> core, Predicate<String> raised) {
        this.inUse = inUse;
        this.core = core;
        this.raised = raised;
    }

    /**
     * Why a reload must not put this configuration's certificate in use; "": it may. The one that is in use is no news,
     * whatever its time.
     */
    static String fault(ServerConfig next, X509Certificate inUse, Instant now) {
        NodeConfig.Tls tls = next.node().sip().tls();
        X509Certificate own = tls.port() == 0 || inUse == null
                ? null
                : CertificateFile.first(next.folder().resolve(tls.certificate()));
        if (own == null || own.equals(inUse) || untimely(own, now).isEmpty()) {
            return "";
        }
        String mend = "write one that is valid today and reload; until then the former one stays in use";
        return new Fault(tls.certificate(), 0, "the certificate " + untimely(own, now), mend, "证书不在有效期内").toString();
    }

    private static String untimely(X509Certificate own, Instant now) {
        Instant begin = own.getNotBefore().toInstant();
        Instant end = own.getNotAfter().toInstant();
        if (now.isBefore(begin)) {
            return "is not valid before " + begin;
        }
        return now.isAfter(end) ? "ended at " + end : "";
    }

    /** Whole days; 0: over, or there is none. */
    long daysLeft() {
        X509Certificate own = inUse.get();
        Duration left = own == null
                ? Duration.ZERO
                : Duration.between(Instant.now(), own.getNotAfter().toInstant());
        return Math.max(0, left.toDays());
    }

    void look() {
        X509Certificate own = inUse.get();
        String untimely = own == null ? "" : untimely(own, Instant.now());
        boolean due = own != null && (!untimely.isEmpty() || daysLeft() < CertificateFile.WARN_DAYS);
        if (due != raised.test(ALARM)) {
            String detail = untimely.isEmpty() ? daysLeft() + " days left" : untimely;
            LOG.warn("{}: {} {}", ALARM, detail, due ? "" : "no more");
            core.accept(new RaiseAlarm(ALARM, detail, due));
        }
    }
}
