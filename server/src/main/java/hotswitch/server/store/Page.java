package hotswitch.server.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which of many rows an answer has, always in the order of their times: from a given time on the first ones, so that
 * who asks again from the last one's time gets the next; without one the newest.
 *
 * @param newest no time was given from which on
 */
record Page(boolean newest, int rowsMax) {
    private static final int ROWS_MAX = 10_000;

    /** {@code fromNs} 0: from no given time on. */
    static Page from(long fromNs) {
        return new Page(fromNs == 0, ROWS_MAX);
    }

    /** The end of a statement. */
    String order(String... columns) {
        String down = newest ? " DESC" : "";
        return Arrays.stream(columns).map(each -> each + down).collect(Collectors.joining(", ", " ORDER BY ", ""))
                + " LIMIT " + rowsMax;
    }

    /** As they came, oldest first. */
    <T> List<T> inOrder(List<T> rows) {
        return newest ? rows.reversed() : rows;
    }
}
