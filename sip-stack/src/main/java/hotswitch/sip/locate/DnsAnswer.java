package hotswitch.sip.locate;

import java.util.List;

/**
 * The answer to one question.
 *
 * @param ttlS how long it holds; for an empty one the negative time of RFC 2308
 * @param failed nobody answered, or not with yes or no: nothing is known
 */
public record DnsAnswer(List<DnsRecord> records, long ttlS, boolean failed) {
    public DnsAnswer {
        records = List.copyOf(records);
    }

    /** Nothing is known. */
    public static DnsAnswer failure() {
        return new DnsAnswer(List.of(), 0, true);
    }
}
