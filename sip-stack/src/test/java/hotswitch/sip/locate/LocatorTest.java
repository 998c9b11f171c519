package hotswitch.sip.locate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.locate.DnsRecord.Address;
import hotswitch.sip.locate.DnsRecord.Naptr;
import hotswitch.sip.locate.DnsRecord.Srv;
import hotswitch.sip.transaction.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** RFC 3263 §4 over a table of answers. */
class LocatorTest {
    private static final List<Transport> ALL = List.of(Transport.UDP, Transport.TCP, Transport.TLS);
    private final Map<String, DnsAnswer> zone = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private Located located;

    private void zone(String question, long ttlS, DnsRecord... records) {
        zone.put(question, new DnsAnswer(List.of(records), ttlS, false));
    }

    private String locate(List<Transport> spoken, Set<Lookup.Type> families, ServerName name) {
        located = null;
        Lookup lookup = (type, host, then) -> {
            asked.add(type + " " + host);
            then.accept(zone.getOrDefault(type + " " + host, new DnsAnswer(List.of(), 60, false)));
        };
        new Locator(lookup, spoken, families).locate(name, found -> located = found);
        return located.places().stream()
                .map(each -> each.transport() + " " + each.address() + ":" + each.port() + " " + each.rank() + "/"
                        + each.weight())
                .collect(Collectors.joining(", "));
    }

    private String locate(ServerName name) {
        return locate(ALL, Set.of(Lookup.Type.A), name);
    }

    private static ServerName any(String host) {
        return new ServerName(null, false, host, 0);
    }

    /** The example of RFC 3263 §4.1, §4.2. */
    @Test
    void byNaptrThenSrvThenAddress() {
        zone(
                "NAPTR example.com",
                600,
                new Naptr(90, 50, "s", "SIP+D2T", "_sip._tcp.example.com"),
                new Naptr(100, 50, "s", "SIP+D2U", "_sip._udp.example.com"),
                new Naptr(50, 50, "s", "SIPS+D2T", "_sips._tcp.example.com"));
        zone("SRV _sips._tcp.example.com", 300, new Srv(0, 1, 5061, "secure.example.com"));
        zone(
                "SRV _sip._tcp.example.com",
                300,
                new Srv(0, 2, 5060, "server2.example.com"),
                new Srv(0, 1, 5060, "server1.example.com"));
        zone("A server1.example.com", 120, new Address("192.0.2.1"));
        zone("A server2.example.com", 90, new Address("192.0.2.2"));
        zone("A secure.example.com", 900, new Address("192.0.2.3"));
        assertEquals(
                "TLS 192.0.2.3:5061 0/1, TCP 192.0.2.2:5060 1/2, TCP 192.0.2.1:5060 1/1", locate(any("example.com")));
        assertEquals(60, located.ttlS(), "the shortest of all, and that of the empty UDP record set is one minute");
        assertEquals(
                "TCP 192.0.2.2:5060 0/2, TCP 192.0.2.1:5060 0/1",
                locate(List.of(Transport.UDP, Transport.TCP), Set.of(Lookup.Type.A), any("example.com")),
                "who speaks no TLS passes it over");
    }

    @Test
    void withoutNaptrTheServicesThatWeSpeak() {
        zone(
                "SRV _sip._udp.example.com",
                300,
                new Srv(10, 0, 5062, "a.example.com"),
                new Srv(5, 0, 5061, "b.example.com"));
        zone("A a.example.com", 300, new Address("192.0.2.1"), new Address("192.0.2.11"));
        zone("A b.example.com", 300, new Address("192.0.2.2"));
        assertEquals(
                "UDP 192.0.2.2:5061 0/1, UDP 192.0.2.1:5062 1/1, UDP 192.0.2.11:5062 1/1", locate(any("example.com")));
    }

    @Test
    void withoutAnyServiceTheHost() {
        zone("A example.com", 300, new Address("192.0.2.1"));
        assertEquals("UDP 192.0.2.1:5060 0/1", locate(any("example.com")));
        assertEquals("TLS 192.0.2.1:5061 0/1", locate(new ServerName(null, true, "example.com", 0)));
        assertEquals("TCP 192.0.2.1:5060 0/1", locate(new ServerName(Transport.TCP, false, "example.com", 0)));
    }

    /** §4.2: a port that is named is meant. */
    @Test
    void aPortAsksForNoService() {
        zone("A example.com", 300, new Address("192.0.2.1"));
        zone("SRV _sip._tcp.example.com", 300, new Srv(0, 0, 9, "elsewhere.example.com"));
        assertEquals("TCP 192.0.2.1:5070 0/1", locate(new ServerName(Transport.TCP, false, "example.com", 5070)));
        assertEquals(List.of("A example.com"), asked);
    }

    /** RFC 2782: "." as the target. */
    @Test
    void aServiceThatIsDecidedlyNotThere() {
        zone("SRV _sip._udp.example.com", 300, new Srv(0, 0, 0, ""));
        zone("SRV _sip._tcp.example.com", 300, new Srv(0, 0, 5060, "a.example.com"));
        zone("A a.example.com", 300, new Address("192.0.2.1"));
        assertEquals("TCP 192.0.2.1:5060 0/1", locate(any("example.com")));
    }

    @Test
    void bothFamilies() {
        zone("A example.com", 300, new Address("192.0.2.1"));
        zone("AAAA example.com", 300, new Address("2001:db8:0:0:0:0:0:1"));
        ServerName name = new ServerName(Transport.UDP, false, "example.com", 5060);
        assertEquals(
                "UDP 2001:db8:0:0:0:0:0:1:5060 0/1, UDP 192.0.2.1:5060 0/1",
                locate(ALL, Set.of(Lookup.Type.A, Lookup.Type.AAAA), name));
    }

    /** Nothing known and decidedly nothing there are two things: the first leaves what was known in force. */
    @Test
    void silenceIsNoAnswer() {
        assertEquals("", locate(any("example.com")));
        assertTrue(!located.failed());
        assertEquals(60, located.ttlS());
        zone.put("A example.com", DnsAnswer.failure());
        assertEquals("", locate(any("example.com")));
        assertTrue(located.failed());
    }
}
