package hotswitch.acd.call;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;

/** The third party of a call: the agent asks somebody while the customer is on hold, or all three talk. */
public final class Consult {
    public final long leg;
    /** Who is asked; 0: a seat where nobody is logged on, or a number. */
    public final int agent;
    /** The second dialog of the phone with which the agent asks; 0: asked through the API, it has one only. */
    public final long phone;
    /** The customer has joined. */
    public boolean conference;

    public Consult(long leg, int agent, long phone) {
        this.leg = leg;
        this.agent = agent;
        this.phone = phone;
    }

    static void write(Consult consult, BytesWriter out) {
        out.flag(consult != null);
        if (consult != null) {
            out.i64(consult.leg).i32(consult.agent).i64(consult.phone).flag(consult.conference);
        }
    }

    /** Null if there was none. */
    static Consult read(BytesReader in) {
        if (!in.flag()) {
            return null;
        }
        Consult consult = new Consult(in.i64(), in.i32(), in.i64());
        consult.conference = in.flag();
        return consult;
    }
}
