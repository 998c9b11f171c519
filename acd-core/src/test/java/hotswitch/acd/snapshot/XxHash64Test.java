package hotswitch.acd.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that other implementations of xxHash64 (seed 0) publish. */
final class XxHash64Test {
    @ParameterizedTest
    @CsvSource({
        "'', ef46db3751d8e999",
        "a, d24ec4f1a98c6e5b",
        "abc, 44bc2cf5ad770999",
        "Nobody inspects the spammish repetition, fbcea83c8a378bf1"
    })
    void knownValues(String text, String hex) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long hash = XxHash64.of(new UnsafeBuffer(bytes), 0, bytes.length);
        assertEquals(hex, "%016x".formatted(hash));
    }
}
