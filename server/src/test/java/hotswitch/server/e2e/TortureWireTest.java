package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.server.e2e.rig.DigestAnswer;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import hotswitch.server.e2e.rig.TortureLine;
import hotswitch.sip.message.Torture;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the running switch answers to each message of RFC 4475, octet for octet as it stands there. The switch is the
 * one of their domain, they come from a carrier, and the numbers of their INVITEs are ours. Who is asked who he is at a
 * REGISTER says it in a second one, which is the first with credentials, the next CSeq and another branch.
 */
final class TortureWireTest {
    private static final String NUMBERS = "["
            + String.join(
                    ", ",
                    "{prefix: UserB, strip: 5, prepend: \"12345\"}",
                    "{prefix: user, strip: 4, prepend: \"12345\"}",
                    "{prefix: \"sips:\", strip: 21, prepend: \"12345\"}]");

    /** One for each transport: a message that came by another one is the same once more. */
    @RegisterExtension
    static final SwitchProcess BY_UDP = prepared("torture-udp");

    @RegisterExtension
    static final SwitchProcess BY_TCP = prepared("torture-tcp");

    private static SwitchProcess prepared(String name) {
        return SwitchProcess.prepare(name)
                .set("sip.domain", "example.com")
                .edit("trunks.yaml", "dnis-in: []", "dnis-in: " + NUMBERS)
                .edit(
                        "devices.csv",
                        "8001,demo-8001,hall",
                        "8001,demo-8001,hall\nuser,torture,hall\nwatson,torture,hall");
    }

    /** The message; what is answered by UDP and by TCP, "-" for nothing, with what is registered then; why so. */
    private static final String ANSWERS = """
            wsinv      | 481     | 481
            intmeth    | 405     | 405
            esc01      | 200     | 200
            escnull    | 401 403 | 401 403     | a seat's name has no percent sign
            esc02      | 405     | 405
            lwsdisp    | 200     | 200
            longreq    | 200     | 200
            dblreq     | 401 403 | 401 400 403 | by TCP a second request, without Contact; a seat's name has no dot
            semiuri    | 200     | 200
            transports | 200     | 200
            mpart01    | 405     | 405
            unreason   | -       | -           | a response to nothing, as the next one
            noreason   | -       | -
            badinv01   | 400     | 400
            clerr      | 400     | -           | by TCP most of the body is still to come
            ncl        | 400     | 400
            scalar02   | 400     | 400
            scalarlg   | -       | -           | a response
            quotbal    | 400     | 400
            ltgtruri   | 400     | 400
            lwsruri    | 400     | 400
            lwsstart   | 400     | 400
            trws       | 400     | 400
            escruri    | 400     | 400
            baddate    | 200     | 200         | the date is not read
            regbadct   | 401 400 | 401 400
            badaspec   | 400     | 400
            baddn      | 400     | 400
            badvers    | 505     | 505
            mismatch01 | 400     | 400
            mismatch02 | 400     | 400
            bigcode    | -       | -           | a response
            badbranch  | 200     | 200
            insuf      | 400     | 400
            unkscm     | 416     | 416
            novelsc    | 416     | 416
            unksm2     | 401 400 | 401 400
            bext01     | 420     | 420
            invut      | 415     | 415
            regaut01   | 401 403 | 401 403     | a seat's name has no dot
            multi01    | 400     | 400
            mcl01      | 400     | 400
            bcast      | -       | -           | a response to nothing
            zeromf     | 200     | 200         | it needs no further hop
            cparam01   | 401 200 sip:+19725552222@gw1.example.net              | as UDP
            cparam02   | 401 200 sip:+19725552222@gw1.example.net;unknownparam | as UDP
            regescrt   | 401 200 sip:user@example.com?Route=%3Csip:sip.example.com%3E | as UDP
            sdp01      | 406     | 406
            inv2543    | 200     | 400         | by TCP there must be a Content-Length (RFC 3261 §18.3)
            """;

    /** They have the branch of a message before, which a switch that heard that by UDP still has in mind. */
    private static final List<String> TWINS = List.of("novelsc", "cparam02", "regescrt");

    private record Row(String name, String byUdp, String byTcp) {
        static Row of(String line) {
            String[] cells = line.split(" *\\| ?", 4);
            String byUdp = cells[1].strip();
            return new Row(cells[0], byUdp, cells[2].equals("as UDP") ? byUdp : cells[2].strip());
        }
    }

    @Test
    void eachHasTheAnswerThatItsSectionAsksFor() {
        List<Row> wanted = ANSWERS.lines().map(Row::of).toList();
        List<Row> found = new ArrayList<>();
        for (Row row : wanted) {
            Torture message = Torture.messages().get(found.size());
            String byTcp = answers(message, () -> byTcp(row));
            found.add(new Row(message.name(), answers(message, () -> byUdp(row, found.size() + 1)), byTcp));
        }
        assertEquals(49, found.size());
        assertEquals(lines(wanted), lines(found));
    }

    private static String lines(List<Row> rows) {
        return String.join("\n", rows.stream().map(Row::toString).toList());
    }

    private static int waitMs(String answer) {
        return answer.equals("-") ? 300 : 10_000;
    }

    private static TortureLine byUdp(Row row, int number) {
        InetSocketAddress there = TWINS.contains(row.name) ? BY_TCP.sip() : BY_UDP.sip();
        return TortureLine.udp(there, number, row.name.equals("quotbal") ? 5_050 : 5_060, waitMs(row.byUdp));
    }

    private static TortureLine byTcp(Row row) {
        return TortureLine.tcp(BY_TCP.sip(), waitMs(row.byTcp));
    }

    private static String answers(Torture message, Supplier<TortureLine> opened) {
        List<String> answers = new ArrayList<>();
        SipText first;
        try (TortureLine line = opened.get()) {
            line.send(message.latin1());
            first = line.response();
            answers.add(shortly(first));
            if (message.name().equals("dblreq") && line.isStream()) {
                answers.add(shortly(line.response()));
            }
        }
        if (first != null && first.status() == 401) {
            try (TortureLine line = opened.get()) {
                line.send(withCredentials(message.latin1(), first));
                answers.add(shortly(line.response()));
            }
        }
        return String.join(" ", answers);
    }

    private static String shortly(SipText response) {
        if (response == null) {
            return "-";
        }
        boolean registered = response.status() == 200 && response.cseqMethod().equals("REGISTER");
        return response.status() + (registered ? " " + response.contact() : "");
    }

    private static String withCredentials(String message, SipText asked) {
        String head = message.substring(0, message.indexOf("\r\n\r\n"));
        DigestAnswer seat = new DigestAnswer(head.contains("sip:watson@") ? "watson" : "user", "torture", "MD5");
        String value = seat.authorization(seat.challenge(asked), "REGISTER", "sip:example.com", 1);
        Matcher cseq = Pattern.compile("CSeq: (\\d+)").matcher(head);
        return cseq.replaceFirst(found -> "CSeq: " + (Long.parseLong(found.group(1)) + 1))
                        .replaceFirst("branch=z9hG4bK", "branch=z9hG4bKagain")
                + "\r\nAuthorization: " + value + "\r\n\r\n";
    }
}
