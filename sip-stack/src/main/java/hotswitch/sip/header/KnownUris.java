package hotswitch.sip.header;

/** URIs that come again and again, such as the numbers that are called: read once, and not each time. One thread. */
public final class KnownUris {
    /** A power of two. */
    private static final int PLACES = 256;

    private final String[] texts = new String[PLACES];
    private final SipUri[] uris = new SipUri[PLACES];

    /** As {@link SipUri#parse}: null when it is malformed. */
    public SipUri parse(String text) {
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & (PLACES - 1);
        if (!text.equals(texts[place])) {
            uris[place] = SipUri.parse(text);
            texts[place] = text;
        }
        return uris[place];
    }
}
