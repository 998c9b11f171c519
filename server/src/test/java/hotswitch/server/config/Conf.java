package hotswitch.server.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the shipped configuration that a test may break. */
final class Conf {
    static final Path SHIPPED = Path.of("..", "conf").toAbsolutePath().normalize();
    final Path dir;

    Conf(Path temp) throws IOException {
        dir = Files.createDirectories(temp.resolve("conf"));
        copy("");
        copy("flows");
        prompts();
    }

    private void copy(String folder) throws IOException {
        Files.createDirectories(dir.resolve(folder));
        try (Stream<Path> files = Files.list(SHIPPED.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, dir.resolve(folder).resolve(file.getFileName()));
            }
        }
    }

    /** As in the shipped folder by name, but silent: a header without samples. */
    private void prompts() throws IOException {
        Files.createDirectories(dir.resolve("prompts"));
        try (Stream<Path> files = Files.list(SHIPPED.resolve("prompts"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".wav")).toList()) {
                write("prompts/" + file.getFileName(), wav(8_000, 1, 16));
            }
        }
    }

    static byte[] wav(int rate, int channels, int bits) {
        ByteBuffer head = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        head.put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        head.putInt(16)
                .putShort((short) 1)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * channels * bits / 8);
        head.putShort((short) (channels * bits / 8)).putShort((short) bits);
        return head.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(0).array();
    }

    Conf replace(String file, String old, String changed) throws IOException {
        String text = Files.readString(dir.resolve(file));
        assertTrue(text.contains(old), file + " does not contain " + old);
        int at = text.indexOf(old);
        return write(file, text.substring(0, at) + changed + text.substring(at + old.length()));
    }

    Conf append(String file, String more) throws IOException {
        return write(file, Files.readString(dir.resolve(file)) + more);
    }

    Conf write(String file, String text) throws IOException {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    Conf write(String file, byte[] bytes) throws IOException {
        Files.write(dir.resolve(file), bytes);
        return this;
    }

    Conf delete(String file) throws IOException {
        Files.delete(dir.resolve(file));
        return this;
    }

    /** Line of the first occurrence, from 1. */
    int line(String file, String part) throws IOException {
        List<String> lines = Files.readAllLines(dir.resolve(file));
        for (int i = 0; i < lines.size(); i++) if (lines.get(i).contains(part)) return i + 1;
        throw new AssertionError(file + " does not contain " + part);
    }

    LoadResult load(String... sets) {
        return ConfigLoader.load(dir, List.of(sets));
    }

    ServerConfig loaded(String... sets) {
        return switch (load(sets)) {
            case LoadResult.Loaded(var config, var warnings) -> config;
            case LoadResult.Faulty(var faults, var warnings) -> throw new AssertionError(faults.toString());
        };
    }

    List<String> faults(String... sets) {
        return switch (load(sets)) {
            case LoadResult.Loaded(var config, var warnings) -> List.of();
            case LoadResult.Faulty(var faults, var warnings) ->
                faults.stream().map(Fault::toString).toList();
        };
    }

    List<String> warnings(String... sets) {
        return load(sets).warnings().stream().map(Fault::toString).toList();
    }
}
