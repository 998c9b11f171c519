package hotswitch.call.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.Order.DialLeg;
import hotswitch.sip.message.SipMessage;
import hotswitch.trunk.TrunkConfig.Manners;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a carrier is told of the way by which a call came (RFC 5806, RFC 7044). */
final class RedirectedTest {
    private static final Manners OUTSIDE = new Manners(true, 0, false, true, true);
    private static final String ANONYMOUS = "<sip:anonymous@anonymous.invalid>";

    private static Origin arrived(String... headers) {
        String text = "INVITE sip:12345@hotline.local SIP/2.0\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        SipMessage invite = new SipMessage();
        invite.index(new UnsafeBuffer(bytes), 0, bytes.length);
        return Origin.of(invite, "12345");
    }

    /** Without our own lines: the first Diversion, and the last two of History-Info. */
    private static List<String> told(Manners manners, String... headers) {
        List<String> lines = new ArrayList<>(Redirected.lines(
                DialLeg.UNAVAILABLE, arrived(headers), manners, "sip:12345@hotline.local", "sip:1@c.example"));
        lines.removeFirst();
        lines.removeLast();
        lines.removeLast();
        return lines;
    }

    /** RFC 7044 §10.1.2: the mark of one entry, in whatever letters and beside whatever else. */
    @Test
    void anEntryThatIsMarked() {
        for (String mark : List.of(
                "?Privacy=history",
                "?privacy=History",
                "?PRIVACY=HISTORY",
                "?Privacy=%68istory",
                "?Privacy=id%3Bhistory",
                "?Reason=SIP%3Bcause%3D302&Privacy=history",
                "?Privacy=history&Reason=SIP%3Bcause%3D302")) {
            String header = "History-Info: \"Hidden\" <sip:96110@city.example" + mark + ">;index=1, "
                    + "<sip:114@city.example>;index=1.1";
            assertEquals(
                    List.of(
                            "History-Info: " + ANONYMOUS + ";index=1",
                            "History-Info: <sip:114@city.example>;index=1.1"),
                    told(OUTSIDE, header),
                    mark);
            assertEquals(
                    "History-Info: \"Hidden\" <sip:96110@city.example" + mark + ">;index=1",
                    told(Manners.USUAL, header).getFirst(),
                    "it stays marked within");
        }
    }

    @Test
    void anEntryThatIsNot() {
        for (String mark : List.of("", "?Privacy=none", "?Privacy=id", "?Subject=Privacy%3Dhistory")) {
            String header = "<sip:96110@city.example" + mark + ">;index=1";
            assertEquals(List.of("History-Info: " + header), told(OUTSIDE, "History-Info: " + header), mark);
        }
    }

    private static final String[] WAY = {
        "Diversion: <sip:96110@city.example>;reason=user-busy;counter=2",
        "History-Info: <sip:+8657112000@city.example?Reason=SIP%3Bcause%3D302>;index=1",
        "History-Info: <tel:+8657112001>;index=1.1, <sip:96110@city.example>;index=1.1.1"
    };

    private static String[] way(String privacy) {
        List<String> lines = new ArrayList<>(List.of(WAY));
        lines.add("Privacy: " + privacy);
        return lines.toArray(String[]::new);
    }

    /** RFC 7044 §10.1.2: a mark of the request is one of all entries, and what Diversion says is the same. */
    @Test
    void aWholeWayThatIsHidden() {
        for (String wish : List.of("history", "History", "id;history", "header")) {
            assertEquals(
                    List.of(
                            "History-Info: " + ANONYMOUS + ";index=1",
                            "History-Info: " + ANONYMOUS + ";index=1.1",
                            "History-Info: " + ANONYMOUS + ";index=1.1.1"),
                    told(OUTSIDE, way(wish)),
                    wish);
        }
    }

