package hotswitch.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the load or of a peer, whose output goes to a file; ends with us. */
public final class Child implements AutoCloseable {
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
