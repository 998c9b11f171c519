package hotswitch.bench.demo;

import hotswitch.bench.run.FreePorts;
import hotswitch.bench.run.SwitchApi;
import hotswitch.bench.run.SwitchProcess;
import hotswitch.sip.transaction.Hop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./hotswitch demo}: a switch, its agents and a burst of callers with real speech, in about a minute. */
@Command(name = "demo", description = "a throw-away switch, agents, callers with real audio")
public final class Demo implements Callable<Integer> {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long REGISTERED_BOUND_NS = 20 * SECOND_NS;
    private static final long DONE_BOUND_NS = 150 * SECOND_NS;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int SEATS_MAX = 58;
    private static final int IMPATIENT_ONE_IN = 15;

    @Option(names = "--seats", defaultValue = "58", description = "agents at work, up to 58")
    private int seats;

    @Option(names = "--callers", defaultValue = "100", description = "callers")
    private int callers;

    @Option(names = "--rate", defaultValue = "8", description = "calls a second")
    private double rate;

    @Option(
            names = "--talk",
            defaultValue = "9",
            description = "seconds that a talk lasts; some last half as long again")
    private int talkS;

    @Option(
            names = "--dir",
            description = "folder for configuration, data and recordings; a new temporary one by default")
    private Path folder;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Demo()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        if (seats < 1 || seats > SEATS_MAX || callers < 1 || rate <= 0 || talkS < 2) {
            System.err.println("between 1 and " + SEATS_MAX
                    + " seats, at least one caller, a rate above 0, talks of 2 s at least");
            return 2;
        }
        Path place = folder == null ? Files.createTempDirectory("hotswitch-demo-") : folder.toAbsolutePath();
        int carrierPort = FreePorts.one();
        System.out.println("starting a throw-away switch in " + place + " …");
        try (SwitchProcess process = DemoSwitch.start(place, carrierPort, callers);
                SwitchApi api = new SwitchApi(process.api(), place.resolve("data"))) {
            System.out.println("it listens: sip 127.0.0.1:" + process.sipPort() + ", api " + process.api());
            return new Stage(process, api, place, carrierPort).play();
        }
    }

    /** The telephones around one switch. */
    private final class Stage {
        private final SwitchApi api;
        private final Path place;
        private final PhoneLoop loop = new PhoneLoop();
        private final RtpDesk desk = new RtpDesk();
        private final List<Voice> agentVoices = Voice.all("agent", 3);
        private final List<Voice> callerVoices = Voice.all("caller", 4);
        private final List<Seat> phones = new ArrayList<>();
        private final List<Caller> crowd = new ArrayList<>();
        private final Carrier carrier;

        Stage(SwitchProcess process, SwitchApi api, Path place, int carrierPort) throws IOException {
            this.api = api;
            this.place = place;
            Hop hotline = Hop.udp("127.0.0.1", process.sipPort());
            carrier = new Carrier(loop, desk, carrierPort, hotline);
            Seat.Room room = new Seat.Room(loop, desk, agentVoices, callerVoices);
            for (int i = 1; i <= seats; i++) {
                String device = Integer.toString(8_000 + i);
                phones.add(new Seat(device, "demo-" + device, hotline, room));
            }
        }

        int play() throws IOException {
            try {
                loop.start();
                desk.start();
                carrier.start();
                if (!logOn()) {
                    return 1;
                }
                summon();
                Progress progress = new Progress(api, crowd);
                await(DONE_BOUND_NS, () -> {
                    progress.show();
                    return crowd.stream().allMatch(c -> c.state() == Caller.State.DONE);
                });
                progress.end();
                Report report = new Report(api, place.resolve("data"));
                return report.print(crowd, phones) ? 0 : 1;
            } finally {
                close();
            }
        }

        private boolean logOn() {
            phones.forEach(Seat::start);
            await(REGISTERED_BOUND_NS, () -> phones.stream().allMatch(Seat::registered));
            long up = phones.stream().filter(Seat::registered).count();
            System.out.println(up + " of " + seats + " seats registered with digest");
            if (up < seats) {
                return false;
            }
            for (Seat phone : phones) {
                api.ready(Integer.parseInt(phone.device()) - 7_000, phone.device());
            }
            System.out.println(
                    seats + " agents logged on and ready; " + callers + " callers ring 12345, " + rate + " a second");
            return true;
        }

        private void summon() {
            Random random = new Random(1);
            for (int i = 0; i < callers; i++) {
                long atNs = (long) (i / rate * SECOND_NS) + random.nextInt(100_000_000);
                long talkNs = (talkS + random.nextInt(talkS * 2 / 3)) * SECOND_NS;
                long patienceNs = i % IMPATIENT_ONE_IN == IMPATIENT_ONE_IN - 1 ? 9 * SECOND_NS : 120 * SECOND_NS;
                String ani = Long.toString(13_900_010_000L + i);
                Caller.Plan plan = new Caller.Plan(i, ani, atNs, talkNs, patienceNs);
                crowd.add(new Caller(plan, carrier, callerVoices, agentVoices));
            }
            carrier.expect(crowd);
        }

        private void close() {
            desk.close();
            phones.forEach(Seat::close);
            carrier.close();
            loop.close();
        }
    }

    private static void await(long boundNs, BooleanSupplier condition) {
        long endNs = System.nanoTime() + boundNs;
        while (!condition.getAsBoolean() && System.nanoTime() < endNs) {
            LockSupport.parkNanos(LOOK_NS);
        }
    }
}
