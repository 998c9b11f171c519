package hotswitch.bench.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** How long an Ogg Opus file plays: the last page's position (RFC 7845 §4), without decoding anything. */
final class OggLength {
    private static final int CAPTURE = 0x5367674F;
    private static final int POSITION_AT = 6;
    private static final int HEAD_BYTES = 27;
    private static final int TICKS_PER_MS = 48;

    private OggLength() {}

    /** 0 when it is no Ogg file. */
    static long ms(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = bytes.limit() - HEAD_BYTES; at >= 0; at--) {
            if (bytes.getInt(at) == CAPTURE) {
                return bytes.getLong(at + POSITION_AT) / TICKS_PER_MS;
            }
        }
        return 0;
    }
}
