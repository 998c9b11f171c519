package hotswitch.bench.restart;

import hotswitch.bench.run.FreePorts;
import hotswitch.bench.run.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./hotswitch serve} as an operator types it: the script brings the process up again when it is killed. */
final class Supervised implements AutoCloseable {
    private static final String READY = "hotswitch ready ";
    private static final String MEDIA_PORTS = "12000-31999";
    private static final long DRAIN_S = 20;
    private final Process script;
    private final BufferedReader out;
    private final Thread guard;
    private final int sipPort = FreePorts.one();
    private final int apiPort = FreePorts.one();

    Supervised(Path conf, Path data, Path errors) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Home.folder().resolve("hotswitch").toString(), "serve"));
        command.addAll(List.of("--conf", conf.toString(), "--data", data.toString()));
        command.addAll(List.of("--set", "sip.port=" + sipPort, "--set", "api.port=" + apiPort));
        command.addAll(List.of("--set", "media.ports=" + MEDIA_PORTS));
        script = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        guard = new Thread(script::destroy);
        Runtime.getRuntime().addShutdownHook(guard);
        out = script.inputReader();
        awaitReady();
    }

    private void awaitReady() throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return;
            }
        }
        throw new IOException("the switch did not start");
    }

    /** kill -9 of the JVM; milliseconds until the next one says that it is ready. */
    double killed() throws IOException {
        ProcessHandle jvm = script.children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow(() -> new IOException("no process of the switch under the script"));
        long began = System.nanoTime();
        jvm.destroyForcibly();
        awaitReady();
        return (System.nanoTime() - began) / 1e6;
    }

    int sipPort() {
        return sipPort;
    }

    String api() {
        return "http://127.0.0.1:" + apiPort;
    }

    @Override
    public void close() {
        script.destroy();
        try {
            if (!script.waitFor(DRAIN_S, TimeUnit.SECONDS)) {
                script.descendants().forEach(ProcessHandle::destroyForcibly);
                script.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(guard);
    }
}
