package hotswitch.acd;

import java.util.Arrays;

/** Some agents, by number. A value: never changed, compared by what is in it. */
public final class AgentIds {
    private final int[] ids;

    private AgentIds(int[] ids) {
        this.ids = ids;
    }

    /** A copy of the first {@code size} numbers. */
    public static AgentIds copyOf(int[] ids, int size) {
        return new AgentIds(Arrays.copyOf(ids, size));
    }

    public static AgentIds of(int... ids) {
        return copyOf(ids, ids.length);
    }

    public int size() {
        return ids.length;
    }

    public int get(int index) {
        return ids[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AgentIds that && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return Arrays.toString(ids);
    }
}
