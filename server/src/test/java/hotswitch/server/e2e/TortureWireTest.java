package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.server.e2e.rig.SwitchProcess;
import hotswitch.sip.message.Torture;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the running switch answers to each message of RFC 4475; "-" for nothing. */
final class TortureWireTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("torture");

    private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 ([2-6]\\d\\d) ");
    /** A registrar asks who it is before it looks further, and a number that is none here is 404. */
    private static final String ANSWERS = """
            wsinv 481
            intmeth 405
            esc01 404
            escnull 401
            esc02 405
            lwsdisp 200
            longreq 404
            dblreq 401 400
            semiuri 200
            transports 200
            mpart01 405
            unreason -
            noreason -
            badinv01 400
            clerr -
            ncl 400
            scalar02 400
            scalarlg -
            quotbal 400
            ltgtruri 400
            lwsruri 400
            lwsstart 400
            trws 400
            escruri 400
            baddate 404
            regbadct 401
            badaspec 400
            baddn 400
            badvers 505
            mismatch01 400
            mismatch02 400
            bigcode -
            badbranch 200
            insuf 400
            unkscm 416
            novelsc 416
            unksm2 401
            bext01 420
            invut 415
            regaut01 401
            multi01 400
            mcl01 400
            bcast -
            zeromf 200
            cparam01 401
            cparam02 401
            regescrt 401
            sdp01 406
            inv2543 400
            """;

    /**
     * By TCP, where answers come on the connection whatever Via says. In clerr a part of the body never comes; the
     * second request of dblreq has no Contact, and inv2543 no Content-Length.
     */
    @Test
    void eachHasTheAnswerThatItsSectionAsksFor() throws IOException {
        List<String> answers = new ArrayList<>();
        for (Torture message : Torture.messages()) {
            answers.add(message.name() + " " + answers(message));
        }
        assertEquals(ANSWERS, String.join("\n", answers) + "\n");
    }

    private static String answers(Torture message) throws IOException {
        boolean none = ANSWERS.contains(message.name() + " -");
        int wanted = message.name().equals("dblreq") ? 2 : 1;
        StringBuilder text = new StringBuilder();
        List<String> found = new ArrayList<>();
        try (Socket socket =
                new Socket(HOTLINE.sip().getAddress(), HOTLINE.sip().getPort())) {
            socket.setSoTimeout(none ? 300 : 10_000);
            socket.getOutputStream().write(message.bytes());
            while (found.size() < wanted && read(socket.getInputStream(), text)) {
                found = finals(text);
            }
        }
        return found.isEmpty() ? "-" : String.join(" ", found);
    }

    private static boolean read(InputStream in, StringBuilder text) throws IOException {
        byte[] bytes = new byte[16_384];
        try {
            int length = in.read(bytes);
            text.append(new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1));
            return length > 0;
        } catch (SocketTimeoutException | SocketException silence) {
            return false;
        }
    }

    private static List<String> finals(CharSequence text) {
        List<String> found = new ArrayList<>();
        Matcher status = STATUS.matcher(text);
        while (status.find()) {
            found.add(status.group(1));
        }
        return found;
    }
}
