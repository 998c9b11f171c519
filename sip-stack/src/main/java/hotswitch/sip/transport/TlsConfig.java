package hotswitch.sip.transport;

import java.nio.file.Path;
import java.util.Objects;

/**
 * SIP over TLS (RFC 3261 §26.2), versions 1.2 and 1.3. PEM files, read when the port is bound.
 *
 * @param port where to listen, 0 = any free one
 * @param certificate ours, with the chain that peers may need; shown to whom we call too
 * @param key its private key, PKCS#8, without a passphrase
 * @param authorities who signs the certificates of those whom we call; null: whom Java trusts
 */
public record TlsConfig(int port, Path certificate, Path key, Path authorities) {
    public TlsConfig {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }
}
