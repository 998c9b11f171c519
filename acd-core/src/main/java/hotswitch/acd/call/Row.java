package hotswitch.acd.call;

/** A row of a {@link Table}. */
public abstract class Row {
    /** Of whatever the row is about. It stays the same from the beginning of that to its end. */
    public long id;

    int slot = -1;
}
