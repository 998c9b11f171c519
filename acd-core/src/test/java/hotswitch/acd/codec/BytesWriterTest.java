package hotswitch.acd.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class BytesWriterTest {
    /** Short and long, empty, with characters of two and three bytes, and some whose low bytes look like ASCII. */
    private static final List<String> TEXTS = List.of(
            "", "2001", "sixteen-letters!", "seventeen-letters", "a".repeat(64), "é", "热线", "\u0141\u0142", "t\u0141");

    private final BytesWriter lasting = BytesWriter.lasting(new ExpandableArrayBuffer(16), 3);

    /** One that remembers texts writes the bytes of one that does not, whatever came before. */
    @Test
    void knownTextsAreWrittenAlike() {
        Random random = new Random(4);
        for (int round = 0; round < 20_000; round++) {
            BytesWriter plain = new BytesWriter();
            lasting.reset();
            for (int n = random.nextInt(6); n >= 0; n--) {
                String text = TEXTS.get(random.nextInt(TEXTS.size()));
                String same = random.nextBoolean() ? text : new String(text);
                plain.text(same).i8(n);
                lasting.text(same).i8(n);
            }
            assertArrayEquals(plain.toBytes(), lasting.toBytes());
            assertEquals(plain.isPlain(), lasting.isPlain());
        }
    }

    /** More names than are remembered, many of them at the same place. */
    @Test
    void manyTextsAreWrittenAlike() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5_000; i++) {
                String text = Integer.toString(i).intern();
                assertArrayEquals(
                        new BytesWriter().text(text).toBytes(),
                        lasting.reset().text(text).toBytes());
            }
        }
    }

    @Test
    void aNumberIsTheTextOfItsDigits() {
        for (long number : new long[] {0, 7, -3, 1_000_000, Long.MAX_VALUE, Long.MIN_VALUE}) {
            byte[] text = new BytesWriter().text(Long.toString(number)).toBytes();
            assertArrayEquals(text, lasting.reset().decimal(number).toBytes());
            assertEquals(number, new BytesReader(text).decimal());
        }
        BytesReader word = new BytesReader(new BytesWriter().text("7a").toBytes());
        assertThrows(NumberFormatException.class, word::decimal);
    }

    @Test
    void whatIsRewoundIsForgotten() {
        lasting.reset().i32(7).text("lost").rewind(Integer.BYTES).i8(1);
        assertArrayEquals(new BytesWriter().i32(7).i8(1).toBytes(), lasting.toBytes());
    }

    @Test
    void isAppendedWithoutItsLength() {
        BytesWriter part = new BytesWriter().text("部分");
        assertArrayEquals(
                new BytesWriter().i8(1).text("部分").toBytes(),
                lasting.reset().i8(1).raw(part).toBytes());
    }
}
