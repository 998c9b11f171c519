package hotswitch.trunk.number;

import java.util.List;

/**
 * A number that may be shown.
 *
 * @param authorisation the paper that allows it; without one it may not be
 * @param trunks on which; empty: on any whose carrier permits it too
 */
public record DisplayedNumber(String number, String authorisation, List<String> trunks) {
    public DisplayedNumber {
        trunks = List.copyOf(trunks);
    }
}
