package hotswitch.server.cli;

import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.LoadResult;
import hotswitch.server.hunt.HuntNode;
import hotswitch.server.node.Node;
import hotswitch.server.node.StartSteps;
import hotswitch.server.recovery.StateDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sun.misc.Signal;

/** {@code serve}: the switch itself. */
@Command(name = "serve", description = "run the switch")
public final class ServeCommand implements Callable<Integer> {
    @Option(names = "--conf", defaultValue = "conf", description = "configuration folder")
    private Path conf;

    @Option(names = "--data", defaultValue = "data", description = "data folder")
    private Path data;

    @Option(names = "--set", description = "overrides a key of hotswitch.yaml: KEY=VALUE")
    private List<String> sets = List.of();

    @Option(names = "--hunt-only", description = "backup lines only: no core, journal, database or API")
    private boolean huntOnly;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StartSteps steps = StartSteps.ofProcess();
        Files.createDirectories(data.resolve("log"));
        System.setProperty("hotswitch.log", data.resolve("log").toString());
        System.setProperty("log4j2.configurationFile", "log4j2-serve.xml");
        CompletableFuture<Void> log = CompletableFuture.runAsync(
                () -> steps.beside("log", () -> LoggerFactory.getLogger(ServeCommand.class)));
        LoadResult configuration = ConfigLoader.load(conf, sets);
        steps.done("configuration");
        log.join(); // a logger that is asked for meanwhile would be a stand-in
        steps.done("log");
        return switch (configuration) {
            case LoadResult.Faulty faulty -> {
                faulty.faults().forEach(System.err::println);
                yield 2;
            }
            case LoadResult.Loaded loaded -> {
                loaded.warnings().forEach(System.err::println);
                String why = huntOnly ? "asked for" : StateDir.huntOnlyReason(data);
                yield why.isEmpty() ? serve(loaded, steps) : hunt(loaded, why);
            }
        };
    }

    private int serve(LoadResult.Loaded loaded, StartSteps steps) throws IOException, InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Node node = new Node(data.toAbsolutePath(), loaded.config(), () -> ConfigLoader.load(conf, sets));
        node.start(steps);
        on("TERM", asked::countDown);
        on("INT", asked::countDown);
        on("HUP", () -> node.reload("SIGHUP").forEach(System.err::println));
        System.out.println(node.readyLine());
        System.out.flush();
        asked.await();
        node.drain();
        node.close();
        return 0;
    }

    /** {@code why}: asked for, or the reason that two faults of the core left in the data folder. */
    private int hunt(LoadResult.Loaded loaded, String why) throws IOException, InterruptedException {
        System.err.println("hunt-only mode (应急连选模式): " + why);
        CountDownLatch asked = new CountDownLatch(1);
        try (HuntNode node = new HuntNode(loaded.config())) {
            node.start(data.toAbsolutePath());
            on("TERM", asked::countDown);
            on("INT", asked::countDown);
            System.out.println(node.readyLine());
            System.out.flush();
            asked.await();
        }
        return 0;
    }

    private static void on(String signal, Runnable what) {
        Signal.handle(new Signal(signal), s -> what.run());
    }
}
