package hotswitch.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the load or of a peer, whose output goes to a file; ends with us. */
public final class Child implements AutoCloseable {
    /** Servers run here, loads on the other one. */
    public static final int SERVER_CORE = 0;

    public static final int LOAD_CORE = 1;
    private static final long GRACE_S = 5;
    private final Process process;
    private final Thread guard;

    private Child(Process process) {
        this.process = process;
        guard = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(guard);
    }

    public static Child start(List<String> command, Path folder, Path output) throws IOException {
        return new Child(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
    }

    /** {@code taskset} to this core, where the machine has it. */
    public static List<String> pinned(int core) {
        return List.of(
                "taskset",
                "-c",
                Integer.toString(Math.min(core, Runtime.getRuntime().availableProcessors() - 1)));
    }

    /** This process, with all its threads, stays on the load's core from now on. */
    public static void pinSelf() throws IOException {
        List<String> command = List.of(
                "taskset",
                "-a",
                "-c",
                "-p",
                Integer.toString(LOAD_CORE),
                Long.toString(ProcessHandle.current().pid()));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public int status() {
        return process.exitValue();
    }

    /** The process and all that it started. */
    public long[] pids() {
        return java.util.stream.LongStream.concat(
                        java.util.stream.LongStream.of(process.pid()),
                        process.descendants().mapToLong(ProcessHandle::pid))
                .toArray();
    }

    /** True when it ended by itself within this time. */
    public boolean await(long boundS) {
        try {
            return process.waitFor(boundS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!await(GRACE_S)) {
            process.destroyForcibly();
        }
        Runtime.getRuntime().removeShutdownHook(guard);
    }
}
