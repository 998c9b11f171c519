package hotswitch.server.store;

import java.nio.charset.StandardCharsets;

/**
 * Texts as the bytes that SQLite keeps of them. Its driver makes an array of each text that it is given, 790 bytes a
 * call; most were seen lately, and for those it is the same array.
 */
final class Texts {
    private static final int PLACES_BITS = 13;
    private static final int PLACES = 1 << PLACES_BITS;
    /** 2^32 over the golden ratio: hashes of digits, which lie close together, are apart after it. */
    private static final int APART = 0x9E3779B9;

    private final String[] seen = new String[PLACES];
    private final byte[][] bytes = new byte[PLACES][];

    /** Nobody may change them. */
    byte[] of(String text) {
        int place = (text.hashCode() * APART) >>> (Integer.SIZE - PLACES_BITS);
        if (!text.equals(seen[place])) {
            seen[place] = text;
            bytes[place] = text.getBytes(StandardCharsets.UTF_8);
        }
        return bytes[place];
    }
}
