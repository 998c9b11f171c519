package hotswitch.sip.transport;

import hotswitch.sip.transaction.Transport;

/** What is spoken on a stream port. {@code tls} null: plain; {@code webSocket} null: SIP itself. */
record StreamKind(Transport transport, Tls tls, WebSocketConfig webSocket) {
    /** What is decrypted or unframed keeps what it read, so that it cannot have a block that each read uses anew. */
    boolean keepsWhatItRead() {
        return tls != null || webSocket != null;
    }
}
