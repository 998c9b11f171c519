package hotswitch.media.relay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Numbers that nobody can guess (RFC 3550 §5.1 of sequence, timestamp, SSRC): what AES in counter mode makes of nothing
 * under a key drawn at the start, many at once. ({@code SecureRandom} leaves the collector 40 bytes for two such
 * numbers.) For any thread.
 */
final class Unpredictable {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int AES_BYTES = 16;

    private final Cipher stream;
    private final byte[] nothing = new byte[128 * Long.BYTES];
    private final byte[] drawn = new byte[nothing.length];
    private int at = drawn.length;

    Unpredictable() {
        byte[] key = new byte[AES_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            stream = Cipher.getInstance("AES/CTR/NoPadding");
            stream.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[AES_BYTES]));
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("every Java has AES", never);
        }
    }

    synchronized long next() {
        if (at == drawn.length) {
            draw();
            at = 0;
        }
        long number = (long) LONG.get(drawn, at);
        at += Long.BYTES;
        return number;
    }

    private void draw() {
        try {
            stream.update(nothing, 0, nothing.length, drawn, 0);
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException("as many bytes as went in", never);
        }
    }
}
