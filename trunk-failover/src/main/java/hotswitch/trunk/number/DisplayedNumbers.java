package hotswitch.trunk.number;

import java.util.List;

/** The whitelist of displayed numbers. What it does not say is denied; numbers are compared in the plan's spelling. */
public final class DisplayedNumbers {
    private final NumberPlan plan;
    private final List<DisplayedNumber> list;

    public DisplayedNumbers(NumberPlan plan, List<DisplayedNumber> list) {
        this.plan = plan;
        this.list = List.copyOf(list);
    }

    /**
     * @param asked the number to show, or empty for the first that the carrier permits
     * @param carrierPermits the numbers that the trunk's carrier lets us show
     */
    public Display permit(String asked, String trunk, List<String> carrierPermits) {
        if (asked.isEmpty()) {
            return carrierPermits.isEmpty()
                    ? new Display.Denied("", Display.Reason.NOT_ON_THIS_TRUNK)
                    : permit(carrierPermits.getFirst(), trunk, carrierPermits);
        }
        String number = plan.normalise(asked);
        DisplayedNumber entry = find(number, trunk);
        if (entry == null) {
            boolean elsewhere = list.stream().anyMatch(e -> same(e.number(), number));
            return new Display.Denied(number, elsewhere ? Display.Reason.NOT_ON_THIS_TRUNK : Display.Reason.NOT_LISTED);
        }
        if (entry.authorisation().isBlank()) {
            return new Display.Denied(number, Display.Reason.NOT_AUTHORISED);
        }
        if (carrierPermits.stream().noneMatch(permitted -> same(permitted, number))) {
            return new Display.Denied(number, Display.Reason.NOT_ON_THIS_TRUNK);
        }
        return new Display.Permitted(number, entry.authorisation());
    }

    private DisplayedNumber find(String number, String trunk) {
        for (DisplayedNumber entry : list) {
            boolean trunkFits = entry.trunks().isEmpty() || entry.trunks().contains(trunk);
            if (trunkFits && same(entry.number(), number)) {
                return entry;
            }
        }
        return null;
    }

    private boolean same(String listed, String normalised) {
        return plan.normalise(listed).equals(normalised);
    }
}
