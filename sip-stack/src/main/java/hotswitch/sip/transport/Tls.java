package hotswitch.sip.transport;

import hotswitch.sip.transaction.Hop;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;

/**
 * Encryption of a stream port. Handshakes compute on a thread of their own, so that a hundred telephones that come back
 * at once do not delay a call.
 */
final class Tls implements AutoCloseable {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private final SslContext accepting;
    private final SslContext opening;
    private final ExecutorService handshakes;

    private Tls(SslContext accepting, SslContext opening) {
        this.accepting = accepting;
        this.opening = opening;
        this.handshakes = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("sip-tls").daemon().factory());
    }

    /** Throws {@code UncheckedIOException} when a file is no certificate or key. */
    static Tls of(TlsConfig config) {
        try {
            SslContext accepting = SslContextBuilder.forServer(
                            config.certificate().toFile(), config.key().toFile())
                    .protocols(VERSIONS)
                    .clientAuth(ClientAuth.NONE)
                    .build();
            SslContextBuilder opening = SslContextBuilder.forClient()
                    .keyManager(config.certificate().toFile(), config.key().toFile())
                    .protocols(VERSIONS);
            if (config.authorities() != null) {
                opening.trustManager(config.authorities().toFile());
            }
            return new Tls(accepting, opening.build());
        } catch (SSLException | IllegalArgumentException e) {
            String what =
                    "SIP over TLS: no usable certificate and key in " + config.certificate() + ", " + config.key();
            throw new UncheckedIOException(new IOException(what, e));
        }
    }

    /** A peer has connected. */
    SslHandler accepted(Channel channel) {
        return accepting.newHandler(channel.alloc(), handshakes);
    }

    /** We connect: the certificate must be for the address that we mean (RFC 5922 §7.1). */
    SslHandler opened(Channel channel, Hop hop) {
        return opening.newHandler(channel.alloc(), hop.address(), hop.port(), handshakes);
    }

    @Override
    public void close() {
        handshakes.shutdown();
    }
}
