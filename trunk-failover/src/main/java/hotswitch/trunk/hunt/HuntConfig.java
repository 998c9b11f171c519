package hotswitch.trunk.hunt;

import java.util.List;

/**
 * A hunting group.
 *
 * @param restMs that a failed line is left alone
 * @param waitingMax callers that may wait for a line
 */
public record HuntConfig(List<LineConfig> lines, HuntStrategy strategy, long restMs, int waitingMax) {
    /** {@code order}: the place in hunting order; equals by name. */
    public record LineConfig(String name, String number, String trunk, int order) {}

    public HuntConfig {
        lines = List.copyOf(lines);
        if (restMs < 0 || waitingMax < 0) {
            throw new IllegalArgumentException("restMs and waitingMax are at least 0");
        }
        long names = lines.stream().map(LineConfig::name).distinct().count();
        if (names != lines.size()) {
            throw new IllegalArgumentException("a line is there twice");
        }
    }
}
