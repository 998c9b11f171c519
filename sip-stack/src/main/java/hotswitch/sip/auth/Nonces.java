package hotswitch.sip.auth;

import hotswitch.sip.auth.Credentials.Field;

/**
 * Nonces that prove themselves: time, running number and an HMAC of both, and of the address to which it is sent, under
 * the secret of this boot. Who shows one has heard us at that address. Remembered is only the highest nonce count of
 * those in use, each at the place of its number. A later nonce takes a former one's place; from then on all that are as
 * old and have no place count as used up.
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
    /** What the HMAC is of: the digits, then the address. */
    private byte[] bound = new byte[ISSUE_DIGITS + 64];

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
    String issue(String address, long nowNs) {
        write(nowNs, ++last, address);
        return new String(text, 0, 0, DIGITS);
    }

    @SuppressWarnings("deprecation") // an address is ASCII
    private void write(long issuedNs, long number, String address) {
        int length = ISSUE_DIGITS + address.length();
        if (length > bound.length) {
            bound = new byte[length];
        }
        Hex.put(issuedNs, text, 0);
        Hex.put(number, text, Hex.LONG_DIGITS);
        System.arraycopy(text, 0, bound, 0, ISSUE_DIGITS);
        address.getBytes(0, address.length(), bound, ISSUE_DIGITS);
        Hex.put(mac.of(bound, length), 0, MAC_BYTES, text, ISSUE_DIGITS);
    }

    /** The number of a nonce that was sent to this address and is young; 0: it is none. */
    long number(Credentials shown, String address, long nowNs) {
        if (shown.length(Field.NONCE) != DIGITS) {
            return 0;
        }
        long issuedNs = Hex.number(shown.bytes(), shown.from(Field.NONCE), Hex.LONG_DIGITS);
        long number = Hex.number(shown.bytes(), shown.from(Field.NONCE) + Hex.LONG_DIGITS, Hex.LONG_DIGITS);
        write(issuedNs, number, address);
        long ageNs = nowNs - issuedNs;
        return shown.isSecret(Field.NONCE, text, DIGITS) && ageNs >= 0 && ageNs <= lifeNs ? number : 0;
    }

    /** Whether this count of the nonce with this {@link #number} was not seen; then it is seen from now on. */
    boolean use(long number, long count) {
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
