package hotswitch.media.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.codec.Codec;
import hotswitch.media.rtp.Goertzel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptLibraryTest {
    @TempDir
    private Path directory;

    @Test
    void filesAreNamedByTheirPlace() throws IOException {
        Files.createDirectories(directory.resolve("digits"));
        write("notice.wav", 1, 8_000, 16, Goertzel.tone(440, 5_000, 800));
        write("digits/3.wav", 1, 8_000, 16, Goertzel.tone(440, 5_000, 400));
        Files.writeString(directory.resolve("readme.txt"), "not a prompt");
        PromptLibrary library = PromptLibrary.load(directory);
        assertEquals("[digits/3, notice]", library.names().toString());
        assertEquals("{digits/3=50, notice=100}", library.durationsMs().toString());
        assertTrue(library.contains("notice"));
        assertNull(library.playback(List.of("notice", "nobody"), false));
    }

    @ParameterizedTest
    @CsvSource({"2, 8000, 16", "1, 16000, 16", "1, 8000, 8"})
    void otherKindsOfAudioAreRefusedByName(int channels, int rate, int bits) throws IOException {
        write("odd.wav", channels, rate, bits, new short[80]);
        IOException fault = assertThrows(IOException.class, () -> PromptLibrary.load(directory));
        assertTrue(fault.getMessage().endsWith("odd.wav: must be PCM, 8000 Hz, 16 bit, mono"), fault.getMessage());
    }

    @Test
    void brokenFilesAreRefusedByName() throws IOException {
        Files.writeString(directory.resolve("broken.wav"), "RIFF");
        assertTrue(assertThrows(IOException.class, () -> PromptLibrary.load(directory))
                .getMessage()
                .endsWith("broken.wav: not a WAV file"));
        write("broken.wav", 1, 8_000, 16, new short[0]);
        assertTrue(assertThrows(IOException.class, () -> PromptLibrary.load(directory))
                .getMessage()
                .endsWith("broken.wav: no audio in it"));
    }

    @Test
    void aSentenceHasNoGapsAndEndsInSilence() {
        PromptLibrary library = PromptLibrary.of(List.of(
                Prompt.of("a", new short[] {1_000, 1_000, 1_000}), Prompt.of("b", new short[] {-1_000, -1_000})));
        Playback once = library.playback(List.of("a", "b", "a"), false);
        assertEquals("aaab", read(once, 4));
        assertEquals("baaa", read(once, 4));
        assertTrue(once.isOver());
        Playback loop = library.playback(List.of("a", "b"), true);
        assertEquals("aaabbaaabbaaab", read(loop, 14));
        assertTrue(library.playback(List.of(), true).isOver());
        Playback shorter = library.playback(List.of("b"), false);
        assertEquals("bb..", read(shorter, 4));
    }

    @Test
    void onePlaybackServesTheNextSentence() {
        PromptLibrary library = PromptLibrary.of(List.of(
                Prompt.of("a", new short[] {1_000, 1_000, 1_000}), Prompt.of("b", new short[] {-1_000, -1_000})));
        Playback former = library.playback(List.of("a", "b"), true);
        assertEquals("aaabbaa", read(former, 7));
        Playback next = library.playback(List.of("b", "a"), false, former);
        assertSame(former, next);
        assertEquals("bbaaa.", read(next, 6));
        assertTrue(next.isOver());
        assertNull(library.playback(List.of("a", "nobody"), false, next));
    }

    private static String read(Playback playback, int samples) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[samples]);
        playback.read(Codec.PCMA, buffer, 0, samples);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < samples; i++) {
            int sample = Codec.PCMA.decode(buffer.getByte(i));
            text.append(Math.abs(sample) < 10 ? '.' : sample > 0 ? 'a' : 'b');
        }
        return text.toString();
    }

    private void write(String name, int channels, int rate, int bits, short[] samples) throws IOException {
        ByteBuffer wav =
                ByteBuffer.allocate(12 + 24 + 10 + 8 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(wav.capacity() - 8).put(ascii("WAVE"));
        wav.put(ascii("fmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) channels)
                .putInt(rate);
        wav.putInt(rate * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits);
        wav.put(ascii("LIST")).putInt(1).put((byte) 'x').put((byte) 0); // an odd chunk is filled up
        wav.put(ascii("data")).putInt(2 * samples.length);
        for (short sample : samples) wav.putShort(sample);
        Files.write(directory.resolve(name), wav.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
