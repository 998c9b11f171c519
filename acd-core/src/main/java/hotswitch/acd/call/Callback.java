package hotswitch.acd.call;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;

/** A promise to call back. {@code untilNs}: epoch ns. */
public final class Callback {
    public final String number;
    public final long untilNs;
    public int tries;
    /** Neither reached nor given up. */
    public boolean open = true;

    public Callback(String number, long untilNs) {
        this.number = number;
        this.untilNs = untilNs;
    }

    static void write(Callback callback, BytesWriter out) {
        out.flag(callback != null);
        if (callback != null) {
            out.text(callback.number).i64(callback.untilNs).i32(callback.tries).flag(callback.open);
        }
    }

    /** Null if there was none. */
    static Callback read(BytesReader in) {
        if (!in.flag()) {
            return null;
        }
        Callback callback = new Callback(in.text(), in.i64());
        callback.tries = in.i32();
        callback.open = in.flag();
        return callback;
    }
}
