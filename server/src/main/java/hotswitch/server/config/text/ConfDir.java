package hotswitch.server.config.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder with the configuration. Names are relative to it and stand so in every message. */
public record ConfDir(Path dir, Faults faults) {
    private static final long BYTES_MAX = 4 << 20;

    /**
     * UTF-8 text without its byte order mark; null if missing (a fault if {@code required}) or unreadable (a
     * fault).
     */
    public String text(String name, boolean required) {
        Path path = dir.resolve(name);
        if (!Files.isRegularFile(path)) {
            if (required) fault(name, "the file is missing", "copy it from the conf/ that was shipped", "文件不存在");
            return null;
        }
        try {
            if (Files.size(path) > BYTES_MAX) {
                fault(name, "the file has more than " + BYTES_MAX + " bytes", "split or shorten it", "文件过大");
                return null;
            }
            return decode(name, Files.readAllBytes(path));
        } catch (IOException e) {
            fault(name, "the file cannot be read: " + e.getMessage(), "look at its rights and owner", "文件无法读取");
            return null;
        }
    }

    public boolean has(String name) {
        return Files.isRegularFile(dir.resolve(name));
    }

    private String decode(String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            fault(name, "the file is not UTF-8", "save it as UTF-8 (it may be GBK now)", "文件编码不是 UTF-8");
            return null;
        }
    }

    /** Names of the files in a subfolder that end so, without that end, sorted; a missing folder is a fault. */
    public List<String> names(String folder, String end) {
        try (Stream<Path> files = Files.list(dir.resolve(folder))) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(end))
                    .map(name -> name.substring(0, name.length() - end.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            fault(
                    folder,
                    "the folder cannot be read: " + e.getMessage(),
                    "copy it from the conf/ that was shipped",
                    "文件夹无法读取");
            return List.of();
        }
    }

    private void fault(String name, String what, String mend, String zh) {
        faults.add(new Place(name, 0), what, mend, zh);
    }
}
