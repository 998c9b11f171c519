package hotswitch.sip.transport;

import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom we believe: a chain that an authority signed, and of whom we call, the domain that we mean (RFC 5922 §7). */
final class DomainTrust extends X509ExtendedTrustManager {
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;
    private final X509ExtendedTrustManager authorities;

    DomainTrust(X509ExtendedTrustManager authorities) {
        this.authorities = authorities;
    }

    /** {@code engine}'s peer is whom we mean: a domain, or an address where we know no more. */
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        authorities.checkServerTrusted(chain, type, engine);
        String meant = engine.getPeerHost();
        if (!isFor(chain[0], meant)) {
            throw new CertificateException("the certificate is for " + identities(chain[0]) + " and not for " + meant);
        }
    }

    static boolean isFor(X509Certificate certificate, String meant) throws CertificateException {
        return identities(certificate).contains(canonical(meant));
    }

    /**
     * RFC 5922 §7.1: the hosts of its sip URIs; without one its DNS names; without any alternative name the subject's
     * common name. Addresses besides, for peers that are known by no domain. §7.2: no wildcards.
     */
    static List<String> identities(X509Certificate certificate) throws CertificateException {
        List<String> uris = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        for (List<?> each : alternatives == null ? List.<List<?>>of() : alternatives) {
            int kind = (Integer) each.get(0);
            String value = kind == URI || kind == DNS || kind == IP ? String.valueOf(each.get(1)) : "";
            if (kind == URI && value.regionMatches(true, 0, "sip:", 0, 4) && value.indexOf('@') < 0) {
                uris.add(canonical(host(value.substring(4).split("[;?]", 2)[0])));
            } else if (kind == DNS) {
                names.add(canonical(value));
            } else if (kind == IP) {
                addresses.add(canonical(value));
            }
        }
        List<String> domains = uris.isEmpty() ? names : uris;
        if (alternatives == null) {
            domains = commonName(certificate);
        }
        addresses.addAll(domains);
        return addresses;
    }

    private static List<String> commonName(X509Certificate certificate) {
        for (String part : certificate.getSubjectX500Principal().getName().split(",")) {
            if (part.regionMatches(true, 0, "CN=", 0, 3)) {
                return List.of(canonical(part.substring(3)));
            }
        }
        return List.of();
    }

    /** Without the port. */
    private static String host(String hostAndPort) {
        int end = hostAndPort.startsWith("[") ? hostAndPort.indexOf(']') : hostAndPort.indexOf(':');
        int begin = hostAndPort.startsWith("[") ? 1 : 0;
        return end < 0 ? hostAndPort : hostAndPort.substring(begin, end);
    }

    /** A peer's certificate may say anything: what is no address is a name that nobody means. */
    private static String canonical(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        boolean numeric = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
        if (numeric) {
            try {
                return InetAddress.ofLiteral(name).getHostAddress();
            } catch (IllegalArgumentException none) {
                return name;
            }
        }
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        authorities.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        authorities.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("no socket of this transport is without an engine");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        authorities.checkClientTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("no peer of this transport is without an engine");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