    /** Each entry is marked then; a tel URI cannot be, and is told to nobody. */
    @Test
    void aWholeWayThatIsHiddenIsKnownWithinTrust() {
        assertEquals(
                List.of(
                        "Diversion: <sip:96110@city.example>;reason=user-busy;counter=2;privacy=full",
                        "History-Info: <sip:+8657112000@city.example?Reason=SIP%3Bcause%3D302&Privacy=history>;index=1",
                        "History-Info: " + ANONYMOUS + ";index=1.1",
                        "History-Info: <sip:96110@city.example?Privacy=history>;index=1.1.1"),
                told(Manners.USUAL, way("history")));
    }

    /** Who hides his own number hides no other. */
    @Test
    void aWayThatIsNotHidden() {
        for (String wish : List.of("none", "id", "session", "user")) {
            assertEquals(4, told(OUTSIDE, way(wish)).size(), wish);
            assertEquals(WAY[0], told(OUTSIDE, way(wish)).getFirst(), wish);
        }
    }

    /** RFC 7044 §9.1: who brought the call here has told of us already, by whatever host we are called there. */
    @Test
    void anEntryThatIsOurs() {
        Origin origin = arrived(
                "History-Info: <sip:96110@city.example>;index=1, <sip:12345@192.0.2.1:5060;user=phone>;index=1.1;rc=1");
        List<String> lines = Redirected.lines(
                DialLeg.DEFLECTED, origin, Manners.USUAL, "sip:12345@hotline.local", "sip:1@c.example");
        assertEquals(
                List.of(
                        "History-Info: <sip:96110@city.example>;index=1",
                        "History-Info: <sip:12345@192.0.2.1:5060;user=phone?Reason=SIP%3Bcause%3D302>;index=1.1",
                        "History-Info: <sip:1@c.example>;index=1.1.1;mp=1.1"),
                lines.subList(1, lines.size()));
    }

    /** It may be hidden too, and then it says nothing. */
    @Test
    void anEntryThatIsOursAndHidden() {
        Origin origin = arrived("History-Info: <sip:12345@hotline.local?Privacy=history>;index=1.2");
        List<String> lines =
                Redirected.lines(DialLeg.UNAVAILABLE, origin, OUTSIDE, "sip:12345@hotline.local", "sip:1@c.example");
        assertEquals(
                List.of(
                        "History-Info: " + ANONYMOUS + ";index=1.2",
                        "History-Info: <sip:1@c.example>;index=1.2.1;mp=1.2"),
                lines.subList(1, lines.size()));
    }

    /** RFC 5806 §6: of what is private in part nothing is told. */
    @Test
    void aDiversionThatIsMarked() {
        for (String mark : List.of("full", "uri", "name", "FULL", "\"full\"", "some-day")) {
            String header = "Diversion: \"Hidden\" <sip:96110@city.example>;reason=no-answer;privacy=" + mark;
            assertEquals(List.of(), told(OUTSIDE, header), mark);
            assertEquals(
                    List.of("Diversion: \"Hidden\" <sip:96110@city.example>;reason=no-answer;counter=1;privacy=full"),
                    told(Manners.USUAL, header),
                    mark);
        }
        for (String mark : List.of("", ";privacy=off", ";privacy=OFF")) {
            String header = "Diversion: <sip:96110@city.example>;reason=no-answer" + mark;
            assertEquals(
                    List.of("Diversion: <sip:96110@city.example>;reason=no-answer;counter=1"),
                    told(OUTSIDE, header),
                    mark);
        }
    }

    /** What stands in quotes does not become parameters, or entries, of ours. */
    @Test
    void aReasonInQuotes() {
        String header =
                "Diversion: <sip:96110@city.example>;reason=\"x;privacy=off, <sip:110@c.example>\";privacy=full";
        assertEquals(
                List.of("Diversion: <sip:96110@city.example>;reason=unknown;counter=1;privacy=full"),
                told(Manners.USUAL, header));
    }
}
