package hotswitch.sip.dialog;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Route sets (RFC 3261 §12.1): the Record-Route values of a message, several may share a line. */
public final class RouteSet {
    /** More hops than this are no route but an attack. */
    private static final int ROUTES_MAX = 32;

    private RouteSet() {}

    /** As the UAS of the dialog uses them: in order, without those along which no request could be sent. */
    static List<String> inOrder(SipMessage request) {
        int lines = request.count(HeaderName.RECORD_ROUTE);
        if (lines == 0) {
            return List.of();
        }
        List<String> routes = new ArrayList<>();
        for (int i = 0; i < lines && routes.size() < ROUTES_MAX; i++) {
            split(request.value(HeaderName.RECORD_ROUTE, i), routes);
        }
        routes.removeIf(route -> Target.uri(route).isEmpty());
        return routes;
    }

    /** True when a Record-Route has a value that no request could be sent along. */
    static boolean broken(SipMessage request) {
        int lines = request.count(HeaderName.RECORD_ROUTE);
        if (lines == 0) {
            return false;
        }
        List<String> routes = new ArrayList<>();
        for (int i = 0; i < lines && routes.size() < ROUTES_MAX; i++) {
            split(request.value(HeaderName.RECORD_ROUTE, i), routes);
        }
        return routes.stream().anyMatch(route -> Target.uri(route).isEmpty());
    }

    /** As the UAC of the dialog uses them: reversed. */
    static List<String> reversed(SipMessage response) {
        List<String> routes = inOrder(response);
        if (routes.size() > 1) {
            Collections.reverse(routes);
        }
        return routes;
    }

    /** Cuts at commas that stand neither in quotes nor in angle brackets. */
    public static void split(String line, List<String> into) {
        boolean quoted = false;
        boolean bracketed = false;
        int from = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted) {
                quoted = c != '"';
                i += c == '\\' ? 1 : 0;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<' || c == '>') {
                bracketed = c == '<';
            } else if (c == ',' && !bracketed) {
                add(line.substring(from, i), into);
                from = i + 1;
            }
        }
        add(line.substring(from), into);
    }

    private static void add(String value, List<String> into) {
        String route = value.strip();
        if (!route.isEmpty() && into.size() < ROUTES_MAX) {
            into.add(route);
        }
    }
}
