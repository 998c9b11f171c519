package hotswitch.sip.apart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A machine apart: a network namespace of a test's own. What is not loopback leads to {@code out0}, a cable at whose
 * other end nobody is. Who has {@link #THERE} is reached over loopback, until he {@link #vanishes}.
 */
public final class Apart {
    /** An address of this machine that can be taken away from it. */
    public static final String THERE = "10.9.0.2";

    /** The kernel's own IPv6 chatter is turned off. What was said to a loopback address may go on to the cable. */
    public static final String NETWORK = """
            set -e
            ip link set lo up
            ip link add out0 type veth peer name nowhere
            for end in out0 nowhere; do ip link set $end addrgenmode none arp off; done
            ip link set nowhere up
            ip addr add 192.0.2.2/24 dev out0
            ip link set out0 up
            ip route add default via 192.0.2.1 dev out0
            ip addr add 10.9.0.2/32 dev lo
            echo 1 > /proc/sys/net/ipv4/conf/out0/route_localnet
            """;

    private static final List<String> KEPT = List.of("--enable-native", "--add-", "--sun-misc");

    /** What was said, and the exit status. */
    public record Ended(int status, String said) {}

    private Apart() {}

    /** From now on nothing that is sent to {@link #THERE} arrives, nothing comes from there, and no end is told. */
    public static void vanishes() {
        ip("addr", "del", THERE + "/32", "dev", "lo");
    }

    private static void ip(String... words) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException(command + ": " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A command that starts a JVM with the class path and flags of this test. */
    public static List<String> java(String main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> KEPT.stream().anyMatch(flag::startsWith))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        return command;
    }

    /** Runs {@code script} apart, which begins with {@link #NETWORK}; the command is its {@code "$@"}. */
    public static Ended run(Duration bound, String script, List<String> command) {
        List<String> all = new ArrayList<>(List.of("unshare", "--map-root-user", "--net"));
        all.addAll(List.of("bash", "-c", script, "apart"));
        all.addAll(command);
        try {
            Path said = Files.createTempFile("apart", ".out");
            Process apart = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(apart::destroyForcibly));
            boolean over = apart.waitFor(bound.toSeconds(), TimeUnit.SECONDS);
            String text = Files.readString(said);
            if (!over) {
                apart.destroyForcibly();
                throw new AssertionError("does not end: " + text);
            }
            Files.delete(said);
            return new Ended(apart.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
