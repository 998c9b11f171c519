package hotswitch.acd.flow;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;

/** Where one call stands in its flow. Written by {@code CallFlow} only; a table of the core like every other. */
public final class FlowRun {
    public final String version;
    public final String flow;
    public final String ani;
    public final String dnis;
    /** Index of the step in the compiled flow; -1: not begun, or done. */
    public int at = -1;
    /** Tries used up in the present menu. */
    public int tries;
    /** Digits collected so far by the present step. */
    public String digits = "";
    /** What the present step waits for inside itself (prompt, first digit, …): the flow's own coding. */
    public int phase;

    public FlowRun(String version, String flow, String ani, String dnis) {
        this.version = version;
        this.flow = flow;
        this.ani = ani;
        this.dnis = dnis;
    }

    public void write(BytesWriter out) {
        out.text(version)
                .text(flow)
                .text(ani)
                .text(dnis)
                .i32(at)
                .i32(tries)
                .text(digits)
                .i32(phase);
    }

    public static FlowRun read(BytesReader in) {
        FlowRun run = new FlowRun(in.text(), in.text(), in.text(), in.text());
        run.at = in.i32();
        run.tries = in.i32();
        run.digits = in.text();
        run.phase = in.i32();
        return run;
    }
}
