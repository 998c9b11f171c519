package hotswitch.sip.dialog;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.util.List;
import java.util.function.Predicate;

/** Writes requests and the dialog's part of responses; the caller adds what is special and ends the message. */
public final class DialogWriter {
    private final SipWriter out;
    private final String[] contacts = new String[Transport.values().length];
    private final String[] vias = new String[Transport.values().length];
    private final String product;
    private final Screening understood;
    private Predicate<Hop> controlled = hop -> false;

    /** @param product User-Agent and Server, "" for none; understood: what this side understands */
    public DialogWriter(SipWriter out, LocalAddress address, String product, Screening understood) {
        this.out = out;
        this.product = product;
        this.understood = understood;
        for (Transport transport : Transport.values()) {
            contacts[transport.ordinal()] = address.contact(transport);
            vias[transport.ordinal()] = address.via(transport);
        }
    }

    /** Hops whose reports of their load somebody here heeds (RFC 7339 §4.1). */
    public void controlled(Predicate<Hop> hops) {
        controlled = hops;
    }

    public SipWriter out() {
        return out;
    }

    /** Begins a request within the dialog (RFC 3261 §12.2.1.1), or the INVITE that is to make it. */
    public SipWriter start(Dialog dialog, Method method, long cseq, Hop hop) {
        List<String> routes = dialog.routes();
        boolean strict = !routes.isEmpty() && !Target.isLoose(Target.uri(routes.getFirst()));
        out.startRequest(method, dialog.requestUri());
        out.via(vias[hop.transport().ordinal()], dialog.branchPrefix(), Names.mark(method), cseq)
                .endVia(controlled.test(hop));
        out.header(HeaderName.MAX_FORWARDS, dialog.maxForwards());
        for (int i = strict ? 1 : 0; i < routes.size(); i++) {
            out.header(HeaderName.ROUTE, routes.get(i));
        }
        if (strict) {
            out.header(HeaderName.ROUTE, '<' + dialog.remoteTarget() + '>');
        }
        out.party(HeaderName.FROM, dialog.localAddress(), dialog.localTagApart());
        out.party(HeaderName.TO, dialog.remoteAddress(), dialog.remoteTagApart());
        out.header(HeaderName.CALL_ID, dialog.callId());
        out.cseq(cseq, method);
        return product.isEmpty() ? out : out.header(HeaderName.USER_AGENT, product);
    }

    /** Contact and Allow: of INVITE, UPDATE and their answers (RFC 3261 §8.1.1.8, §13.2.1). */
    public SipWriter contact(Dialog dialog, Hop hop) {
        String contact = dialog.contact().isEmpty() ? contacts[hop.transport().ordinal()] : dialog.contact();
        return out.header(HeaderName.CONTACT, contact).header(HeaderName.ALLOW, understood.allow());
    }

    /** What a dialog-making response adds: Record-Route as it came, Contact, Allow (RFC 3261 §12.1.1). */
    public SipWriter dialogResponse(Dialog dialog, Hop source) {
        List<String> routes = dialog.routes();
        for (int i = 0; i < routes.size(); i++) {
            out.header(HeaderName.RECORD_ROUTE, routes.get(i));
        }
        contact(dialog, source);
        return product.isEmpty() ? out : out.header(HeaderName.SERVER, product);
    }

    /** What a 2xx adds besides (RFC 3261 §13.3.1.4). */
    public void supported() {
        out.header(HeaderName.SUPPORTED, understood.supported());
    }

    /** Ends the message, with the session description unless it is "". */
    public SipWriter end(CharSequence sdp) {
        return sdp.isEmpty() ? out.end() : out.body("application/sdp", sdp);
    }
}
