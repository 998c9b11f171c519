package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import hotswitch.acd.Order;
import hotswitch.sip.session.Connect;
import hotswitch.trunk.TrunkConfig.Manners;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Who is told which number, in all combinations of trust and of wishes (RFC 3323 §4.1, §4.2; RFC 3325 §5 to §7). A dash
 * for nothing.
 */
class PrivacyTableTest {
    private static final Manners UNTRUSTED = new Manners(true, 0, false, true, true);
    private static final String ANONYMOUS = "anonymous@anonymous.invalid";
    private static final List<String> WISHES = List.of("-", "id", "user", "header", "history", "none");

    /** The carrier, the wish of a seat's phone; what the carrier is told. Outside trust it is to hide us no less. */
    private static final String OUT = """
            trusted   -       | 057112345@hotline.local      057112345@hotline.local   -
            trusted   id      | anonymous@anonymous.invalid  057112345@hotline.local   id
            trusted   user    | anonymous@anonymous.invalid  057112345@hotline.local   id
            trusted   header  | 057112345@hotline.local      057112345@hotline.local   -
            trusted   history | 057112345@hotline.local      057112345@hotline.local   -
            trusted   none    | 057112345@hotline.local      057112345@hotline.local   -
            outside   -       | 057112345@hotline.local      -                         -
            outside   id      | anonymous@anonymous.invalid  -                         id
            outside   user    | anonymous@anonymous.invalid  -                         id
            outside   header  | 057112345@hotline.local      -                         -
            outside   history | 057112345@hotline.local      -                         -
            outside   none    | 057112345@hotline.local      -                         -
            """;

    /** The carrier, From, the caller's wish; what the core knows; what a phone within and one outside trust is told. */
    private static final String IN = """
            trusted   139 -       | 138 shown    | 138 -   -  | 138 -   -
            trusted   139 id      | 138 withheld | ano 138 id | ano -   -
            trusted   139 user    | 138 withheld | ano 138 id | ano -   -
            trusted   139 header  | 138 shown    | 138 -   -  | 138 -   -
            trusted   139 history | 138 shown    | 138 -   -  | 138 -   -
            trusted   139 none    | 138 shown    | 138 -   -  | 138 -   -
            trusted   ano -       | 138 shown    | 138 -   -  | 138 -   -
            trusted   ano id      | 138 withheld | ano 138 id | ano -   -
            trusted   ano user    | 138 withheld | ano 138 id | ano -   -
            trusted   ano header  | 138 shown    | 138 -   -  | 138 -   -
            trusted   ano history | 138 shown    | 138 -   -  | 138 -   -
            trusted   ano none    | 138 shown    | 138 -   -  | 138 -   -
            outside   139 -       | 139 shown    | 139 -   -  | 139 -   -
            outside   139 id      | 139 withheld | ano 139 id | ano -   -
            outside   139 user    | 139 withheld | ano 139 id | ano -   -
            outside   139 header  | 139 shown    | 139 -   -  | 139 -   -
            outside   139 history | 139 shown    | 139 -   -  | 139 -   -
            outside   139 none    | 139 shown    | 139 -   -  | 139 -   -
            outside   ano -       | -   shown    | ano -   -  | ano -   -
            outside   ano id      | -   withheld | ano -   -  | ano -   -
            outside   ano user    | -   withheld | ano -   -  | ano -   -
            outside   ano header  | -   shown    | ano -   -  | ano -   -
            outside   ano history | -   shown    | ano -   -  | ano -   -
            outside   ano none    | -   shown    | ano -   -  | ano -   -
            """;

    private static List<String> privacy(String wish, String... more) {
        List<String> headers = new ArrayList<>(List.of(more));
        if (!wish.equals("-")) {
            headers.add("Privacy: " + wish);
        }
        return headers;
    }

    /** The address of a header that stands once; "-": it does not stand there. */
    private static String said(String invite, String header) {
        List<String> values = invite.lines()
                .filter(line -> line.startsWith(header + ": "))
                .map(line -> line.substring(header.length() + 2))
                .toList();
        assertFalse(values.size() > 1, invite);
        String value = values.isEmpty() ? "-" : values.getFirst();
        int uri = value.indexOf("<sip:");
        return uri < 0 ? value : value.substring(uri + 5, value.indexOf('>'));
    }

    @Test
    void whatACarrierIsToldOfASeat() {
        StringBuilder table = new StringBuilder();
        for (String trust : List.of("trusted", "outside")) {
            for (String wish : WISHES) {
                Rig rig = new Rig();
                rig.manners(trust.equals("trusted") ? Manners.USUAL : UNTRUSTED);
                rig.register();
                rig.desk.dialSaying(
                        privacy(wish, "P-Asserted-Identity: <sip:110@hotline.local>"), "13800000000", rig.nowNs);
                rig.run(100);
                long call = rig.core.dialled.callId();
                rig.order(new Order.DialLeg(call, 1_001, "13800000000", "", "", ""));
                rig.run(50);
                String invite = rig.carrierA.invite;
                String row = "%-9s %-7s | %-28s %-25s %s%n"
                        .formatted(
                                trust,
                                wish,
                                said(invite, "From"),
                                said(invite, "P-Asserted-Identity"),
                                said(invite, "Privacy"));
                table.append(row);
                assertFalse(invite.contains("110@"), invite);
                boolean told = row.contains("057112345");
                assertEquals(told, invite.contains("057112345"), invite);
            }
        }
        assertEquals(OUT, table.toString());
    }

    @Test
    void whatIsKnownOfACallerAndWhatAPhoneIsTold() {
        StringBuilder table = new StringBuilder();
        for (String trust : List.of("trusted", "outside")) {
            for (String from : List.of("13900000000@192.0.2.10", ANONYMOUS)) {
                for (String wish : WISHES) {
                    Manners manners = trust.equals("trusted") ? Manners.USUAL : UNTRUSTED;
                    table.append("%-9s %-3s %-7s | ".formatted(trust, from.substring(0, 3), wish));
                    table.append(offered(manners, from, wish, true)).append(" | ");
                    String outside = offered(manners, from, wish, false);
                    table.append(outside.substring(outside.indexOf('|') + 2).stripTrailing())
                            .append('\n');
                }
            }
        }
        assertEquals(IN, table.toString());
    }

    private static String offered(Manners manners, String from, String wish, boolean trustedPhones) {
        Rig rig = new Rig();
        rig.manners(manners);
        rig.phones(new CallConfig.Phones(Connect.Terms.NONE, trustedPhones));
        rig.register();
        List<String> headers = privacy(wish, "P-Asserted-Identity: <sip:+8613800000000@carrier.example>");
        rig.carrierA.callSaying(headers, "12345", from, rig.nowNs);
        rig.run(50);
        String ani = rig.core.arrived.ani();
        boolean withheld = rig.core.arrived.attributes().toString().contains("caller.withheld");
        rig.order(new Order.OfferLeg(rig.core.arrived.callId(), 1_001, 11, "8001", ani, "", false));
        rig.run(50);
        String invite = rig.desk.invite;
        return "%-3s %-8s | %s %-3s %-2s"
                .formatted(
                        ani.isEmpty() ? "-" : ani.substring(0, 3),
                        withheld ? "withheld" : "shown",
                        said(invite, "From").substring(0, 3),
                        said(invite, "P-Asserted-Identity").replaceAll("(...).+", "$1"),
                        said(invite, "Privacy"));
    }
}
