package hotswitch.ivr.script;

/** What is wrong with a step (its index; -1: the flow as a whole) and how to mend it. */
public record ScriptFault(String flow, int step, String what, String mend) {
    @Override
    public String toString() {
        return "flow " + flow + (step < 0 ? "" : ", step " + (step + 1)) + ": " + what + "; " + mend;
    }
}
