package hotswitch.sip.registrar;

import hotswitch.sip.transaction.Hop;

/** A REGISTER for one contact as it was said, and the binding that it stands for, which each repetition makes anew. */
final class Said {
    private final byte[] words;
    private final Hop source;
    /** The host of To. */
    final String domain;

    final long lifeNs;
    /** It registered a flow (RFC 5626 §6). */
    final boolean flow;

    Binding binding;

    Said(Words words, RegisterRequest request, Binding binding, long lifeNs) {
        this.words = words.copy();
        this.source = request.origin().source();
        this.domain = request.address().host();
        this.flow = request.hasFlow();
        this.binding = binding;
        this.lifeNs = lifeNs;
    }

    boolean is(Words now, Hop from) {
        return source.equals(from) && now.are(words);
    }
}
