package hotswitch.media.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtpPacketTest {
    private static final String REST = "1234" + "0000a0b0" + "deadbeef";

    private final RtpPacket packet = new RtpPacket();

    @Test
    void theFieldsOfAPlainHeader() {
        assertTrue(wrap("8088" + REST + "d5d5d5"));
        assertTrue(packet.marker());
        assertEquals(8, packet.payloadType());
        assertEquals(0x1234, packet.sequence());
        assertEquals(0xA0B0, packet.timestamp());
        assertEquals(0xDEADBEEF, packet.ssrc());
        assertEquals(12, packet.payloadOffset());
        assertEquals(3, packet.payloadLength());
    }

    @ParameterizedTest
    @CsvSource({
        "8108, 11111111, 16, 3, two bytes of flags say one CSRC",
        "9008, bede000122222222, 20, 3, an extension of one word",
        "9108, 11111111bede0000, 20, 3, both"
    })
    void whatStandsBeforeThePayload(String flags, String extra, int offset, int length, String why) {
        assertTrue(wrap(flags + REST + extra + "d5d5d5"), why);
        assertEquals(offset, packet.payloadOffset(), why);
        assertEquals(length, packet.payloadLength(), why);
    }

    @Test
    void paddingIsNotAudio() {
        assertTrue(wrap("a008" + REST + "d5d5d5000003"));
        assertEquals(3, packet.payloadLength());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "80", // no header
                "8008" + "1234" + "0000a0b0" + "deadbe", // eleven bytes
                "0008" + REST + "d5", // version 0
                "c008" + REST + "d5", // version 3
                "8f08" + REST + "d5", // fifteen CSRCs that are not there
                "9008" + REST + "d5", // an extension that is not there
                "9008" + REST + "bedeffff", // an extension of 262 kilobytes
                "a008" + REST + "d5d5ff", // 255 bytes of padding
                "a008" + REST + "d5d500" // padding of no byte
            })
    void garbageIsNoPacket(String hex) {
        assertFalse(wrap(hex));
    }

    private boolean wrap(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return packet.wrap(new UnsafeBuffer(bytes), 0, bytes.length);
    }
}
