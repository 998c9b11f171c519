package hotswitch.server.e2e.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * The switch as its own process, on its own ports, with its own copy of {@code conf/} and its own data folder under
 * {@code target/e2e}. As a registered extension it starts before a class's tests and is killed after them; its
 * folder, with log and standard error, is left behind when one of them failed. When the tests of a class are run once
 * more, it starts with a clean folder, prepared as the first one was.
 */
public final class SwitchProcess implements AutoCloseable, BeforeAllCallback, AfterAllCallback, TestWatcher {
    private static final Duration READY = Duration.ofSeconds(90);
    private static final Path CONF = home().resolve("conf");
    private final String name;
    private final List<Runnable> recipe = new ArrayList<>();
    private final List<String> sets = new ArrayList<>();
    private Path folder;
    private Ports ports;
    private Launch launch = Launch.asTheTests();
    /** Where it speaks SIP and RTP. */
    private String host = "127.0.0.1";

    private Process process;
    private int starts;
    /** 0: as many as there are. */
    private int portPairs;

    private boolean failed;

    private SwitchProcess(String name) {
        this.name = name;
        renew();
    }

    /** A fresh folder, not yet started. */
    public static SwitchProcess prepare(String name) {
        return new SwitchProcess(name);
    }

    /** A clean folder and free ports, with all that was done to the first before it started. */
    private void renew() {
        try {
            Path base = Files.createDirectories(home().resolve("server/target/e2e"));
            folder = Files.createTempDirectory(base, name + "-");
            copy(CONF, conf());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ports = Ports.free();
        sets.clear();
        starts = 0;
        recipe.forEach(Runnable::run);
    }

    /** Does this now, and before the start of each later run: to {@link #conf()}, {@link #sip()} … as they are then. */
    public SwitchProcess first(Runnable step) {
        recipe.add(step);
        step.run();
        return this;
    }

    /** The repository: Surefire starts in the module's folder. */
    public static Path home() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("conf")) ? here : here.getParent();
    }

    /** A folder with all that is in it. */
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    public Path conf() {
        return folder.resolve("conf");
    }

    public Path data() {
        return folder.resolve("data");
    }

    /** Where a test may leave what it made: scenarios, logs, audio. */
    public Path folder() {
        return folder;
    }

    /** One more {@code --set KEY=VALUE}. */
    public SwitchProcess set(String key, Object value) {
        return first(() -> sets.add(key + "=" + value));
    }

    /** Audio for so many legs at once. */
    public SwitchProcess portPairs(int pairs) {
        portPairs = pairs;
        return this;
    }

    /** SIP and RTP over IPv6; the API stays where it is. */
    public SwitchProcess onIpv6() {
        host = "::1";
        return set("sip.address", "\"::1\"").set("media.address", "\"::1\"");
    }

    /** From the next start on as {@code ./hotswitch serve} does it: from jars, with an archive of their classes. */
    public SwitchProcess asShipped() {
        launch = Launch.asShipped();
        return this;
    }

    /** From the next start on so. */
    SwitchProcess as(Launch other) {
        launch = other;
        return this;
    }

    /** Replaces text in a file of the configuration before the first start; the old text must stand there. */
    public SwitchProcess edit(String file, String old, String now) {
        return first(() -> replace(file, old, now));
    }

    /** Whatever is said lasts half a second, for tests that do not listen to it. Music and ringing stay. */
    public SwitchProcess brief() {
        return first(() -> Prompts.shorten(conf().resolve("prompts")));
    }

    /** Replaces text in a file of the configuration, in this run only; the old text must stand there. */
    public void replace(String file, String old, String now) {
        try {
            String text = Files.readString(conf().resolve(file));
            assertTrue(text.contains(old), () -> file + " has no " + old);
            Files.writeString(conf().resolve(file), text.replace(old, now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits for the ready line. */
    public SwitchProcess start() {
        launch();
        return awaitReady();
    }

    /** Starts it without core, journal, database and API, and waits for the ready line. */
    public SwitchProcess startHuntOnly() {
        launch("--hunt-only");
        return awaitReady("none mode=hunt-only");
    }

    /** Starts it and does not wait. */
    public void launch(String... options) {
        List<String> command = launch.command("hotswitch.server.Main");
        command.addAll(List.of("serve", "--conf", conf().toString()));
        command.addAll(List.of("--data", data().toString(), "--set", "sip.port=" + ports.sip()));
        command.addAll(List.of("--set", "api.port=" + ports.api()));
        int lastPort = portPairs == 0 ? ports.mediaMax() : ports.mediaMin() + 2 * portPairs - 1;
        command.addAll(List.of("--set", "media.ports=" + ports.mediaMin() + "-" + lastPort));
        sets.forEach(each -> command.addAll(List.of("--set", each)));
        command.addAll(List.of(options));
        starts++;
        failed = true;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(out().toFile())
                    .redirectError(err().toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    private SwitchProcess awaitReady() {
        return awaitReady("http://127.0.0.1:" + ports.api());
    }

    private SwitchProcess awaitReady(String api) {
        Await.until("ready line; see " + folder, READY, () -> text(out()).endsWith("\n") || !process.isAlive());
        assertEquals(
                "hotswitch ready sip=" + PhoneLine.bracketed(host) + ":" + ports.sip() + " api=" + api + "\n",
                text(out()),
                () -> "see " + folder + ": " + text(err()));
        failed = false;
        return this;
    }

    /** The same JVM, class path and flags as this test's. */
    public static List<String> java(String main, String... args) {
        List<String> command = Launch.asTheTests().command(main);
        command.addAll(List.of(args));
        return command;
    }

    /** What a command of the command line said, and its exit status. */
    public record Said(int status, String out, String err) {}

    /** Runs another command of the command line: {@code check}, {@code token}, {@code journal} … */
    public Said run(String... args) {
        try {
            Path out = Files.createTempFile(folder, args[0], ".out");
            Path err = Files.createTempFile(folder, args[0], ".err");
            Process each = new ProcessBuilder(java("hotswitch.server.Main", args))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!each.waitFor(60, TimeUnit.SECONDS)) {
                each.destroyForcibly();
                throw new AssertionError("did not end: " + String.join(" ", args));
            }
            return new Said(each.exitValue(), text(out), text(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path out() {
        return folder.resolve("stdout-" + starts);
    }

    private Path err() {
        return folder.resolve("stderr-" + starts);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What this process said on standard error: warnings and errors of its log. */
    public String errors() {
        return text(err());
    }

    public InetSocketAddress sip() {
        return new InetSocketAddress(InetAddress.ofLiteral(host), ports.sip());
    }

    public int firstMediaPort() {
        return ports.mediaMin();
    }

    public Api api(String role) {
        return new Api("http://127.0.0.1:" + ports.api(), data(), role, 0);
    }

    public Api agentApi(int agent) {
        return new Api("http://127.0.0.1:" + ports.api(), data(), "agent", agent);
    }

    public boolean alive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Of its heap, after a collection. */
    public long liveBytes() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid()), "GC.class_histogram").start();
            String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String[] total = all.lines().toList().getLast().strip().split(" +", -1);
            return Long.parseLong(total[2]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM: drains; does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** Exit status, once it has ended. */
    public int awaitEnd() {
        Await.until("the switch ends; see " + folder, READY, () -> !process.isAlive());
        return process.exitValue();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (starts > 0) {
            renew();
        }
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        failed = true;
    }

    @Override
    public void close() {
        if (alive()) {
            kill();
        }
        ports.close();
        if (!failed) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder()).forEach(SwitchProcess::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
