package hotswitch.media.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** Cuts packets of one logical stream into Ogg pages (RFC 3533 §6). A packet never spans pages here: ours are small. */
final class OggPageWriter {
    private static final int HEADER_BYTES = 27;
    private static final int LACING_MAX = 255;
    private static final int BEGIN_OF_STREAM = 2;
    private static final int END_OF_STREAM = 4;
    private static final int[] CRC = crcTable();

    private final WritableByteChannel out;
    private final int serial;
    private final byte[] lacing = new byte[LACING_MAX];
    private final ByteBuffer body = ByteBuffer.allocate(LACING_MAX * LACING_MAX);
    private final ByteBuffer page = ByteBuffer.allocate(HEADER_BYTES + LACING_MAX + LACING_MAX * LACING_MAX)
            .order(ByteOrder.LITTLE_ENDIAN);
    private int lacings;
    private int sequence;

    OggPageWriter(WritableByteChannel out, int serial) {
        this.out = out;
        this.serial = serial;
    }

    /** Does a packet of so many bytes still fit on the page being filled? */
    boolean fits(int bytes) {
        return lacings + lacingsOf(bytes) <= LACING_MAX;
    }

    private static int lacingsOf(int bytes) {
        return bytes / 255 + 1;
    }

    void packet(ByteBuffer packet) {
        int bytes = packet.remaining();
        if (!fits(bytes)) throw new IllegalStateException("packet of " + bytes + " bytes does not fit on the page");
        body.put(packet);
        for (int rest = bytes; rest >= 255; rest -= 255) lacing[lacings++] = (byte) 255;
        lacing[lacings++] = (byte) (bytes % 255);
    }

    /** @param granule position of the last sample whose packet ends on this page, 48 kHz units for Opus */
    void flush(long granule, boolean last) throws IOException {
        int flags = (sequence == 0 ? BEGIN_OF_STREAM : 0) | (last ? END_OF_STREAM : 0);
        page.clear();
        page.put("OggS".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) flags);
        page.putLong(granule).putInt(serial).putInt(sequence++).putInt(0);
        page.put((byte) lacings).put(lacing, 0, lacings).put(body.flip());
        page.putInt(22, crc(page.array(), page.position())).flip();
        while (page.hasRemaining()) out.write(page);
        body.clear();
        lacings = 0;
    }

    /** Polynomial 0x04C11DB7, no reflection, start and final value 0 (RFC 3533 §6, field 7). */
    private static int crc(byte[] bytes, int length) {
        int crc = 0;
        for (int i = 0; i < length; i++) crc = (crc << 8) ^ CRC[(crc >>> 24) ^ (bytes[i] & 0xFF)];
        return crc;
    }

    private static int[] crcTable() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int remainder = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                remainder = (remainder << 1) ^ ((remainder >> 31) & 0x04C1_1DB7);
            }
            table[i] = remainder;
        }
        return table;
    }
}
