package hotswitch.sip.fuzz;

import java.util.Locale;

/**
 * What is fuzzed. One more target is one more line here, a method that takes bytes and throws nothing unless there is
 * a fault, and a folder of its name under {@code fuzz} in the test resources.
 */
enum FuzzTarget {
    INDEX(MessageTargets::index),
    HEADERS(MessageTargets::headers),
    SESSION_DESCRIPTION(BodyTargets::sessionDescription),
    DIGEST(MessageTargets::digest),
    REGISTER(MessageTargets::register),
    KEEP_ALIVE(StreamTargets::keepAlive),
    STREAM(StreamTargets::stream),
    AGENT(MessageTargets::agent),
    WEB_SOCKET(WebSocketTarget::frames),
    WEB_SOCKET_STREAM(WebSocketStreamTarget::stream),
    MASK(MaskTarget::mask);

    interface Body {
        void run(byte[] bytes);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a method's name, which has no state
    private final Body body;

    FuzzTarget(Body body) {
        this.body = body;
    }

    void run(byte[] bytes) {
        body.run(bytes);
    }

    /** Of its corpus. */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
