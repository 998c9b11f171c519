package hotswitch.call.watch;

import hotswitch.call.leg.Leg;
import hotswitch.call.leg.LegRole;

/** What the phones of a seat do, as RFC 4235 writes it: always the full state, and never who is at the other end. */
public final class DialogInfo {
    public static final String TYPE = "application/dialog-info+xml";

    private DialogInfo() {}

    /** {@code entity}: the seat's URI; {@code first}: its legs, a chain. */
    public static String of(String entity, Leg first, int version) {
        StringBuilder xml = new StringBuilder(300);
        xml.append("<?xml version=\"1.0\"?>\r\n<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"")
                .append(version)
                .append("\" state=\"full\" entity=\"")
                .append(entity)
                .append("\">\r\n");
        for (Leg leg = first; leg != null; leg = leg.nextAtDevice()) {
            xml.append("<dialog id=\"")
                    .append(leg.id)
                    .append("\" direction=\"")
                    .append(leg.role == LegRole.ARRIVING ? "initiator" : "recipient")
                    .append("\"><state>")
                    .append(word(leg))
                    .append("</state></dialog>\r\n");
        }
        return xml.append("</dialog-info>\r\n").toString();
    }

    /** RFC 4235 §3.7.1. */
    private static String word(Leg leg) {
        return switch (leg.state()) {
            case TRYING -> "trying";
            case RINGING -> "early";
            case UP -> "confirmed";
            case OVER -> "terminated";
        };
    }
}
