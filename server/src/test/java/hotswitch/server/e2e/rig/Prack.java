package hotswitch.server.e2e.rig;

/** A reliable provisional response is acknowledged (RFC 3262 §4), within the early dialog that it makes. */
public final class Prack {
    private Prack() {}

    /** What the PRACK was answered with. */
    public static SipText of(PhoneCall call, SipText provisional) {
        call.remoteTag = provisional.toTag();
        call.target = provisional.contact();
        String rack = provisional.header("RSeq") + " " + provisional.header("CSeq");
        return call.ask("PRACK", "RAck: " + rack + "\r\n", "");
    }
}
