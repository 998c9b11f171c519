package hotswitch.server.config;

import hotswitch.call.toll.TollRule;
import java.net.InetSocketAddress;
import java.util.List;

/** {@code hotswitch.yaml}: how this process stands on its machine. Ports 1 to 65535; addresses are IP literals. */
public record NodeConfig(
        Node node,
        Sip sip,
        Media media,
        Api api,
        Journal journal,
        Recording recording,
        Security security,
        Store store,
        Trace trace) {

    /**
     * {@code drainSeconds}: how long a SIGTERM waits for running calls. {@code realtime}: signalling runs in real time
     * where the system allows it.
     */
    public record Node(String name, int drainSeconds, boolean realtime, Disk disk) {}

    /** MiB free on the data folder's disk: below {@code alarmMib} an alarm, below {@code refuseMib} no new calls. */
    public record Disk(int alarmMib, int refuseMib) {}

    /**
     * UDP and TCP on one port. {@code advertised}: what Via and Contact say; the address itself unless set.
     * {@code dns}: name servers for carriers' names; none: the system's.
     */
    public record Sip(
            String address,
            int port,
            Tls tls,
            String domain,
            String advertised,
            Register register,
            List<InetSocketAddress> dns,
            Lamps lamps,
            Web web,
            Phones phones,
            int streamsMax) {}

    /**
     * How we speak to the seats' telephones. {@code reliable}: RFC 3262 is offered; {@code sessionSeconds}: the session
     * timer (RFC 4028), 0 none; {@code trusted}: they are told a number that its owner hides (RFC 3325).
     */
    public record Phones(boolean reliable, int sessionSeconds, boolean trusted) {}

    /**
     * Busy lamps (RFC 4235). {@code watch}: all, site or none. {@code max} subscriptions in all, {@code perPhoneMax} of
     * one seat; {@code paceMs} at least between two NOTIFYs of one.
     */
    public record Lamps(String watch, int max, int perPhoneMax, int minSeconds, int maxSeconds, int paceMs) {}

    /**
     * SIP over WebSocket (RFC 7118). Ports 0: none; the secure one has the certificate of {@link Tls}. {@code origins}:
     * whose pages may connect, in lower case; none: every one.
     */
    public record Web(int port, int securePort, String path, List<String> origins) {}

    /**
     * PEM files. {@code port} 0: no TLS. {@code authorities} "": carriers are believed as Java believes servers.
     * {@code clients}: none, want or need a certificate of who connects.
     */
    public record Tls(int port, String certificate, String key, String authorities, String clients) {}

    /** Expiry of registrations (RFC 3261 §10.3) and how many contacts a device may have. */
    public record Register(int minSeconds, int maxSeconds, int contactsMax) {}

    /**
     * RTP takes the even ports of {@code portMin}..{@code portMax}, RTCP the next ones. {@code timeoutMs} without
     * any RTP
     * ends a call; 0: never.
     */
    public record Media(String address, int portMin, int portMax, String advertised, int loops, long timeoutMs) {}

    /** {@code idempotencyHours}: how long an Idempotency-Key is remembered. */
    public record Api(String address, int port, int idempotencyHours) {}

    /**
     * {@code threads} 0: journal and core run on the signalling thread; 1: on one thread of their own; 2: each has
     * its own. {@code days}: how long journal and facts are kept, 0 for ever.
     */
    public record Journal(Sync sync, int threads, int days) {}

    /** PROCESS survives kill -9; POWER also a power cut, by one sync per batch. */
    public enum Sync {
        PROCESS,
        POWER
    }

    /** {@code keyFile} "": recordings are not encrypted. */
    public record Recording(boolean enabled, int days, Format format, String keyFile) {}

    /** OGG: Ogg Opus, stereo; WAV: 16-bit PCM, stereo. Caller left, agent right. */
    public enum Format {
        OGG,
        WAV
    }

    /**
     * {@code digest}: the order of the challenges. {@code faultDrills}: the API may plant a fault in the core. {@code
     * overloadMs}: how long messages may stand in line before new calls are refused; 0: for ever.
     * {@code toll}: what seats may dial outside.
     */
    public record Security(
            List<Digest> digest,
            int nonceSeconds,
            boolean faultDrills,
            int overloadMs,
            Bans bans,
            List<TollRule> toll) {}

    /**
     * Who so often within {@code windowSeconds} showed wrong credentials is not heard for {@code banSeconds}. {@code
     * failures} 0: nobody is banned.
     */
    public record Bans(int failures, int windowSeconds, int banSeconds) {}

    /** RFC 7616, RFC 8760. */
    public enum Digest {
        MD5,
        SHA256
    }

    /** {@code url} "": SQLite in the data folder, else a JDBC URL. */
    public record Store(String url) {}

    /** The last {@code mib} MiB of signalling are kept, 0: none. */
    public record Trace(int mib, Hep hep) {}

    /** Who is told of each message (HEP3), and the id of this node there. {@code address} "": nobody. */
    public record Hep(String address, int port, int id) {}
}
