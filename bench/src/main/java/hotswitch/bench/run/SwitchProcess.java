package hotswitch.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A switch of our own as a process: {@code serve} with the JVM and class path that run us. Ends with us. */
public final class SwitchProcess implements AutoCloseable {
    private static final String READY = "hotswitch ready ";
    private static final long DRAIN_S = 20;
    /** The options of the JVM under {@code ./hotswitch serve}, as the script says them; without it there are none. */
    public static final List<String> SERVE = Stream.of(
                    System.getProperty("hotswitch.engine", "").split(" ", -1))
            .filter(option -> !option.isEmpty())
            .toList();

    private final Process process;
    private final Thread guard;
    private final int sipPort;
    private final String api;

    /**
     * @param prefix words before the command, such as {@code taskset -c 0}
     * @param jvm further options of the JVM
     * @param sets as {@code --set} takes them: KEY=VALUE
     */
    public record Start(List<String> prefix, List<String> jvm, Path conf, Path data, List<String> sets) {}

    private SwitchProcess(Process process, String readyLine) {
        this.process = process;
        guard = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(guard);
        String[] words = readyLine.split(" ", -1);
        sipPort = Integer.parseInt(words[2].substring(words[2].lastIndexOf(':') + 1));
        api = words[3].substring("api=".length());
    }

    /**
     * Returns when the ready line was said; what the switch writes to standard error goes to {@code data/stderr.log}.
     */
    public static SwitchProcess start(Start start) throws IOException {
        Files.createDirectories(start.data());
        ProcessBuilder builder = new ProcessBuilder(command(start));
        builder.redirectError(start.data().resolve("stderr.log").toFile());
        Process process = builder.start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return new SwitchProcess(process, line);
            }
        }
        process.destroyForcibly();
        throw new IOException(
                "the switch did not start:\n" + Files.readString(start.data().resolve("stderr.log")));
    }

    private static List<String> command(Start start) {
        List<String> command = new ArrayList<>(start.prefix());
        command.addAll(java(start.jvm()));
        command.addAll(List.of("hotswitch.server.Main", "serve"));
        command.addAll(List.of(
                "--conf", start.conf().toString(), "--data", start.data().toString()));
        start.sets().forEach(set -> command.addAll(List.of("--set", set)));
        return command;
    }

    /** The JVM that runs us, with our class path and these options; the main class is to follow. */
    public static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(SwitchProcess::opens)
                .toList());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    /** Of our own options those that Agrona and Netty need; memory and agents are this process's affair. */
    private static boolean opens(String option) {
        return option.startsWith("--") || option.startsWith("-Dhotswitch.home=");
    }

    public int sipPort() {
        return sipPort;
    }

    /** {@code http://127.0.0.1:PORT} */
    public String api() {
        return api;
    }

    public long pid() {
        return process.pid();
    }

    /** SIGTERM, then SIGKILL when it does not end by itself. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(DRAIN_S, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(guard);
    }
}
