package hotswitch.sip.locate;

/** What the Domain Name System says that matters to SIP. */
public sealed interface DnsRecord {
    /** RFC 3403: {@code replacement} is where to ask on. */
    record Naptr(int order, int preference, String flags, String service, String replacement) implements DnsRecord {}

    /** RFC 2782. */
    record Srv(int priority, int weight, int port, String target) implements DnsRecord {}

    /** A or AAAA: a numeric address. */
    record Address(String address) implements DnsRecord {}
}
