package hotswitch.acd.call;

/** A row of a {@link Table}. */
public abstract class Row {
    public final long id;
    int slot = -1;

    protected Row(long id) {
        this.id = id;
    }
}
