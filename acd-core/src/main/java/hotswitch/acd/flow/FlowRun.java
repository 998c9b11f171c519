package hotswitch.acd.flow;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where one call stands in its flow. Written by {@code CallFlow} only; a table of the core like every other. */
public final class FlowRun {
    /** Sub-flows within each other. */
    public static final int DEPTH_MAX = 8;

    public static final int VARIABLES_MAX = 32;
    /** Characters of a variable's or an attribute's value; what is longer is cut. */
    public static final int VALUE_MAX = 256;

    public String version;
    public String ani;
    public String dnis;
    /** The flow in which it stands; at first the one that it entered. */
    public String flow;
    /** Index of the step in the compiled flow; -1: not begun, or done. */
    public int at;
    /** Tries used up in the present menu. */
    public int tries;
    /** Digits collected so far by the present step. */
    public String digits;
    /** What the present step waits for inside itself (prompt, first digit, …): the flow's own coding. */
    public int phase;
    /** The request whose answer counts, set by the core when it orders one; 0: none. */
    public long requestId;
    /** Where to go on when a sub-flow returns, the innermost last. */
    public final List<Frame> frames = new ArrayList<>();

    /** Most flows keep none. */
    private Map<String, String> variables;

    /** A step that called a sub-flow. */
    public record Frame(String flow, int at) {}

    /** From now on it is a run of this flow that has not begun, and nothing of what it was. */
    public FlowRun begin(String inVersion, String entered, String from, String dialled) {
        version = inVersion;
        flow = entered;
        ani = from;
        dnis = dialled;
        at = -1;
        tries = 0;
        digits = "";
        phase = 0;
        requestId = 0;
        frames.clear();
        variables = Map.of();
        return this;
    }

    /** Null if it is not set. */
    public String variable(String name) {
        return variables.get(name);
    }

    /** One beyond the bound is not kept. */
    public void keep(String name, String value) {
        if (variables.size() < VARIABLES_MAX || variables.containsKey(name)) {
            put(name, cut(value));
        }
    }

    private void put(String name, String value) {
        if (variables.isEmpty()) {
            variables = new TreeMap<>();
        }
        variables.put(name, value);
    }

    public static String cut(String value) {
        if (value.length() <= VALUE_MAX) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(VALUE_MAX - 1)) ? VALUE_MAX - 1 : VALUE_MAX;
        return value.substring(0, end);
    }

    public void write(BytesWriter out) {
        out.text(version).text(flow).text(ani).text(dnis).i32(at).i32(tries).text(digits);
        out.i32(phase).i64(requestId);
        out.i32(frames.size());
        frames.forEach(frame -> out.text(frame.flow()).i32(frame.at()));
        out.i32(variables.size());
        variables.forEach((name, value) -> out.text(name).text(value));
    }

    public FlowRun read(BytesReader in) {
        begin(in.text(), in.text(), in.text(), in.text());
        at = in.i32();
        tries = in.i32();
        digits = in.text();
        phase = in.i32();
        requestId = in.i64();
        for (int n = in.i32(); n > 0; n--) {
            frames.add(new Frame(in.text(), in.i32()));
        }
        for (int n = in.i32(); n > 0; n--) {
            put(in.text(), in.text());
        }
        return this;
    }
}
