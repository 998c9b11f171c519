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

    /** RFC 7044 §9: who was called before, we who were called if that is not told already, and whom that maps to. */
    private static List<String> history(String why, Origin origin, Manners manners, String by, String to) {
        int cause = why.equals(DialLeg.DEFLECTED) ? 302 : 480;
        List<String> way = new ArrayList<>(origin.history());
        if (way.isEmpty() || !HistoryInfo.isOf(way.getLast(), origin.dialled())) {
            way.add('<' + by + ">;index=" + (way.isEmpty() ? "1" : HistoryInfo.index(way.getLast()) + ".1"));
        }
        way.add(HistoryInfo.because(way.removeLast(), cause));
        way.replaceAll(entry -> told(entry, manners));
        String index = HistoryInfo.index(way.getLast());
        way.add('<' + to + ">;index=" + index + ".1;mp=" + index);
        return way;
    }

    private static String told(String entry, Manners manners) {
        return manners.trusted() || !HistoryInfo.isHidden(entry)
                ? entry
                : HistoryInfo.anonymous(HistoryInfo.index(entry));
    }
}
