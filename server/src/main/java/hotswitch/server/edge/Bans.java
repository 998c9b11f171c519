package hotswitch.server.edge;

import hotswitch.server.config.NodeConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Source addresses that showed wrong credentials too often are not heard for a while: NONE → counted → BANNED → NONE.
 * Never one where a phone of ours is registered or a carrier is. Bounded: a flood of addresses makes the oldest
 * forgotten.
 */
final class Bans {
    private static final Logger LOG = LoggerFactory.getLogger(Bans.class);
    private static final int SOURCES_MAX = 10_000;
    private static final long NS_PER_S = 1_000_000_000L;
    private final NodeConfig.Bans rules;
    private final Predicate<String> trusted;
    private final Consumer<String> onBan;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private long failures;
    private long dropped;
    private int active;

    private static final class Source {
        int failures;
        long sinceNs;
        /** 0: not banned. */
        long bannedUntilNs;
    }

    /** {@code trusted}: addresses that are never banned; {@code onBan} hears each ban, in words. */
    Bans(NodeConfig.Bans rules, Predicate<String> trusted, Consumer<String> onBan) {
        this.rules = rules;
        this.trusted = trusted;
        this.onBan = onBan;
    }

    /** Credentials from there were wrong. */
    void failed(String address, long nowNs) {
        failures++;
        if (rules.failures() == 0) {
            return;
        }
        Source source = sources.computeIfAbsent(address, first -> new Source());
        if (sources.size() > SOURCES_MAX) {
            forgetOldest();
        }
        if (nowNs - source.sinceNs > rules.windowSeconds() * NS_PER_S) {
            source.sinceNs = nowNs;
            source.failures = 0;
        }
        source.failures++;
        if (source.failures >= rules.failures() && source.bannedUntilNs == 0 && !trusted.test(address)) {
            source.bannedUntilNs = nowNs + rules.banSeconds() * NS_PER_S;
            active++;
            LOG.warn("banned address={} seconds={} wrongCredentials={}", address, rules.banSeconds(), source.failures);
            onBan.accept(address + " for " + rules.banSeconds() + " s");
        }
    }

    private void forgetOldest() {
        var oldest = sources.entrySet().iterator();
        active -= oldest.next().getValue().bannedUntilNs == 0 ? 0 : 1;
        oldest.remove();
    }

    /** True: what comes from there is not looked at. */
    boolean holds(String address, long nowNs) {
        boolean held = banned(address, nowNs);
        dropped += held ? 1 : 0;
        return held;
    }

    /** True: nothing may come from there. */
    boolean banned(String address, long nowNs) {
        if (active == 0) {
            return false;
        }
        Source source = sources.get(address);
        if (source == null || source.bannedUntilNs == 0) {
            return false;
        }
        if (nowNs >= source.bannedUntilNs) {
            sources.remove(address);
            active--;
            return false;
        }
        return true;
    }

    long failures() {
        return failures;
    }

    long dropped() {
        return dropped;
    }

    int active() {
        return active;
    }
}
