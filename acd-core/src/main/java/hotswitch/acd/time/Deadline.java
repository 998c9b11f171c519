package hotswitch.acd.time;

/** One thing that falls due. It belongs to a row of a table while the row lives, armed or not; then to another. */
public final class Deadline {
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * What is due: the present step of a call, its longest wait, its announcement, the next relaxation of what is asked
     * for it, the end of its patience with one agent; an agent's wrap-up, or break; of a work item the
     * offer or longest wait, its end, the next relaxation; the lines' rest; the next look for audio ports.
     */
    public enum Kind {
        STEP,
        WAIT,
        ANNOUNCE,
        RELAX,
        PATIENCE,
        WRAP_UP,
        BREAK,
        ITEM_WAIT,
        ITEM_DUE,
        ITEM_RELAX,
        REST,
        AUDIO
    }

    public final Kind kind;
    private long owner;
    /** By which {@link Deadlines} knows it while it is armed; -1: not armed. */
    int ticket = -1;

    public Deadline(Kind kind, long owner) {
        this.kind = kind;
        this.owner = owner;
    }

    /** Another row has it from now on. Throws while it is armed: what was due of the former one would hit this one. */
    public void belongTo(long next) {
        if (armed()) {
            throw new IllegalStateException(kind + " of " + owner + " is still armed");
        }
        owner = next;
    }

    /** The row whose deadline it is. */
    public long owner() {
        return owner;
    }

    public boolean armed() {
        return ticket >= 0;
    }
}
