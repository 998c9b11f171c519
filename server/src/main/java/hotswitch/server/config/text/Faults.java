package hotswitch.server.config.text;

import hotswitch.server.config.Fault;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong; reading goes on, so that everything is told at once. */
public final class Faults {
    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> warnings = new ArrayList<>();

    public void add(Place place, String what, String mend, String zh) {
        put(faults, place, what, mend, zh);
    }

    public void warn(Place place, String what, String mend, String zh) {
        put(warnings, place, what, mend, zh);
    }

    private static void put(List<Fault> list, Place place, String what, String mend, String zh) {
        Fault fault = new Fault(place.file(), place.line(), what, mend, zh);
        if (!list.contains(fault)) list.add(fault);
    }

    boolean about(String file) {
        return faults.stream().anyMatch(fault -> fault.file().equals(file));
    }

    /** In the order of files and lines. */
    public List<Fault> faults() {
        return faults.stream().sorted().toList();
    }

    public List<Fault> warnings() {
        return warnings.stream().sorted().toList();
    }
}
