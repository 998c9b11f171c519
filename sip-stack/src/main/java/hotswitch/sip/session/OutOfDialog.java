package hotswitch.sip.session;

import hotswitch.sip.message.Method;
import hotswitch.sip.transaction.Hop;

/**
 * A request outside dialogs: OPTIONS to a trunk, REGISTER at a carrier.
 *
 * @param token comes back with the response; requests with the same token share Call-ID and From tag, and their CSeq
 *     rises (RFC 3261 §10.2)
 * @param method neither INVITE nor ACK nor CANCEL
 */
public record OutOfDialog(long token, Method method, Hop hop, Connect.Parties parties, Connect.Content content) {
    public OutOfDialog {
        if (method == Method.INVITE || method == Method.ACK || method == Method.CANCEL) {
            throw new IllegalArgumentException(method + " is no request of its own");
        }
    }
}
