package hotswitch.bench.race;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the telephones and the callers of a race wrote down: {@code A} a telephone got its ACK, {@code B} its BYE,
 * {@code E} the caller hung up; with the caller's number and the time. Of the switch there is one word in it: which BYE
 * said that somebody else has the caller.
 */
final class RaceBook {
    /** One of so many. */
    private static final int FEW = 20;

    private static final long US_PER_S = 1_000_000;
    private final Map<Long, Race> races = new TreeMap<>();

    /** One that rang for a caller and picked up; microseconds, 0: not yet. */
    private static final class Telephone {
        final String callId;
        long acknowledgedUs;
        long releasedUs;
        boolean lost;

        Telephone(String callId) {
            this.callId = callId;
        }
    }

    private static final class Race {
        final List<Telephone> telephones = new ArrayList<>(10);
        long hungUpUs;

        Telephone telephone(String callId) {
            for (Telephone each : telephones) {
                if (each.callId.equals(callId)) {
                    return each;
                }
            }
            telephones.add(new Telephone(callId));
            return telephones.getLast();
        }

        private int count(Predicate<Telephone> which) {
            return (int) telephones.stream().filter(which).count();
        }

        /** Had its ACK while the caller was there. */
        private boolean inTime(Telephone each) {
            return each.acknowledgedUs < hungUpUs;
        }

        /** How many had him until he hung up, as their BYE said. */
        int winners() {
            return count(each -> inTime(each) && !each.lost);
        }

        /** How many had an ACK and no BYE when the caller hung up. */
        int hadHim() {
            return count(each -> inTime(each) && (each.releasedUs == 0 || each.releasedUs >= hungUpUs));
        }

        int unreleased() {
            return count(each -> each.releasedUs == 0);
        }

        /** From the first ACK until all but one were released. */
        long settledUs() {
            long[] released =
                    telephones.stream().mapToLong(t -> t.releasedUs).sorted().toArray();
            long first =
                    telephones.stream().mapToLong(t -> t.acknowledgedUs).min().orElseThrow();
            return released[released.length - 2] - first;
        }
    }

    /**
     * @param doubles callers whom two telephones or more had until he hung up
     * @param late callers who still had two telephones when they hung up: a BYE was lost and said again, or the machine
     *     stood still, or it is a double
     * @param alone callers who had none yet then
     * @param unreleased telephones that were never told good-bye
     * @param settledUs from the first ACK of a caller until all but one had their BYE, in order
     */
    record Verdict(int callers, int picksUp, int doubles, int late, int alone, int unreleased, long[] settledUs) {
        boolean clean() {
            return doubles == 0 && unreleased == 0 && (late + alone) * FEW < callers;
        }

        double settledMs(double quantile) {
            int at = (int) Math.min(settledUs.length - 1, Math.floor(quantile * settledUs.length));
            return settledUs.length == 0 ? 0 : settledUs[at] / 1e3;
        }
    }

    void read(Path log) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                long caller = Long.parseLong(words[1]);
                long us = whole(words[2]) * US_PER_S + whole(words[3]);
                Race race = races.computeIfAbsent(caller, key -> new Race());
                switch (words[0]) {
                    case "A" -> race.telephone(words[4]).acknowledgedUs = us;
                    case "B" -> {
                        Telephone telephone = race.telephone(words[4]);
                        telephone.releasedUs = us;
                        telephone.lost = words.length > 5 && words[5].equals("elsewhere");
                    }
                    case "E" -> race.hungUpUs = us;
                    default -> throw new IOException(log + ": " + line);
                }
            }
        }
    }

    /** SIPp writes whole numbers with places, and nothing for 0. */
    private static long whole(String number) {
        return number.isEmpty() ? 0 : Math.round(Double.parseDouble(number));
    }

    Verdict verdict() {
        int picksUp = 0;
        int doubles = 0;
        int late = 0;
        int alone = 0;
        int unreleased = 0;
        for (Race race : races.values()) {
            picksUp += race.telephones.size();
            doubles += race.winners() > 1 ? 1 : 0;
            late += race.hadHim() > 1 ? 1 : 0;
            alone += race.hadHim() < 1 ? 1 : 0;
            unreleased += race.unreleased();
        }
        long[] settled = races.values().stream()
                .filter(race -> race.telephones.size() > 1)
                .mapToLong(Race::settledUs)
                .toArray();
        Arrays.sort(settled);
        return new Verdict(races.size(), picksUp, doubles, late, alone, unreleased, settled);
    }
}
