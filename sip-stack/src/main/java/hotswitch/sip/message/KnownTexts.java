package hotswitch.sip.message;

/**
 * Texts that come again and again, one object each: the numbers that are called, where carriers and phones want to be
 * called back. Others cost a look; who sends many different ones only puts the former out.
 */
final class KnownTexts {
    /** A power of two; two places for each hash, the later text in the first. */
    private static final int PLACES = 4_096;

    private static final int LENGTH_MAX = 96;
    private final String[] known = new String[PLACES];

    /** The text of these bytes, as {@link Scan#text} makes it. */
    String of(byte[] buffer, long slice) {
        int length = slice == Scan.NONE ? 0 : Scan.length(slice);
        if (length == 0 || length > LENGTH_MAX) {
            return Scan.text(buffer, slice);
        }
        int offset = Scan.offset(slice);
        int hash = 0;
        for (int at = offset; at < offset + length; at++) {
            hash = 31 * hash + buffer[at];
        }
        int place = 2 * (hash ^ hash >>> 16) & (PLACES - 1);
        String later = known[place];
        // What was folded, or is not ASCII, is never equal byte by byte.
        if (later != null && Scan.equals(buffer, offset, length, later)) {
            return later;
        }
        String former = known[place + 1];
        boolean again = former != null && Scan.equals(buffer, offset, length, former);
        String text = again ? former : Scan.text(buffer, slice);
        known[place + 1] = later;
        known[place] = text;
        return text;
    }
}
