package hotswitch.call.watch;

import hotswitch.acd.agent.AgentState;
import hotswitch.call.watch.Seats.Sitting;

/**
 * The agent at a seat as presence (RFC 3856): open while somebody is logged on (PIDF, RFC 3863), with what he does as
 * an activity (RPID, RFC 4480) and in this switch's words as a note: "1001 notReady lunch". Never whom he talks with.
 */
public final class Presence {
    public static final String TYPE = "application/pidf+xml";

    private Presence() {}

    /** {@code entity}: the seat's URI; {@code who} null: nobody is logged on. */
    public static String of(String entity, Sitting who) {
        StringBuilder xml = new StringBuilder(600);
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<presence xmlns=\"urn:ietf:params:xml:ns:pidf\"")
                .append(" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\"")
                .append(" xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"")
                .append(entity)
                .append("\">\r\n<tuple id=\"seat\"><status><basic>")
                .append(who == null ? "closed" : "open")
                .append("</basic></status></tuple>\r\n");
        if (who != null) {
            xml.append("<dm:person id=\"agent\">").append(activity(who.state()));
            xml.append("<dm:note>").append(who.agent()).append(' ').append(word(who.state()));
            xml.append(who.reason().isEmpty() ? "" : " " + escaped(who.reason()));
            xml.append("</dm:note></dm:person>\r\n");
        }
        return xml.append("</presence>\r\n").toString();
    }

    /** RFC 4480 §3.2; ready is none. */
    private static String activity(AgentState state) {
        String activity = switch (state) {
            case LOGGED_OFF, READY -> "";
            case NOT_READY -> "away";
            case ALERTING, ACW -> "busy";
            case BUSY, HELD -> "on-the-phone";
        };
        return activity.isEmpty() ? "" : "<rpid:activities><rpid:" + activity + "/></rpid:activities>";
    }

    /** As the API says it. */
    private static String word(AgentState state) {
        return switch (state) {
            case LOGGED_OFF -> "loggedOff";
            case NOT_READY -> "notReady";
            case READY -> "ready";
            case ALERTING -> "alerting";
            case BUSY -> "busy";
            case HELD -> "held";
            case ACW -> "acw";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
