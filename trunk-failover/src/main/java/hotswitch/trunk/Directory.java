package hotswitch.trunk;

import hotswitch.trunk.TrunkConfig.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where names are, as far as they have been looked up. */
final class Directory {
    private final Map<String, List<Target>> found = new TreeMap<>();

    void put(Address name, List<Target> targets) {
        found.put(name.text(), List.copyOf(targets));
    }

    /** Each address in its place: what the first leads to before what the second does, if names are among them. */
    List<Target> targets(List<Address> addresses) {
        List<Target> all = new ArrayList<>();
        boolean named = addresses.stream().anyMatch(Address::named);
        for (Address each : addresses) {
            int base = named && !all.isEmpty() ? all.getLast().rank() + 1 : 0;
            if (each.named()) {
                for (Target target : found.getOrDefault(each.text(), List.of())) {
                    all.add(new Target(target.address(), base + target.rank(), target.weight()));
                }
            } else {
                all.add(new Target(each, base, 1));
            }
        }
        return all;
    }
}
