package hotswitch.server.e2e.rig;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The beginning of a command that starts a JVM with our classes. */
record Launch(List<String> options, String classPath) {
    private static final List<String> KEPT = List.of("--enable-native", "--add-", "--sun-misc");
    private static final String CLASSES = File.separator + "classes";

    Launch {
        options = List.copyOf(options);
    }

    /** The JVM, class path and flags of this test. */
    static Launch asTheTests() {
        return new Launch(List.of("-Xms128m", "-Xmx768m"), System.getProperty("java.class.path"));
    }

    /** Jars, and an archive of the classes in them. Made once in a test run. */
    static Launch asShipped() {
        return Shipped.LAUNCH;
    }

    List<String> command(String main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (KEPT.stream().anyMatch(flag::startsWith)) {
                command.add(flag);
            }
        }
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        return command;
    }

    private static final class Shipped {
        private static final List<String> ENGINE =
                List.of("-XX:+UseZGC", "-Xms384m", "-XX:SoftMaxHeapSize=384m", "-Xmx768m", "-XX:-ZUncommit");
        private static final Launch LAUNCH = make();

        private Shipped() {}

        /** A first switch starts and ends, and leaves the archive behind. */
        private static Launch make() {
            try {
                Path folder = Files.createDirectories(SwitchProcess.home().resolve("server/target/shipped"));
                String jars = jars(folder);
                Path archive = folder.resolve("hotswitch.jsa");
                Files.deleteIfExists(archive);
                try (SwitchProcess teacher = SwitchProcess.prepare("archive")) {
                    teacher.as(new Launch(with("-XX:ArchiveClassesAtExit=" + archive), jars))
                            .start();
                    teacher.terminate();
                    teacher.awaitEnd();
                }
                return new Launch(with("-XX:SharedArchiveFile=" + archive), jars);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static List<String> with(String option) {
            return Stream.concat(ENGINE.stream(), Stream.of(option, "-Xlog:cds*=off", "-Xlog:aot*=off"))
                    .toList();
        }

        /** This test's class path without tests; folders of classes have become jars. */
        private static String jars(Path folder) throws IOException {
            List<String> entries = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                if (entry.endsWith(CLASSES)) {
                    String module =
                            Path.of(entry).getParent().getParent().getFileName().toString();
                    entries.add(jar(Path.of(entry), folder.resolve(module + ".jar")));
                } else if (entry.endsWith(".jar")) {
                    entries.add(entry);
                }
            }
            return entries.stream().collect(Collectors.joining(File.pathSeparator));
        }

        private static String jar(Path classes, Path jar) throws IOException {
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file);
                    Stream<Path> all = Files.walk(classes)) {
                for (Path each : all.skip(1).sorted().toList()) {
                    boolean isFile = Files.isRegularFile(each);
                    out.putNextEntry(new JarEntry(classes.relativize(each) + (isFile ? "" : "/")));
                    if (isFile) {
                        Files.copy(each, out);
                    }
                }
            }
            return jar.toString();
        }
    }
}
