package hotswitch.sip.transport.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.locate.DnsAnswer;
import hotswitch.sip.locate.DnsRecord;
import hotswitch.sip.locate.Located;
import hotswitch.sip.locate.Locator;
import hotswitch.sip.locate.Lookup;
import hotswitch.sip.locate.ServerName;
import hotswitch.sip.transaction.Transport;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a name server on a real socket. */
class DnsLookupTest {
    private final NameServer server = new NameServer();
    private final DnsLookup lookup = new DnsLookup(List.of(server.address()));

    @AfterEach
    void close() {
        lookup.close();
        server.close();
    }

    private DnsAnswer ask(Lookup.Type type, String name) throws Exception {
        CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
        lookup.ask(type, name, answer::complete);
        return answer.get(30, TimeUnit.SECONDS);
    }

    @Test
    void readsEachKindOfRecord() throws Exception {
        server.a("a.example", 30, "192.0.2.1").a("a.example", 20, "192.0.2.2").a("a.example", 60, "2001:db8::1");
        server.srv("_sip._udp.example", 40, "10 20 5070", "a.example");
        server.naptr("example", 50, 100, "SIP+D2U", "_sip._udp.example");
        DnsAnswer a = ask(Lookup.Type.A, "a.example");
        assertEquals(List.of(new DnsRecord.Address("192.0.2.1"), new DnsRecord.Address("192.0.2.2")), a.records());
        assertEquals(20, a.ttlS());
        assertEquals(
                List.of(new DnsRecord.Address("2001:db8:0:0:0:0:0:1")),
                ask(Lookup.Type.AAAA, "a.example").records());
        assertEquals(
                List.of(new DnsRecord.Srv(10, 20, 5070, "a.example")),
                ask(Lookup.Type.SRV, "_sip._udp.example").records());
        assertEquals(
                List.of(new DnsRecord.Naptr(100, 10, "s", "SIP+D2U", "_sip._udp.example")),
                ask(Lookup.Type.NAPTR, "example").records());
    }

    /** RFC 2308: for as long as the zone says. */
    @Test
    void whatIsNotThereIsAnAnswerToo() throws Exception {
        DnsAnswer none = ask(Lookup.Type.A, "nowhere.example");
        assertEquals(new DnsAnswer(List.of(), 7, false), none);
        server.a("a.example", 30, "192.0.2.1");
        assertEquals(new DnsAnswer(List.of(), 7, false), ask(Lookup.Type.SRV, "a.example"));
    }

    @Test
    void aServerThatFailsOrIsSilentTellsNothing() throws Exception {
        server.failing = true;
        assertTrue(ask(Lookup.Type.A, "a.example").failed());
        server.failing = false;
        server.silent = true;
        assertTrue(ask(Lookup.Type.A, "a.example").failed());
        assertTrue(ask(Lookup.Type.A, "no name at all...").failed());
    }

    @Test
    void anAnswerThatIsTooLongComesOverTcp() throws Exception {
        for (int i = 1; i <= 60; i++) {
            server.a("many.example", 30, "192.0.2." + i);
        }
        assertEquals(60, ask(Lookup.Type.A, "many.example").records().size());
    }

    @Test
    void findsTheServersOfACarrier() throws Exception {
        server.naptr("carrier.example", 300, 10, "SIP+D2T", "_sip._tcp.carrier.example");
        server.srv("_sip._tcp.carrier.example", 200, "1 10 5070", "edge1.carrier.example");
        server.srv("_sip._tcp.carrier.example", 200, "2 10 5070", "edge2.carrier.example");
        server.a("edge1.carrier.example", 100, "192.0.2.1").a("edge2.carrier.example", 100, "192.0.2.2");
        CompletableFuture<Located> found = new CompletableFuture<>();
        Locator locator = new Locator(lookup, List.of(Transport.UDP, Transport.TCP), Set.of(Lookup.Type.A));
        locator.locate(new ServerName(null, false, "carrier.example", 0), found::complete);
        Located located = found.get(30, TimeUnit.SECONDS);
        assertFalse(located.failed());
        assertEquals(100, located.ttlS());
        assertEquals(
                List.of(
                        new Located.Place(Transport.TCP, "192.0.2.1", 5070, 0, 10),
                        new Located.Place(Transport.TCP, "192.0.2.2", 5070, 1, 10)),
                located.places());
    }
}
