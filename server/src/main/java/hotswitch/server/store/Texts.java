package hotswitch.server.store;

import java.nio.charset.StandardCharsets;

/**
 * Texts as the bytes that SQLite keeps of them. Its driver makes an array of each text that it is given, 790 bytes a
 * call; most were seen lately, and for those it is the same array.
 */
final class Texts {
    private static final int PLACES = 4_096;

    private final String[] seen = new String[PLACES];
    private final byte[][] bytes = new byte[PLACES][];

    /** Nobody may change them. */
    byte[] of(String text) {
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & (PLACES - 1);
        if (!text.equals(seen[place])) {
            seen[place] = text;
            bytes[place] = text.getBytes(StandardCharsets.UTF_8);
        }
        return bytes[place];
    }
}
