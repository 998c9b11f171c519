package hotswitch.trunk.number;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.trunk.number.Display.Denied;
import hotswitch.trunk.number.Display.Permitted;
import hotswitch.trunk.number.Display.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DisplayedNumbersTest {
    private static final List<String> CARRIER = List.of("057112345", "+8657188880000");

    private final DisplayedNumbers whitelist = new DisplayedNumbers(
            NumberPlan.china("0571"),
            List.of(
                    new DisplayedNumber("057112345", "letter 2026-17", List.of()),
                    new DisplayedNumber("057188880000", "contract 9", List.of("carrier-a")),
                    new DisplayedNumber("057188881111", " ", List.of())));

    @Test
    void aListedNumberIsShownUnderItsPaperHoweverItIsSpelled() {
        assertEquals(
                new Permitted("057112345", "letter 2026-17"), whitelist.permit("0571-12345", "carrier-b", CARRIER));
        assertEquals(new Permitted("057188880000", "contract 9"), whitelist.permit("88880000", "carrier-a", CARRIER));
    }

    @Test
    void whatIsNotSaidIsDenied() {
        assertEquals(
                new Denied("13800138000", Reason.NOT_LISTED), whitelist.permit("13800138000", "carrier-a", CARRIER));
        assertEquals(
                new Denied("057188881111", Reason.NOT_AUTHORISED), whitelist.permit("88881111", "carrier-a", CARRIER));
        assertEquals(
                new Denied("057188880000", Reason.NOT_ON_THIS_TRUNK),
                whitelist.permit("88880000", "carrier-b", CARRIER));
        assertEquals(
                new Denied("057112345", Reason.NOT_ON_THIS_TRUNK),
                whitelist.permit("057112345", "carrier-a", List.of()));
    }

    @Test
    void askedForNothingTheCarriersFirstIsShown() {
        assertEquals(new Permitted("057112345", "letter 2026-17"), whitelist.permit("", "carrier-a", CARRIER));
        assertEquals(new Denied("", Reason.NOT_ON_THIS_TRUNK), whitelist.permit("", "carrier-a", List.of()));
    }
}
