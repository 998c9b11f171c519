package hotswitch.server.e2e.clients;

import hotswitch.server.e2e.rig.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Somebody else's program in a folder of its own: commands go in, what it says is kept in a file. */
final class Program implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private final Process process;
    private final Path said;
    private int taken;

    Program(Path folder, List<String> command) {
        said = folder.resolve("said.log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TERM", "dumb");
        try {
            process = builder.redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port of loopback that nobody had just now. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder for its files. */
    static Path folder(Account account, String name) {
        try {
            return Files.createTempDirectory(account.hotline().folder(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it can be used; what cannot is not left running. */
    void begun(String what, BooleanSupplier condition) {
        try {
            Await.until(what, BOUND, condition);
        } catch (AssertionError useless) {
            String told = all();
            close();
            throw new AssertionError(useless.getMessage() + "; it said\n" + told, useless);
        }
    }

    /** A line typed. */
    void type(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says this, after what was awaited before. */
    void await(String text) {
        Await.until(said.getParent().getFileName() + " says " + text, BOUND, () -> {
            String all = all();
            int at = all.indexOf(text, taken);
            taken = at < 0 ? taken : at + text.length();
            return at >= 0;
        });
    }

    String all() {
        try {
            return Files.readString(said, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it and what it has started: some are scripts around the program itself. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
