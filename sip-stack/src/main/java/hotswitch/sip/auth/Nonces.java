package hotswitch.sip.auth;

import hotswitch.sip.auth.Credentials.Field;

/**
 * Nonces that prove themselves: time, running number and an HMAC of both under the secret of this boot. Remembered is
 * only the highest nonce count of those in use, each at the place of its number. A later nonce takes a former one's
 * place; from then on all that are as old and have no place count as used up.
 */
final class Nonces {
    private static final int ISSUE_DIGITS = 2 * Hex.LONG_DIGITS;
    private static final int MAC_BYTES = 16;
    private static final int DIGITS = ISSUE_DIGITS + 2 * MAC_BYTES;

    private final Hmac mac;
    private final long lifeNs;
    /** 0: nobody has the place. */
    private final long[] numbers;

    private final long[] highestCounts;
    private final byte[] text = new byte[DIGITS];
    private long usedUp;
    private long last;

    /** A nonce is good for {@code lifeNs}; {@code places} of them, a power of two, have a count at once. */
    Nonces(byte[] secret, long lifeNs, int places) {
        this.mac = new Hmac(secret);
        this.lifeNs = lifeNs;
        this.numbers = new long[places];
        this.highestCounts = new long[places];
    }

    @SuppressWarnings("deprecation") // ASCII bytes to characters without a decoder
    String issue(long nowNs) {
        write(nowNs, ++last);
        return new String(text, 0, 0, DIGITS);
    }

    private void write(long issuedNs, long number) {
        Hex.put(issuedNs, text, 0);
        Hex.put(number, text, Hex.LONG_DIGITS);
        Hex.put(mac.of(text, ISSUE_DIGITS), 0, MAC_BYTES, text, ISSUE_DIGITS);
    }

    /** Whether the nonce is ours and young and this count of it was not seen; then it is seen from now on. */
    boolean use(Credentials shown, long count, long nowNs) {
        if (shown.length(Field.NONCE) != DIGITS) {
            return false;
        }
        long issuedNs = Hex.number(shown.bytes(), shown.from(Field.NONCE), Hex.LONG_DIGITS);
        long number = Hex.number(shown.bytes(), shown.from(Field.NONCE) + Hex.LONG_DIGITS, Hex.LONG_DIGITS);
        write(issuedNs, number);
        long ageNs = nowNs - issuedNs;
        return shown.isSecret(Field.NONCE, text, DIGITS) && ageNs >= 0 && ageNs <= lifeNs && isFresh(number, count);
    }

    private boolean isFresh(long number, long count) {
        int place = (int) number & (numbers.length - 1);
        long there = numbers[place];
        boolean fresh = there == number ? count > highestCounts[place] : number > Math.max(there, usedUp);
        if (fresh) {
            usedUp = there == number ? usedUp : Math.max(there, usedUp);
            numbers[place] = number;
            highestCounts[place] = count;
        }
        return fresh;
    }
}
