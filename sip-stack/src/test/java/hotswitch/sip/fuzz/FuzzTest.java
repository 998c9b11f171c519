package hotswitch.sip.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.Mutator;
import hotswitch.sip.message.Recorded;
import hotswitch.sip.message.Torture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each target over its corpus, then all of them, or {@code -Dfuzz.target=INDEX} alone, under Jazzer for {@code
 * -Dfuzz.seconds}. Its finds stand in {@code target/fuzz}, beside what it said of executions and coverage: what was a
 * fault and is mended goes into the corpus.
 */
final class FuzzTest {
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 10);
    private static final String ONLY = System.getProperty("fuzz.target", Fuzz.ALL);
    private static final long INPUT_MAX_NS = TimeUnit.MILLISECONDS.toNanos(250);
    /** Jazzer's own search for injected patterns: we have none, and it slows every match down. */
    private static final String NOT_OURS = "com.code_intelligence.jazzer.sanitizers.RegexInjection,"
            + "com.code_intelligence.jazzer.sanitizers.RegexRoadblocks";

    private static final List<String> KEPT = List.of("--enable-native", "--add-", "--sun-misc");

    @ParameterizedTest
    @EnumSource
    void theCorpusStillPasses(FuzzTarget target) throws IOException {
        assertTrue(inputs(target).size() > seeds().size(), "a corpus of its own");
        for (byte[] input : inputs(target)) {
            long bestNs = Long.MAX_VALUE;
            for (int i = 0; i < 3 && bestNs > INPUT_MAX_NS; i++) {
                long beganNs = System.nanoTime();
                target.run(input);
                bestNs = Math.min(bestNs, System.nanoTime() - beganNs);
            }
            assertTrue(bestNs <= INPUT_MAX_NS, bestNs + " ns for " + input.length + " bytes");
        }
    }

    @Test
    void nothingIsFoundInTheTimeGiven(@TempDir Path work) throws Exception {
        Path found = Files.createDirectories(Path.of("target/fuzz").resolve(ONLY.toLowerCase(Locale.ROOT)));
        Path seeds = Files.createDirectory(work.resolve("seeds"));
        int n = 0;
        for (FuzzTarget target : FuzzTarget.values()) {
            for (byte[] input : inputs(target)) {
                if (ONLY.equals(Fuzz.ALL) || ONLY.equals(target.name())) {
                    Files.write(seeds.resolve("seed-" + n++), ONLY.equals(Fuzz.ALL) ? Fuzz.of(target, input) : input);
                }
            }
        }
        Path log = found.resolveSibling(found.getFileName() + ".log");
        Process fuzzer = new ProcessBuilder(command(found, seeds))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(fuzzer.waitFor(SECONDS + 180L, TimeUnit.SECONDS), "Jazzer did not end");
        assertEquals(0, fuzzer.exitValue(), () -> text(log));
        assertTrue(text(log).contains("Done "), () -> text(log));
    }

    private static List<String> command(Path found, Path seeds) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> KEPT.stream().anyMatch(flag::startsWith))
                .forEach(command::add);
        command.addAll(List.of("-XX:+EnableDynamicAgentLoading", "-Xshare:off", "-Xmx512m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer"));
        command.addAll(List.of("--target_class=" + Fuzz.class.getName(), "--target_args=" + ONLY));
        command.addAll(
                List.of("--instrumentation_includes=hotswitch.sip.**", "--custom_hook_includes=hotswitch.sip.**"));
        command.add("--disabled_hooks=" + NOT_OURS);
        command.addAll(List.of("--reproducer_path=" + found, "-artifact_prefix=" + found + "/"));
        command.addAll(List.of("-max_total_time=" + SECONDS, "-timeout=10", "-max_len=9000", "-rss_limit_mb=0"));
        command.addAll(List.of(found.toString(), seeds.toString()));
        return command;
    }

    private static List<byte[]> inputs(FuzzTarget target) throws IOException {
        List<byte[]> inputs = new ArrayList<>(seeds());
        for (Path file : files(Path.of("src/test/resources/fuzz").resolve(target.folder()))) {
            inputs.add(Files.readAllBytes(file));
        }
        return inputs;
    }

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        Torture.messages().forEach(each -> seeds.add(each.bytes()));
        Recorded.messages().forEach(each -> seeds.add(Mutator.bytes(each)));
        return seeds;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
