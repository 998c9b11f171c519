package hotswitch.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.recording.Audio;
import hotswitch.media.recording.ForkedJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OggOpusWriterTest {
    @TempDir
    Path folder;

    private Path write(int frames) throws IOException {
        Path file = folder.resolve(frames + ".opus");
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            OggOpusWriter writer = new OggOpusWriter(out, 4_711);
            short[] block = new short[2 * 777];
            for (int at = 0; at < frames; at += 777) {
                for (int i = 0; i < 777; i++) {
                    block[2 * i] = Audio.tone(440, at + i);
                    block[2 * i + 1] = Audio.tone(660, at + i);
                }
                writer.write(block, Math.min(777, frames - at));
            }
            writer.finish();
            writer.discard();
        }
        return file;
    }

    /** Around the ends of frames, of pages, and of what the lookahead adds. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 107, 108, 109, 160, 161, 7_892, 7_948, 8_000, 8_001, 80_000, 123_457})
    void theDecodedLengthIsExact(int frames) throws Exception {
        Path file = write(frames);
        if (frames > 0) assertEquals(frames, Audio.decode(file).frames());
        String info = Audio.tool("opusinfo", file.toString());
        assertTrue(info.contains("Channels: 2"), info);
        assertTrue(info.contains("Original sample rate: 8000 Hz"), info);
        assertTrue(!info.contains("WARNING") || frames == 0, info);
    }

    @Test
    void theSidesDoNotLeakIntoEachOther() throws Exception {
        Audio audio = Audio.decode(write(40_000));
        audio.assertTone(Audio.LEFT, 440, 100, 4_900);
        audio.assertTone(Audio.RIGHT, 660, 100, 4_900);
        double leak = audio.amplitude(Audio.LEFT, 660, 100, 4_900) + audio.amplitude(Audio.RIGHT, 440, 100, 4_900);
        assertTrue(leak < 32, "54 dB below the tones: " + leak);
    }

    @Test
    void theToneKeepsItsPlace() throws Exception {
        Audio audio = Audio.decode(write(8_000));
        audio.assertTone(Audio.LEFT, 440, 0, 100);
        audio.assertTone(Audio.RIGHT, 660, 900, 1_000);
    }

    @Test
    void theSameAudioGivesTheSameBytes() throws Exception {
        byte[] once = Files.readAllBytes(write(20_000));
        Files.delete(folder.resolve("20000.opus"));
        assertEquals(ByteBuffer.wrap(once), ByteBuffer.wrap(Files.readAllBytes(write(20_000))));
    }

    @Test
    void theBundledLibraryServesWhereTheSystemHasNone() throws Exception {
        String said = ForkedJvm.run(0, BundledOpus.class);
        assertTrue(said.contains("version libopus 1.1.2"), said);
    }

    @Test
    void theSystemsLibraryComesFirst() {
        assertTrue(OggOpusWriter.libraryVersion().startsWith("libopus"));
        assertTrue(!OggOpusWriter.libraryVersion().contains("1.1.2"), OggOpusWriter.libraryVersion());
    }
}
