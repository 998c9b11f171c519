package hotswitch.sim;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A production class with one fault planted: a patch (which file, the seed with which to begin, lines away, lines
 * instead) on a copy of a source, compiled into a folder that comes before the real classes on the path of a class
 * loader of its own.
 */
final class Mutant {
    private static final List<String> MODULES = List.of("acd-core", "sip-stack", "trunk-failover", "call-control");
    private final String name;
    private final String source;
    private final long firstSeed;
    private final List<String> away = new ArrayList<>();
    private final List<String> instead = new ArrayList<>();

    Mutant(Path patch) throws IOException {
        name = patch.getFileName().toString();
        String in = "";
        long seed = 0;
        for (String line : Files.readAllLines(patch)) {
            if (line.startsWith("in ")) {
                in = line.substring(3);
            } else if (line.startsWith("seed ")) {
                seed = Long.parseLong(line.substring(5));
            } else if (line.startsWith("-")) {
                away.add(line.substring(1));
            } else if (line.startsWith("+")) {
                instead.add(line.substring(1));
            }
        }
        source = in;
        firstSeed = seed;
    }

    /** The first failure of so many lives of a world ({@link Trial}), "" if all went well: the mutant lives. */
    String killedBy(String world, int seeds, Path folder) throws Exception {
        compile(folder);
        List<URL> path = new ArrayList<>();
        path.add(folder.toUri().toURL());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.add(Path.of(entry).toUri().toURL());
        }
        ClassLoader outside = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader loader = new URLClassLoader(path.toArray(URL[]::new), outside)) {
            var trial = loader.loadClass("hotswitch.sim.Trial").getMethod(world, long.class, int.class);
            return (String) trial.invoke(null, firstSeed, seeds);
        }
    }

    private void compile(Path folder) throws IOException {
        Path original = MODULES.stream()
                .map(module -> Path.of("..", module, "src/main/java", source))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        String text = Files.readString(original);
        String before = String.join("\n", away) + "\n";
        int at = text.indexOf(before);
        if (at < 0 || text.indexOf(before, at + 1) >= 0) {
            throw new IllegalStateException(name + " does not fit " + source + " any more, or not only once: renew it");
        }
        String after = text.substring(0, at) + String.join("\n", instead) + "\n" + text.substring(at + before.length());
        Path copy = folder.resolve("src").resolve(source);
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, after);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
            boolean compiled = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(copy))
                    .call();
            if (!compiled) {
                throw new IllegalStateException(name + " does not compile: " + said);
            }
        }
    }
}
