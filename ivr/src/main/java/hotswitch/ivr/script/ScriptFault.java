package hotswitch.ivr.script;

/**
 * What is wrong with a step (its index; -1: the flow as a whole) and how to mend it. {@code warning}: callers can be
 * let in all the same.
 */
public record ScriptFault(String flow, int step, String what, String mend, boolean warning) {
    @Override
    public String toString() {
        return "flow " + flow + (step < 0 ? "" : ", step " + (step + 1)) + ": " + what + "; " + mend;
    }
}
