package hotswitch.bench.sipcall;

import hotswitch.bench.run.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The configuration folder of one run: the shipped one, {@code bench/conf-sip-call} over it, and as many seats as
 * asked.
 */
public final class BenchConf {
    public static final int FIRST_SEAT = 20_001;
    private static final String PASSWORD = "bench-password";

    private BenchConf() {}

    public static void write(Path folder, int seats) throws IOException {
        copy(Home.folder().resolve("conf"), folder);
        for (String flow : List.of("menu", "service", "survey")) { // they lead to queues that are not here
            Files.delete(folder.resolve("flows/" + flow + ".yaml"));
        }
        overlay("conf-sip-call", folder);
        List<String> devices = new ArrayList<>(List.of("device,password,site"));
        List<String> agents = new ArrayList<>(List.of("id,name,pin,skills,seat,role"));
        for (int seat = FIRST_SEAT; seat < FIRST_SEAT + seats; seat++) {
            devices.add(seat + "," + PASSWORD + ",bench");
            agents.add(seat + ",seat " + seat + "," + seat + ",bench:3," + seat + ",agent");
        }
        Files.write(folder.resolve("devices.csv"), devices);
        Files.write(folder.resolve("agents.csv"), agents);
    }

    /** Another folder of {@code bench/} over it. */
    public static void overlay(String folder, Path conf) throws IOException {
        copy(Home.folder().resolve("bench").resolve(folder), conf);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Path target = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(one, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Rows for SIPp's register scenario. */
    static void writeCredentials(Path file, int seats) throws IOException {
        List<String> rows = new ArrayList<>(List.of("SEQUENTIAL"));
        for (int seat = FIRST_SEAT; seat < FIRST_SEAT + seats; seat++) {
            rows.add(seat + ";[authentication username=" + seat + " password=" + PASSWORD + "];");
        }
        Files.write(file, rows);
    }
}
