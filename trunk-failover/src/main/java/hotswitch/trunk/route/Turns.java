package hotswitch.trunk.route;

import hotswitch.trunk.Target;
import hotswitch.trunk.Trunk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** Whose turn it is: a number decides instead of chance, so that a call can be explained and repeated. */
final class Turns {
    /** A trunk in its place; {@code round}: how often its equals have all had their turns. */
    record Candidate(Trunk trunk, long round) {
        /** In which order its targets are tried: by rank, of equals another one first each round, by weight. */
        List<Integer> order(List<Target> targets) {
            List<Integer> sorted = new ArrayList<>();
            for (int i = 0; i < targets.size(); i++) {
                sorted.add(i);
            }
            sorted.sort(Comparator.comparingInt(i -> targets.get(i).rank()));
            List<Integer> ordered = new ArrayList<>();
            for (int from = 0; from < sorted.size(); ) {
                int rank = targets.get(sorted.get(from)).rank();
                int to = from;
                while (to < sorted.size() && targets.get(sorted.get(to)).rank() == rank) {
                    to++;
                }
                List<Integer> equals = sorted.subList(from, to);
                int first = first(equals, i -> targets.get(i).weight(), round);
                for (int i = 0; i < equals.size(); i++) {
                    ordered.add(equals.get((first + i) % equals.size()));
                }
                from = to;
            }
            return ordered;
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
        ToIntFunction<Trunk> weight = trunk -> trunk.config().capacity().weight();
        long round = Math.floorDiv(turn, (long) total(equals, weight));
        int first = first(equals, weight, turn);
        for (int i = 0; i < equals.size(); i++) {
            ordered.add(new Candidate(equals.get((first + i) % equals.size()), round));
        }
    }

    private static <T> int total(List<T> equals, ToIntFunction<T> weight) {
        return equals.stream().mapToInt(weight).sum();
    }

    /** Which of them has this turn: each as often in a round as it weighs. */
    private static <T> int first(List<T> equals, ToIntFunction<T> weight, long turn) {
        long left = Math.floorMod(turn, (long) total(equals, weight));
        int first = 0;
        while (left >= weight.applyAsInt(equals.get(first))) {
            left -= weight.applyAsInt(equals.get(first));
            first++;
        }
        return first;
    }

    private static int priority(Trunk trunk) {
        return trunk.config().capacity().priority();
    }
}
