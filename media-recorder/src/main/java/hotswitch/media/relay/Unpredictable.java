package hotswitch.media.relay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/** Numbers that nobody can guess (RFC 3550 §5.1 of sequence, timestamp, SSRC), drawn many at once. For any thread. */
final class Unpredictable {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final SecureRandom source = new SecureRandom();
    private final byte[] drawn = new byte[128 * Long.BYTES];
    private int at = drawn.length;

    synchronized long next() {
        if (at == drawn.length) {
            source.nextBytes(drawn);
            at = 0;
        }
        long number = (long) LONG.get(drawn, at);
        at += Long.BYTES;
        return number;
    }
}
