package hotswitch.sip.sdp;

import java.util.List;

/**
 * What offer and answer agreed on, from our side: where to send, in which format, and whether we send and receive.
 * {@code ptimeMs} is the packet time that the peer wants to get; {@code rtcpPort} where its RTCP goes, the same as
 * {@code remotePort} where both share one.
 */
public record MediaPlan(
        String remoteAddress, int remotePort, int rtcpPort, Payloads payloads, int ptimeMs, Direction direction) {
    /**
     * Payload types per direction: the peer's numbers are what we send with, ours are what comes in (RFC 3264 §5.1).
     * -1 for telephone-events when there are none.
     */
    public record Payloads(
            Codec codec, int payloadType, int telephoneEventPt, int localPayloadType, int localTelephoneEventPt) {
        private static final int USUAL_EVENT_PT = 101;
        private static final List<Payloads> USUAL = List.of(
                usual(Codec.PCMA, USUAL_EVENT_PT),
                usual(Codec.PCMU, USUAL_EVENT_PT),
                usual(Codec.PCMA, -1),
                usual(Codec.PCMU, -1));

        private static Payloads usual(Codec codec, int event) {
            return new Payloads(codec, codec.staticType(), event, codec.staticType(), event);
        }

        /** One object for all streams with the usual numbers. */
        static Payloads of(Codec codec, int send, int sendEvent, int receive, int receiveEvent) {
            boolean sameBothWays = send == receive && sendEvent == receiveEvent;
            for (int i = 0; sameBothWays && i < USUAL.size(); i++) {
                Payloads usual = USUAL.get(i);
                if (usual.codec == codec && usual.payloadType == send && usual.telephoneEventPt == sendEvent) {
                    return usual;
                }
            }
            return new Payloads(codec, send, sendEvent, receive, receiveEvent);
        }
    }

    public Codec codec() {
        return payloads.codec;
    }

    /** Payload type of the audio that we send. */
    public int payloadType() {
        return payloads.payloadType;
    }

    /** Payload type of the telephone-events that we send; -1 when the peer takes none. */
    public int telephoneEventPt() {
        return payloads.telephoneEventPt;
    }

    /** Payload type of the audio that the peer sends. */
    public int localPayloadType() {
        return payloads.localPayloadType;
    }

    /** Payload type of the telephone-events that the peer sends; -1 when it sends none. */
    public int localTelephoneEventPt() {
        return payloads.localTelephoneEventPt;
    }
}
