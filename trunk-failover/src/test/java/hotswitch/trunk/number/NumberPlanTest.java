package hotswitch.trunk.number;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberPlanTest {
    private final NumberPlan hangzhou = NumberPlan.china("0571");

    @ParameterizedTest
    @CsvSource({
        "13800138000, 13800138000",
        "013800138000, 13800138000",
        "+8613800138000, 13800138000",
        "8613800138000, 13800138000",
        "008613800138000, 13800138000",
        "057188886666, 057188886666",
        "57188886666, 057188886666",
        "+86 571-8888-6666, 057188886666",
        "+86(0571)88886666, 057188886666",
        "8657188886666, 057188886666",
        "88886666, 057188886666",
        "86118888, 057186118888",
        "01088886666, 01088886666",
        "1088886666, 01088886666",
        "+861088886666, 01088886666",
        "12345, 12345",
        "+8612345, 12345",
        "057112345, 057112345",
        "110, 110",
        "95588, 95588",
        "4008001234, 4008001234",
        "+864008001234, 4008001234",
        "+442071234567, 00442071234567",
        "00442071234567, 00442071234567",
        "anonymous, anonymous",
        "+, +",
    })
    void oneSpellingForOneNumber(String written, String inside) {
        assertEquals(inside, hangzhou.normalise(written));
        assertEquals(inside, hangzhou.normalise(inside), "what is normal stays");
    }

    @Test
    void theFirstRuleThatMatchesRewrites() {
        List<NumberRule> rules =
                List.of(new NumberRule("0571", 4, ""), new NumberRule("0", 1, "+86"), new NumberRule("1", 0, "+86"));
        assertEquals("88886666", NumberRule.apply(rules, "057188886666"));
        assertEquals("+861088886666", NumberRule.apply(rules, "01088886666"));
        assertEquals("+8613800138000", NumberRule.apply(rules, "13800138000"));
        assertEquals("95588", NumberRule.apply(rules, "95588"));
        assertEquals("x", NumberRule.apply(List.of(new NumberRule("", 9, "x")), "123"));
    }
}
