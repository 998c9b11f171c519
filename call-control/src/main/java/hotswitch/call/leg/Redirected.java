package hotswitch.call.leg;

import hotswitch.acd.Order.DialLeg;
import hotswitch.sip.header.HistoryInfo;
import hotswitch.trunk.TrunkConfig.Manners;
import java.util.ArrayList;
import java.util.List;

/** How an INVITE to a carrier says that its call was meant for another number (RFC 5806, RFC 7044). */
public final class Redirected {
    private Redirected() {}

    /** Header lines. {@code why}: a reason of RFC 5806; {@code by}: who sends it on, as a URI; {@code to}: where to. */
    public static List<String> lines(String why, Origin origin, Manners manners, String by, String to) {
        if (why.isEmpty() || origin == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        if (manners.diversion()) {
            lines.add("Diversion: <" + by + ">;reason=" + why + ";counter=1");
            for (String former : origin.diversions()) {
                if (manners.trusted() || !former.endsWith(";privacy=full")) {
                    lines.add("Diversion: " + former);
                }
            }
        }
        if (manners.history()) {
            history(why, origin, manners, by, to).forEach(entry -> lines.add("History-Info: " + entry));
        }
        return lines;
    }

    /** RFC 7044 §9: who was called before, we who were called, and whom that maps to. */
    private static List<String> history(String why, Origin origin, Manners manners, String by, String to) {
        List<String> entries = new ArrayList<>();
        String index = "";
        for (String former : origin.history()) {
            index = former.substring(former.lastIndexOf("index=") + 6);
            boolean told = manners.trusted() || !HistoryInfo.isHidden(former);
            entries.add(told ? former : HistoryInfo.anonymous(index));
        }
        index = index.isEmpty() ? "1" : index + ".1";
        String cause = "?Reason=SIP%3Bcause%3D" + (why.equals(DialLeg.DEFLECTED) ? 302 : 480);
        entries.add('<' + by + cause + ">;index=" + index);
        entries.add('<' + to + ">;index=" + index + ".1;mp=" + index);
        return entries;
    }
}
