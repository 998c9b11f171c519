package hotswitch.server.config.read;

import hotswitch.ivr.prompt.PromptNames;
import hotswitch.server.config.text.Place;
import hotswitch.server.config.text.References.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** {@code prompts/*.wav}: the names, and whether the files are what the media plane plays. */
public final class PromptFolder {
    public static final String NAME = "prompts";
    private static final int HEAD_MAX = 4096;

    private PromptFolder() {}

    /** The names of all prompts, sorted. */
    public static List<String> read(Reading reading) {
        List<String> names = reading.conf().names(NAME, ".wav");
        for (String name : names) prompt(reading, name);
        Place place = new Place(NAME, 0);
        reading.references().need(Kind.PROMPT, PromptNames.OF_THE_SWITCH, place);
        return names;
    }

    private static void prompt(Reading reading, String name) {
        Place place = new Place(NAME + "/" + name + ".wav", 0);
        reading.references().define(Kind.PROMPT, name, place);
        if (!PromptNames.valid(name)) {
            reading.faults()
                    .add(
                            place,
                            "a prompt may not have this name",
                            "use lower-case letters, digits and hyphens",
                            "语音文件名无效");
        }
        String fault = format(reading.conf().dir().resolve(place.file()));
        if (!fault.isEmpty()) {
            String mend = "convert it: sox IN.wav -r 8000 -c 1 -b 16 " + name + ".wav";
            reading.faults().add(place, fault, mend, "应为 8 kHz 单声道 16 位 PCM WAV");
        }
    }

    /** What is wrong with a WAV file; "" if it is 8 kHz, mono, 16-bit PCM. */
    private static String format(Path path) {
        ByteBuffer head = ByteBuffer.allocate(HEAD_MAX).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            int got = 0;
            while (got >= 0 && head.hasRemaining()) got = file.read(head);
        } catch (IOException e) {
            return "the file cannot be read: " + e.getMessage();
        }
        head.flip();
        if (head.limit() < 12 || head.getInt(0) != chunk("RIFF") || head.getInt(8) != chunk("WAVE")) {
            return "this is no WAV file";
        }
        for (int at = 12; at + 24 <= head.limit() && at >= 12; at += 8 + head.getInt(at + 4)) {
            if (head.getInt(at) != chunk("fmt ")) continue;
            int coding = head.getShort(at + 8);
            int channels = head.getShort(at + 10);
            int rate = head.getInt(at + 12);
            int bits = head.getShort(at + 22);
            if (coding == 1 && channels == 1 && rate == 8_000 && bits == 16) return "";
            return "the format is coding %d, %d channels, %d Hz, %d bits".formatted(coding, channels, rate, bits);
        }
        return "the WAV file tells no format";
    }

    private static int chunk(String name) {
        return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
    }
}
