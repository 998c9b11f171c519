package hotswitch.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Encryption of a stream port. Handshakes compute on a thread of their own, so that a hundred telephones that come back
 * at once do not delay a call.
 */
final class Tls implements AutoCloseable {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private final ExecutorService handshakes;
    /** Loop and whoever reloads. */
    private volatile Contexts contexts;

    /** One for each side of a connection; {@code own}: what both show. */
    private record Contexts(X509Certificate own, SslContext accepting, SslContext opening) {}

    /**
     * Netty's handler, which keeps to itself how much it holds of a record that is not whole; and which lets no client
     * of TLS 1.2 ask for one handshake after the other. From 1.3 on no record says that it is of a handshake.
     */
    static final class Records extends SslHandler {
        private static final int HANDSHAKE = 22;

        Records(SSLEngine engine, Executor handshakes) {
            super(engine, handshakes);
        }

        int unfinishedBytes() {
            return actualReadableBytes();
        }

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws SSLException {
            if (handshakeFuture().isSuccess() && in.isReadable() && in.getByte(in.readerIndex()) == HANDSHAKE) {
                in.skipBytes(in.readableBytes());
                throw new SSLException("a second handshake");
            }
            super.decode(ctx, in, out);
        }
    }

    private Tls(Contexts contexts) {
        this.contexts = contexts;
        this.handshakes = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("sip-tls").daemon().factory());
    }

    /** Throws {@code UncheckedIOException} when a file is no certificate or key. */
    static Tls of(TlsConfig config) {
        return new Tls(contexts(config));
    }

    /** New connections are made with these files as they are now; those that stand go on. From any thread. */
    void reload(TlsConfig config) {
        contexts = contexts(config);
    }

    /** Ours, as new connections see it. From any thread. */
    X509Certificate certificate() {
        return contexts.own;
    }

    private static Contexts contexts(TlsConfig config) {
        try {
            DomainTrust trust = new DomainTrust(authorities(config.authorities()));
            SslContext accepting = SslContextBuilder.forServer(
                            config.certificate().toFile(), config.key().toFile())
                    .protocols(VERSIONS)
                    .trustManager(trust)
                    .clientAuth(
                            switch (config.clients()) {
                                case NONE -> ClientAuth.NONE;
                                case WANT -> ClientAuth.OPTIONAL;
                                case NEED -> ClientAuth.REQUIRE;
                            })
                    .build();
            SslContext opening = SslContextBuilder.forClient()
                    .keyManager(config.certificate().toFile(), config.key().toFile())
                    .protocols(VERSIONS)
                    .trustManager(trust)
                    .endpointIdentificationAlgorithm(null) // not HTTPS's rules but RFC 5922's
                    .build();
            return new Contexts(first(config.certificate()), accepting, opening);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            String what =
                    "SIP over TLS: no usable certificate and key in " + config.certificate() + ", " + config.key();
            throw new UncheckedIOException(new IOException(what, e));
        }
    }

    private static X509Certificate first(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }

    private static X509ExtendedTrustManager authorities(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = null;
        if (file != null) {
            store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            try (InputStream pem = Files.newInputStream(file)) {
                for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                    store.setCertificateEntry("authority" + store.size(), each);
                }
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    /** A peer has connected. */
    Records accepted(Channel channel) {
        return new Records(contexts.accepting.newEngine(channel.alloc()), handshakes);
    }

    /** We connect: the certificate must be for whom we mean (RFC 5922 §7), who hears his name first (RFC 6066 §3). */
    Records opened(Channel channel, String meant, int port) {
        return new Records(contexts.opening.newEngine(channel.alloc(), meant, port), handshakes);
    }

    @Override
    public void close() {
        handshakes.shutdown();
    }
}
