package hotswitch.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that prove themselves: time, running number and an HMAC of both under the secret of this boot. Remembered is
 * only
 * the highest nonce count of those in use. The table is bounded: when it is full its oldest nonce goes, and all that
 * are as
 * old and not in it count as used up.
 */
final class Nonces {
    private static final int ISSUE_HEX = 32;
    private static final int MAC_HEX = 32;

    private static final String HMAC = "HmacSHA256";
    /** Under the secret; ready again after each use. */
    private final Mac mac;

    private final long lifeNs;
    private final int tableMax;
    private final TreeMap<String, Long> highestCount = new TreeMap<>();
    private String usedUp = "";
    private long number;

    /** A nonce is good for {@code lifeNs}; {@code tableMax} of them have a count at once. */
    Nonces(byte[] secret, long lifeNs, int tableMax) {
        this.mac = keyed(secret);
        this.lifeNs = lifeNs;
        this.tableMax = tableMax;
    }

    String issue(long nowNs) {
        HexFormat hex = HexFormat.of();
        String issue = hex.toHexDigits(nowNs) + hex.toHexDigits(number++);
        return issue + mac(issue);
    }

    /** Whether the nonce is ours and young and this count of it was not seen; then it is seen from now on. */
    boolean use(String nonce, long count, long nowNs) {
        if (!isGenuine(nonce)) {
            return false;
        }
        String issue = nonce.substring(0, ISSUE_HEX);
        long ageNs = nowNs - HexFormat.fromHexDigitsToLong(issue, 0, 16);
        if (ageNs < 0 || ageNs > lifeNs) {
            return false;
        }
        Long highest = highestCount.get(issue);
        boolean fresh = highest == null ? issue.compareTo(usedUp) > 0 : count > highest;
        if (fresh) {
            highestCount.put(issue, count);
            forget(nowNs);
        }
        return fresh;
    }

    private boolean isGenuine(String nonce) {
        if (nonce.length() != ISSUE_HEX + MAC_HEX) {
            return false;
        }
        byte[] claimed = nonce.substring(ISSUE_HEX).getBytes(StandardCharsets.UTF_8);
        byte[] right = mac(nonce.substring(0, ISSUE_HEX)).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(claimed, right);
    }

    /** Issues sort by time: the first entries are the oldest. */
    private void forget(long nowNs) {
        String expired = HexFormat.of().toHexDigits(Math.max(0, nowNs - lifeNs));
        Iterator<Map.Entry<String, Long>> oldest = highestCount.entrySet().iterator();
        while (oldest.hasNext()) {
            String issue = oldest.next().getKey();
            boolean old = issue.compareTo(expired) < 0;
            if (!old && highestCount.size() <= tableMax) {
                return;
            }
            usedUp = issue;
            oldest.remove();
        }
    }

    private static Mac keyed(byte[] secret) {
        try {
            Mac keyed = Mac.getInstance(HMAC);
            keyed.init(new SecretKeySpec(secret, HMAC));
            return keyed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String mac(String issue) {
        byte[] value = mac.doFinal(issue.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(value, 0, MAC_HEX / 2);
    }

    int tableSize() {
        return highestCount.size();
    }
}
