package hotswitch.server.trace;

import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.sdp.SdpMedia;
import hotswitch.sip.sdp.SdpSession;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a person wants to see of a message first. {@code word}: the method, or the status and the method; {@code
 * identity}: the same of one that is said again; {@code audio}: what its session description offers or answers, ""
 * none.
 */
record Glance(String word, String callId, String identity, String detail, String audio) {
    static Glance at(Trace.Message message) {
        byte[] text = message.text();
        SipMessage sip = new SipMessage();
        Malformed fault = sip.index(new UnsafeBuffer(text), 0, text.length);
        String start = firstLine(text);
        String method = sip.methodText();
        boolean cut = message.length() > text.length;
        if (fault != Malformed.NONE && !cut) {
            return new Glance("malformed", sip.callId(), start, fault + " in: " + start, "");
        }
        String word = sip.isRequest() ? method : sip.status() + " " + method;
        String identity = word + ' ' + sip.branch() + ' ' + sip.cseq() + ' ' + sip.callId();
        return new Glance(word, sip.callId(), identity, detail(sip, start), cut ? "" : audio(sip.bodyText()));
    }

    static String firstLine(byte[] text) {
        int end = 0;
        while (end < text.length && text[end] != '\r' && text[end] != '\n') {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    /** Whom it asks for, or the phrase of a response. */
    private static String detail(SipMessage sip, String start) {
        if (sip.isRequest()) {
            return sip.requestUri();
        }
        List<String> words = List.of(start.split(" ", 3));
        return words.size() < 3 ? "" : words.getLast();
    }

    /** "sendrecv PCMA PCMU telephone-event at 127.0.0.1:20000". */
    private static String audio(String body) {
        SdpSession sdp = body.startsWith("v=") ? SdpSession.parse(body) : null;
        return sdp == null
                ? ""
                : sdp.media().stream().map(media -> stream(sdp, media)).collect(Collectors.joining(", "));
    }

    private static String stream(SdpSession sdp, SdpMedia media) {
        String kind = media.isAudio() ? "" : media.type() + " ";
        if (media.port() == 0) {
            return kind + "declined";
        }
        String formats = String.join(" ", media.names());
        String address = media.address().isEmpty() ? sdp.address() : media.address();
        return kind + media.direction().wire() + " " + formats + " at " + new Trace.Peer(address, media.port());
    }
}
