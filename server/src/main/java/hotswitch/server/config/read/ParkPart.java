package hotswitch.server.config.read;

import hotswitch.acd.config.ParkConfig;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlMap;

/** {@code park} of {@code queues.yaml}: the slots in which calls are parked. */
final class ParkPart {
    private static final int SLOTS_MAX = 100;
    private static final long HOUR_MS = 3_600_000L;

    private ParkPart() {}

    static ParkConfig read(Reading reading, YamlMap map) {
        String slots = map.text("slots", "");
        long timeoutMs = map.number("timeout-ms", 120_000, 1_000, HOUR_MS);
        if (slots.isEmpty()) return ParkConfig.NONE;
        if (!slots.matches("[1-9][0-9]{1,5}-[1-9][0-9]{1,5}")) {
            String what = map.pathOf("slots") + " is \"" + slots + "\", no range of numbers";
            reading.faults().add(map.place("slots"), what, "write \"701-720\"", "驻留号范围无效");
            return ParkConfig.NONE;
        }
        int dash = slots.indexOf('-');
        int first = Integer.parseInt(slots.substring(0, dash));
        int last = Integer.parseInt(slots.substring(dash + 1));
        if (last < first || last - first >= SLOTS_MAX) {
            String what = map.pathOf("slots") + " is \"" + slots + "\"";
            String mend = "write " + SLOTS_MAX + " slots at the most, the first before the last";
            reading.faults().add(map.place("slots"), what, mend, "驻留号范围无效");
            return ParkConfig.NONE;
        }
        for (int n = first; n <= last; n++) {
            if (reading.references().knows(Kind.DEVICE, Integer.toString(n))) {
                String what = map.pathOf("slots") + " has " + n + ", which is a seat";
                reading.faults().add(map.place("slots"), what, "write other numbers", "驻留号与话机号重复");
                return ParkConfig.NONE;
            }
        }
        return new ParkConfig(first, last, timeoutMs);
    }
}
