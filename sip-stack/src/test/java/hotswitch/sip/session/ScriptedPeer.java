package hotswitch.sip.session;

import java.util.List;

/** B played by the test, message by message, towards A's user agent; times are {@link Net}'s. */
final class ScriptedPeer {
    private final Net net;
    private int sent;

    ScriptedPeer(Net net) {
        this.net = net;
        net.b.deaf = true;
    }

    /** What A sent last of this method. */
    String last(String method) {
        return net.texts.get(net.wire.lastIndexOf("A " + method));
    }

    static String header(String text, String name) {
        List<String> values = headers(text, name);
        if (values.isEmpty()) {
            throw new AssertionError("no " + name + " in " + text);
        }
        return values.getFirst();
    }

    static List<String> headers(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList();
    }

    /** Answers a request of A's; {@code tag} "" where its To has one already. */
    void respond(String request, String status, String tag, String lines, String body) {
        String to = header(request, "To") + (tag.isEmpty() ? "" : ";tag=" + tag);
        net.inject(net.a, """
                SIP/2.0 %s
                Via: %s
                From: %s
                To: %s
                Call-ID: %s
                CSeq: %s
                %s%sContent-Length: %d

                %s""".formatted(
                        status,
                        header(request, "Via"),
                        header(request, "From"),
                        to,
                        header(request, "Call-ID"),
                        header(request, "CSeq"),
                        lines,
                        body.isEmpty() ? "" : "Content-Type: application/sdp\n",
                        body.length(),
                        body));
        net.run(20);
    }

    /** A request within the dialog that A's INVITE and this tag of ours make. */
    void request(String method, int cseq, String tag, String lines, String body) {
        String invite = net.texts.get(net.wire.indexOf("A INVITE"));
        net.inject(net.a, """
                %1$s sip:192.0.2.1 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bK-s%2$d
                Max-Forwards: 70
                From: %3$s;tag=%4$s
                To: %5$s
                Call-ID: %6$s
                CSeq: %7$d %1$s
                Contact: <sip:b@192.0.2.2>
                %8$s%9$sContent-Length: %10$d

                %11$s""".formatted(
                        method,
                        ++sent,
                        header(invite, "To"),
                        tag,
                        header(invite, "From"),
                        header(invite, "Call-ID"),
                        cseq,
                        lines,
                        body.isEmpty() ? "" : "Content-Type: application/sdp\n",
                        body.length(),
                        body));
        net.run(20);
    }
}
