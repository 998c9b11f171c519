package hotswitch.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every Java file of the project, read once. */
final class SourceTree {
    static final List<String> MODULES = List.of(
            "acd-core",
            "sip-stack",
            "disk-log",
            "media-recorder",
            "trunk-failover",
            "ivr",
            "call-control",
            "server",
            "sim",
            "bench");

    /** {@code path} as {@code acd-core/src/main/java/…}. */
    record Source(String path, List<String> lines) {
        boolean isMain() {
            return path.contains("/src/main/");
        }

        String module() {
            return path.substring(0, path.indexOf('/'));
        }

        /** The package's folders below {@code hotswitch}, such as {@code sip/transport}. */
        String packagePath() {
            String from = path.substring(path.indexOf("/java/hotswitch/") + "/java/hotswitch/".length());
            int slash = from.lastIndexOf('/');
            return slash < 0 ? "" : from.substring(0, slash);
        }

        String simpleName() {
            return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
        }
    }

    private SourceTree() {}

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("acd-core/pom.xml"))) {
            here = here.getParent();
            if (here == null) {
                throw new IllegalStateException("not inside the project");
            }
        }
        return here;
    }

    static List<Source> read() {
        Path root = root();
        List<Source> all = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src"))) {
                files.filter(f -> f.toString().endsWith(".java"))
                        .sorted()
                        .forEach(f -> all.add(new Source(root.relativize(f).toString(), lines(f))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
