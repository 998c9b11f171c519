package hotswitch.sip.dialog;

import hotswitch.sip.header.DtmfInfo;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.sdp.SdpBody;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.List;
import java.util.Locale;

/** Which bodies can be read, and which the peer can (RFC 3261 §8.2.3). */
public final class Bodies {
    static final String ACCEPT = "Accept: application/sdp, multipart/mixed, multipart/alternative, multipart/related";
    static final String ACCEPT_ENCODING = "Accept-Encoding: identity";
    private static final int UNSUPPORTED = 415;
    private static final int NOT_ACCEPTABLE = 406;
    private static final int BAD_INFO_PACKAGE = 469;

    private Bodies() {}

    /** Answers a request whose body nobody here understands, or which wants an answer of a kind that there is not. */
    static boolean refuses(ServerTransaction transaction, SipMessage request, long nowNs) {
        Method method = request.method();
        if (method == Method.INVITE && request.count(HeaderName.ACCEPT) > 0 && !accepts(request, "application/sdp")) {
            // RFC 4475 §3.3.15: our answer is a session description.
            String why = "Warning: 399 hotswitch \"the answer is application/sdp, which Accept does not name\"";
            return refuse(transaction, NOT_ACCEPTABLE, why, nowNs);
        }
        if (method == Method.INFO && request.count(HeaderName.INFO_PACKAGE) > 0) {
            return refuse(transaction, BAD_INFO_PACKAGE, "Recv-Info:", nowNs); // RFC 6086 §4.2.2: we have none
        }
        boolean read = method == Method.INVITE || method == Method.UPDATE || method == Method.INFO;
        return read && request.bodyLength() > 0 && !optional(request) && refusesBody(transaction, request, nowNs);
    }

    private static boolean refusesBody(ServerTransaction transaction, SipMessage request, long nowNs) {
        boolean encoded = request.count(HeaderName.CONTENT_ENCODING) > 0
                && !request.is(HeaderName.CONTENT_ENCODING, "identity")
                && !request.value(HeaderName.CONTENT_ENCODING).isEmpty();
        if (encoded) {
            return refuse(transaction, UNSUPPORTED, ACCEPT_ENCODING, nowNs);
        }
        if (request.method() == Method.INFO) {
            return !DtmfInfo.understands(request)
                    && refuse(transaction, UNSUPPORTED, "Accept: " + DtmfInfo.TYPES, nowNs);
        }
        return !SdpBody.understands(request) && refuse(transaction, UNSUPPORTED, ACCEPT, nowNs);
    }

    /** RFC 3261 §20.11: who sent this body does not mind if it is passed over. */
    private static boolean optional(SipMessage request) {
        String disposition = request.value(HeaderName.CONTENT_DISPOSITION);
        return disposition != null
                && disposition.replace(" ", "").toLowerCase(Locale.ROOT).contains(";handling=optional");
    }

    /** Whether one of the ranges of Accept (RFC 3261 §20.1) holds this type. */
    public static boolean accepts(SipMessage request, String type) {
        String kind = type.substring(0, type.indexOf('/')) + "/*";
        for (int i = 0; i < request.count(HeaderName.ACCEPT); i++) {
            for (String each : request.value(HeaderName.ACCEPT, i).split(",")) {
                int end = each.indexOf(';');
                String range = (end < 0 ? each : each.substring(0, end)).strip();
                if (range.equalsIgnoreCase(type) || range.equalsIgnoreCase(kind) || range.equals("*/*")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean refuse(ServerTransaction transaction, int status, String header, long nowNs) {
        transaction.respond(status, List.of(header), "", "", nowNs);
        return true;
    }
}
