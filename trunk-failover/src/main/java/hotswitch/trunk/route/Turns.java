package hotswitch.trunk.route;

import hotswitch.trunk.Trunk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whose turn it is: a number decides instead of chance, so that a call can be explained and repeated. */
final class Turns {
    /** A trunk in its place; {@code round}: how often its equals have all had their turns. */
    record Candidate(Trunk trunk, long round) {
        /** The address that is tried first: another one each round. */
        int firstAddress(int addresses) {
            return (int) Math.floorMod(round, (long) addresses);
        }
    }

    private final long turn;

    Turns(long turn) {
        this.turn = turn;
    }

    /** The lowest priority value first; among equals, one has the turn by its weight and the others follow in order. */
    List<Candidate> order(List<Trunk> trunks) {
        List<Trunk> sorted = new ArrayList<>(trunks);
        sorted.sort(Comparator.comparingInt(trunk -> trunk.config().capacity().priority()));
        List<Candidate> ordered = new ArrayList<>();
        for (int from = 0; from < sorted.size(); ) {
            int to = from;
            while (to < sorted.size() && priority(sorted.get(to)) == priority(sorted.get(from))) {
                to++;
            }
            rotate(sorted.subList(from, to), ordered);
            from = to;
        }
        return ordered;
    }

    private void rotate(List<Trunk> equals, List<Candidate> ordered) {
        int total = 0;
        for (Trunk trunk : equals) {
            total += trunk.config().capacity().weight();
        }
        long place = Math.floorMod(turn, (long) total);
        long round = Math.floorDiv(turn, (long) total);
        int first = 0;
        for (long left = place; left >= equals.get(first).config().capacity().weight(); first++) {
            left -= equals.get(first).config().capacity().weight();
        }
        for (int i = 0; i < equals.size(); i++) {
            ordered.add(new Candidate(equals.get((first + i) % equals.size()), round));
        }
    }

    private static int priority(Trunk trunk) {
        return trunk.config().capacity().priority();
    }
}
