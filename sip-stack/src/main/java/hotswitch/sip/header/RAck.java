package hotswitch.sip.header;

/** Which reliable provisional response a PRACK acknowledges (RFC 3262 §7.2). */
public record RAck(long rseq, long cseq, String method) {
    /** Null when malformed. */
    public static RAck parse(String value) {
        var header = Grammar.parse("RAck", value, gov.nist.javax.sip.header.RAck.class);
        return header == null || header.getMethod() == null
                ? null
                : new RAck(header.getRSequenceNumber(), header.getCSequenceNumber(), header.getMethod());
    }
}
