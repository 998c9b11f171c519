package hotswitch.server.e2e.rig;

/** Responses (RFC 3261 §8.2.6.2). */
public final class Replies {
    private Replies() {}

    /** {@code tag} "": To as it came. {@code contact} "": none. */
    static String text(SipText request, int status, String tag, String contact, String sdp) {
        return whole(request, status, tag, contact.isEmpty() ? "" : "Contact: " + contact + "\r\n", sdp);
    }

    /** {@code lines}: further headers, each with its line end. */
    public static String whole(SipText request, int status, String tag, String lines, String sdp) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + " " + phrase(status) + "\r\n");
        request.all("Via").forEach(via -> text.append("Via: ").append(via).append("\r\n"));
        request.all("Record-Route")
                .forEach(route -> text.append("Record-Route: ").append(route).append("\r\n"));
        String to = request.header("To");
        text.append("From: ").append(request.header("From")).append("\r\n");
        text.append("To: ").append(to).append(tag.isEmpty() || to.contains("tag=") ? "" : ";tag=" + tag);
        text.append("\r\nCall-ID: ").append(request.callId()).append("\r\nCSeq: ");
        text.append(request.header("CSeq")).append("\r\n");
        text.append(lines);
        if (!sdp.isEmpty()) {
            text.append("Content-Type: application/sdp\r\n");
        }
        return text.append("Content-Length: ")
                .append(SipText.bytes(sdp).length)
                .append("\r\n\r\n")
                .append(sdp)
                .toString();
    }

    private static String phrase(int status) {
        return switch (status) {
            case 180 -> "Ringing";
            case 200 -> "OK";
            case 486 -> "Busy Here";
            case 487 -> "Request Terminated";
            case 603 -> "Decline";
            default -> "Status " + status;
        };
    }
}
