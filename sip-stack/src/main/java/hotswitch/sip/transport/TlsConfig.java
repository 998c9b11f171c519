package hotswitch.sip.transport;

import java.nio.file.Path;
import java.util.Objects;

/**
 * SIP over TLS (RFC 3261 §26.2), versions 1.2 and 1.3. PEM files, read when the port is bound and when it is said.
 *
 * @param port where to listen, 0 = any free one
 * @param certificate ours, with the chain that peers may need; shown to whom we call too
 * @param key its private key, PKCS#8, without a passphrase
 * @param authorities who signs the certificates of peers; null: whom Java trusts
 * @param clients whether who connects must show a certificate too
 */
public record TlsConfig(int port, Path certificate, Path key, Path authorities, Clients clients) {
    /** What is asked of who connects. */
    public enum Clients {
        NONE,
        /** A certificate that is shown must be good; none is good too. */
        WANT,
        NEED
    }

    /** Nothing is asked of who connects. */
    public TlsConfig(int port, Path certificate, Path key, Path authorities) {
        this(port, certificate, key, authorities, Clients.NONE);
    }

    public TlsConfig {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }
}
