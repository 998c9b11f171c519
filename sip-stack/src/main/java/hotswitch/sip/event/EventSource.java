package hotswitch.sip.event;

/** Whose state is watched. Called from within the verbs of {@link Subscriptions} and from its timers. */
public interface EventSource {

    /** The event package, as Event names it. */
    String event();

    /** Content-Type of the state. */
    String type();

    /** The whole state of a resource now; {@code version} rises with each NOTIFY of a subscription, from 0. */
    String body(String resource, int version);

    /** What a restart needs of this subscription; null: it is over. */
    void keep(String key, SubscriptionState state);
}
