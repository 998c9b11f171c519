package hotswitch.server.edge;

import hotswitch.server.config.NodeConfig;
import java.net.InetAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sources that showed wrong credentials too often are not heard for a while: NONE → counted → BANNED → NONE. A source
 * is an IPv4 address, or the /64 of an IPv6 address. Addresses where a phone of ours is registered or a carrier is are
 * always heard. Bounded: of too many that are counted the one that failed first is forgotten, of too many that are
 * banned the one whose ban ends first; who is counted never makes us forget who is banned.
 */
final class Bans {
    private static final Logger LOG = LoggerFactory.getLogger(Bans.class);
    private static final int COUNTED_MAX = 10_000;
    private static final int BANNED_MAX = 10_000;
    /** Bytes of an IPv6 address that name its network. */
    private static final int NETWORK_BYTES = 8;

    private static final long NS_PER_S = 1_000_000_000L;
    private final NodeConfig.Bans rules;
    private final Predicate<String> trusted;
    private final Consumer<String> onBan;
    /** Who failed first comes first. */
    private final Map<String, Failures> counted = new LinkedHashMap<>();
    /** Until when; all are for the same time, so the first ends first. */
    private final Map<String, Long> banned = new LinkedHashMap<>();

    private long failures;
    private long dropped;
    private long forgotten;

    private static final class Failures {
        int count;
        long sinceNs;
    }

    /** {@code trusted}: addresses that are always heard; {@code onBan} hears each ban, in words. */
    Bans(NodeConfig.Bans rules, Predicate<String> trusted, Consumer<String> onBan) {
        this.rules = rules;
        this.trusted = trusted;
        this.onBan = onBan;
    }

    /** Credentials from there were wrong. */
    void failed(String address, long nowNs) {
        failures++;
        String source = source(address);
        if (rules.failures() == 0 || banned.containsKey(source) || trusted.test(address)) {
            return;
        }
        Failures there = counted.computeIfAbsent(source, first -> new Failures());
        if (nowNs - there.sinceNs > rules.windowSeconds() * NS_PER_S) {
            there.sinceNs = nowNs;
            there.count = 0;
        }
        there.count++;
        if (there.count >= rules.failures()) {
            counted.remove(source);
            ban(source, there.count, nowNs);
        } else if (counted.size() > COUNTED_MAX) {
            forgetFirst(counted);
        }
    }

    private void ban(String source, int wrong, long nowNs) {
        banned.put(source, nowNs + rules.banSeconds() * NS_PER_S);
        if (banned.size() > BANNED_MAX) {
            forgetFirst(banned);
        }
        LOG.warn("banned address={} seconds={} wrongCredentials={}", source, rules.banSeconds(), wrong);
        onBan.accept(source + " for " + rules.banSeconds() + " s");
    }

    private void forgetFirst(Map<String, ?> sources) {
        Iterator<String> first = sources.keySet().iterator();
        first.next();
        first.remove();
        forgotten++;
    }

    /** True: what comes from there is not looked at. */
    boolean holds(String address, long nowNs) {
        boolean held = banned(address, nowNs);
        dropped += held ? 1 : 0;
        return held;
    }

    /** True: nothing may come from there. */
    boolean banned(String address, long nowNs) {
        onTime(nowNs);
        if (banned.isEmpty() || !banned.containsKey(source(address)) || trusted.test(address)) {
            return false;
        }
        return true;
    }

    /** Others are trusted now: the ban of an address that is, ends. That of a network stays for its other addresses. */
    void review() {
        banned.keySet().removeIf(trusted);
    }

    /** Ends bans whose time is over; when the next one ends, {@link Long#MAX_VALUE} none. */
    long onTime(long nowNs) {
        if (banned.isEmpty()) {
            return Long.MAX_VALUE; // most turns, most messages
        }
        Iterator<Long> ends = banned.values().iterator();
        while (ends.hasNext()) {
            long endNs = ends.next();
            if (nowNs < endNs) {
                return endNs;
            }
            ends.remove();
        }
        return Long.MAX_VALUE;
    }

    private static String source(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        int zone = address.indexOf('%');
        byte[] bytes = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone))
                .getAddress();
        if (bytes.length <= NETWORK_BYTES) {
            return address; // IPv4, mapped
        }
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < NETWORK_BYTES; i += 2) {
            network.append(Integer.toHexString((bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff)));
            network.append(':');
        }
        return network.append(":/64").toString();
    }

    long failures() {
        return failures;
    }

    long dropped() {
        return dropped;
    }

    /** Sources that failed, or were banned, and for which there was no room. */
    long forgotten() {
        return forgotten;
    }

    int active() {
        return banned.size();
    }
}
