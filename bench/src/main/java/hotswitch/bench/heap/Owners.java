package hotswitch.bench.heap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes of a heap by who owns them: an object is of the nearest owner among those without which it could go. What
 * several owners share, and they alone, is of what holds them all.
 */
public final class Owners {
    public static final String REST = "all else";

    /** By name of class, or of package with a dot at its end; the first that fits counts. */
    public record Owner(String name, List<String> classes) {
        private boolean owns(String type) {
            for (String each : classes) {
                if (each.endsWith(".") ? type.startsWith(each) : type.equals(each)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final List<Owner> owners;
    private final Owner above;

    /** {@code above}: what it holds is its own, whoever else may own such an object elsewhere. */
    public Owners(List<Owner> owners, Owner above) {
        this.owners = owners;
        this.above = above;
    }

    /** Bytes by owner, in the order of the owners, and {@link #REST}. */
    public Map<String, Long> bytes(Path dump) throws IOException {
        HeapDump heap = HeapDump.read(dump);
        Dominators dominators = new Dominators(heap);
        Map<String, Owner> known = new LinkedHashMap<>();
        Owner[] of = new Owner[heap.count()];
        Owner rest = new Owner(REST, List.of());
        Map<String, Long> bytes = new LinkedHashMap<>();
        owners.forEach(owner -> bytes.put(owner.name, 0L));
        bytes.put(above.name, 0L);
        bytes.put(REST, 0L);
        of[0] = rest;
        for (int i = 1; i < dominators.reached(); i++) {
            int object = dominators.object(i);
            Owner holder = of[dominators.holder(object)];
            Owner own = known.computeIfAbsent(heap.classOf[object], type -> owner(type, rest));
            of[object] = holder.equals(above) || own.equals(rest) ? holder : own;
            bytes.merge(of[object].name, (long) heap.size[object], Long::sum);
        }
        return bytes;
    }

    private Owner owner(String type, Owner none) {
        if (above.owns(type)) {
            return above;
        }
        for (Owner each : owners) {
            if (each.owns(type)) {
                return each;
            }
        }
        return none;
    }
}
