package hotswitch.trunk;

import hotswitch.trunk.TrunkConfig.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whose address is whose: entries of all trunks, the most specific first, so the first that matches decides. */
final class Acl {
    private record Entry(Source source, Trunk trunk) {}

    private static final Comparator<Entry> SPECIFIC_FIRST = Comparator.comparing((Entry entry) -> entry.source.cidr())
            .thenComparingInt(entry -> entry.source.port() == 0 ? 1 : 0)
            .thenComparingInt(entry -> entry.source.port());

    private final List<Entry> entries = new ArrayList<>();

    Acl(List<Trunk> trunks) {
        for (Trunk trunk : trunks) {
            for (Source source : trunk.config().acl()) {
                entries.add(new Entry(source, trunk));
            }
        }
        entries.sort(SPECIFIC_FIRST);
    }

    boolean has(IpAddress address) {
        return entries.stream().anyMatch(entry -> entry.source.cidr().contains(address));
    }

    /** Null if nobody's. */
    Trunk match(IpAddress address, int port) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            boolean portFits = entry.source.port() == 0 || entry.source.port() == port;
            if (portFits && entry.source.cidr().contains(address)) {
                return entry.trunk;
            }
        }
        return null;
    }
}
