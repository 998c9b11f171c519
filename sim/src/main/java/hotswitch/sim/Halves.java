package hotswitch.sim;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What to try to do without: big pieces first, then smaller ones, then each. */
public final class Halves {
    private Halves() {}

    public static void of(int count, int first, Consumer<List<Integer>> tryWithout) {
        for (int piece = Math.max(1, count / 2); piece >= 1; piece /= 2) {
            for (int from = 0; from < count; from += piece) {
                int to = Math.min(count, from + piece);
                tryWithout.accept(
                        IntStream.range(first + from, first + to).boxed().toList());
            }
        }
    }
}
