package hotswitch.trunk;

import hotswitch.trunk.TrunkConfig.Source;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a set of trunks taken together, in words for {@code check}. */
public final class TrunkFaults {
    private TrunkFaults() {}

    /** Empty if nothing is: names are unique, no source belongs to two trunks, each trunk has somewhere to send to. */
    public static List<String> of(List<TrunkConfig> trunks) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < trunks.size(); i++) {
            TrunkConfig trunk = trunks.get(i);
            ownFaults(trunk, faults);
            for (TrunkConfig earlier : trunks.subList(0, i)) {
                pairFaults(earlier, trunk, faults);
            }
        }
        return faults;
    }

    private static void ownFaults(TrunkConfig trunk, List<String> faults) {
        if (trunk.addresses().isEmpty() && trunk.acl().isEmpty()) {
            faults.add("trunk " + trunk.name() + " has neither an address nor a source: no call can use it");
        }
        for (TrunkConfig.Address address : trunk.addresses()) {
            if (!address.named() && address.port() == 0) {
                faults.add("trunk " + trunk.name() + ": address " + address.host() + " has no port");
            }
        }
    }

    private static void pairFaults(TrunkConfig one, TrunkConfig other, List<String> faults) {
        if (one.name().equals(other.name())) {
            faults.add("trunk " + one.name() + " is there twice");
        }
        for (Source source : one.acl()) {
            if (other.acl().contains(source)) {
                faults.add("source " + source.cidr() + (source.port() == 0 ? "" : " port " + source.port())
                        + " belongs to trunk " + one.name() + " and to trunk " + other.name()
                        + ": give it to one, or name ports");
            }
        }
    }
}
