package hotswitch.server.e2e.rig;

import hotswitch.media.codec.Codec;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a phone says of its audio: one G.711 stream with telephone-events. */
record PhoneSdp(String address, int port, Codec codec, int eventPayloadType) {
    private static final Pattern EVENTS = Pattern.compile("a=rtpmap:(\\d+) telephone-event/8000");

    /** What the far side calls keys; {@code usual} where it does not say. */
    static int eventPayloadType(String sdp, int usual) {
        Matcher event = EVENTS.matcher(sdp);
        return event.find() ? Integer.parseInt(event.group(1)) : usual;
    }

    /** {@code direction}: sendrecv, sendonly … */
    String text(int version, String direction) {
        String format = codec == Codec.PCMA ? "8 PCMA/8000" : "0 PCMU/8000";
        String payload = format.substring(0, 1);
        String at = (address.indexOf(':') < 0 ? "IN IP4 " : "IN IP6 ") + address;
        return "v=0\r\no=- 4711 " + version + " " + at + "\r\ns=-\r\nc=" + at
                + "\r\nt=0 0\r\nm=audio " + port + " RTP/AVP " + payload + " " + eventPayloadType + "\r\na=rtpmap:"
                + format + "\r\na=rtpmap:" + eventPayloadType + " telephone-event/8000\r\na=fmtp:"
                + eventPayloadType + " 0-15\r\na=ptime:20\r\na=" + direction + "\r\n";
    }
}
