package hotswitch.sip.dialog;

import hotswitch.sip.header.KnownUris;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.ArrayList;
import java.util.List;

/** The checks of RFC 3261 §8.2 before a request is worked on. */
public final class Screening {
    private final List<Method> methods;
    private final List<String> extensions;
    private final List<String> registering;
    private final KnownUris targets = new KnownUris();
    private final String allow;
    private final String supported;

    /**
     * @param methods what this side understands
     * @param extensions option tags that a Require may name
     * @param registering those that a REGISTER may name besides
     */
    public Screening(List<Method> methods, List<String> extensions, List<String> registering) {
        this.methods = List.copyOf(methods);
        this.extensions = List.copyOf(extensions);
        this.registering = List.copyOf(registering);
        this.allow = String.join(", ", methods.stream().map(Method::name).toList());
        this.supported = String.join(", ", extensions);
    }

    /** The value of Allow. */
    public String allow() {
        return allow;
    }

    /** The value of Supported in a session's messages. */
    public String supported() {
        return supported;
    }

    /** What an answer to OPTIONS says (RFC 3261 §11.2). */
    public List<String> capabilities() {
        String all = registering.isEmpty() ? supported() : supported() + ", " + String.join(", ", registering);
        return List.of(
                "Allow: " + allow, Bodies.ACCEPT, Bodies.ACCEPT_ENCODING, "Accept-Language: en", "Supported: " + all);
    }

    /** Answers a request that cannot be worked on; true if it was answered. */
    public boolean refuses(ServerTransaction transaction, SipMessage request, long nowNs) {
        if (!methods.contains(request.method())) {
            return refuse(transaction, 405, "Allow: " + allow, nowNs);
        }
        if (!isClean(request)) {
            return refuse(transaction, 400, "", nowNs);
        }
        String unsupported = request.count(HeaderName.REQUIRE) == 0 ? "" : unsupported(request);
        if (!unsupported.isEmpty()) {
            return refuse(transaction, 420, "Unsupported: " + unsupported, nowNs);
        }
        if (!request.hasToTag() && refusesTarget(transaction, request, nowNs)) {
            return true;
        }
        return Bodies.refuses(transaction, request, nowNs);
    }

    private boolean refusesTarget(ServerTransaction transaction, SipMessage request, long nowNs) {
        String uri = request.requestUri();
        if (!isKnownScheme(uri)) {
            return refuse(transaction, 416, "", nowNs);
        }
        if (targets.parse(uri) == null) {
            return refuse(transaction, 400, "Warning: 399 hotswitch \"Malformed Request-URI\"", nowNs);
        }
        // RFC 3261 §8.1.1.8; before there were branches that name one transaction, Contact was optional (RFC 2543).
        boolean makesDialog = request.method() == Method.INVITE || request.method() == Method.SUBSCRIBE;
        if (makesDialog && request.count(HeaderName.CONTACT) == 0 && request.hasUniqueBranch()) {
            return refuse(transaction, 400, "Warning: 399 hotswitch \"Contact is missing\"", nowNs);
        }
        // RFC 3261 §16.3: where we go on with the call, the hops are at an end; what is for ourselves is served.
        boolean passesOn = request.method() == Method.INVITE;
        return request.maxForwards() == 0 && passesOn && refuse(transaction, 483, "", nowNs);
    }

    private static boolean refuse(ServerTransaction transaction, int status, String header, long nowNs) {
        transaction.respond(status, header.isEmpty() ? List.of() : List.of(header), "", "", nowNs);
        return true;
    }

    private static boolean isKnownScheme(String uri) {
        return uri.regionMatches(true, 0, "sip:", 0, 4)
                || uri.regionMatches(true, 0, "sips:", 0, 5)
                || uri.regionMatches(true, 0, "tel:", 0, 4);
    }

    /** A NUL in what we repeat in requests of our own could not be written; only an INVITE's values are repeated. */
    private static boolean isClean(SipMessage request) {
        return request.method() != Method.INVITE
                || (!RouteSet.broken(request)
                        && isClean(request, HeaderName.FROM)
                        && isClean(request, HeaderName.TO)
                        && isClean(request, HeaderName.CALL_ID)
                        && isClean(request, HeaderName.RECORD_ROUTE));
    }

    private static boolean isClean(SipMessage request, HeaderName name) {
        for (int line = request.firstLine(name); line >= 0; line = request.nextLine(line)) {
            int from = request.valueOffset(line);
            for (int at = from; at < from + request.valueLength(line); at++) {
                if (request.buffer().getByte(at) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** True if this option tag is in Require or Supported, in any case (RFC 3261 §7.3.1), or this method in Allow. */
    public static boolean names(SipMessage request, HeaderName header, String tag) {
        return request.count(header) > 0 && holds(tags(request, header), tag);
    }

    private static boolean holds(List<String> tags, String tag) {
        for (int i = 0; i < tags.size(); i++) {
            if (tags.get(i).equalsIgnoreCase(tag)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> tags(SipMessage request, HeaderName header) {
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < request.count(header); i++) {
            RouteSet.split(request.value(header, i), tags);
        }
        return tags;
    }

    /** RFC 3261 §8.2.2.3: the option tags of Require that we do not know. */
    private String unsupported(SipMessage request) {
        List<String> unknown = new ArrayList<>();
        boolean register = request.method() == Method.REGISTER;
        for (String tag : tags(request, HeaderName.REQUIRE)) {
            boolean known = holds(extensions, tag) || (register && holds(registering, tag));
            if (!known && tag.indexOf(0) < 0) {
                unknown.add(tag);
            }
        }
        return String.join(", ", unknown);
    }
}
