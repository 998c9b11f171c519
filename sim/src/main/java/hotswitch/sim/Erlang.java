package hotswitch.sim;

import java.util.Arrays;

/**
 * What theory says of a queue with Poisson arrivals, exponential talk times and {@code agents} agents: Erlang C (nobody
 * leaves; A. K. Erlang 1917) and Erlang A (exponential patience; C. Palm 1946), from the steady state of the
 * birth-death
 * process. Rates are per second.
 */
final class Erlang {
    private static final int STATES_MAX = 2_000_000;
    private static final double NEGLIGIBLE = 1e-12;
    private static final double NOTHING = 1e-18;
    /** Weights are made smaller, all alike, before one leaves the range of a double. */
    private static final double LARGE = 1e250;

    private final int agents;
    private final double arrivals;
    private final double ending;
    private final double[] steady;
    private final double leaving;

    /** {@code leaving} 0: infinite patience; the load must then be below the number of agents. */
    Erlang(int agents, double arrivals, double ending, double leaving) {
        if (leaving == 0 && arrivals >= agents * ending) {
            throw new IllegalArgumentException("Erlang C has no answer: nobody leaves, and more come than are served");
        }
        this.agents = agents;
        this.arrivals = arrivals;
        this.ending = ending;
        this.leaving = leaving;
        steady = steady();
    }

    /** As many states as there is anything in; the first ones may be too unlikely for a double. */
    private double[] steady() {
        double[] weights = new double[2 * agents + 2];
        weights[0] = 1;
        double sum = 1;
        int states = 1;
        for (; states < STATES_MAX; states++) {
            double out = Math.min(states, agents) * ending + Math.max(0, states - agents) * leaving;
            if (states == weights.length) {
                weights = Arrays.copyOf(weights, 2 * states);
            }
            weights[states] = weights[states - 1] * arrivals / out;
            sum += weights[states];
            if (states > agents && arrivals < out && weights[states] < NOTHING * sum) {
                break;
            }
            if (weights[states] > LARGE) {
                for (int n = 0; n <= states; n++) {
                    weights[n] /= LARGE;
                }
                sum /= LARGE;
            }
        }
        double[] shares = new double[states];
        for (int n = 0; n < states; n++) {
            shares[n] = weights[n] / sum;
        }
        return shares;
    }

    /** The share of calls that find all agents busy. */
    double waits() {
        double share = 0;
        for (int n = agents; n < steady.length; n++) {
            share += steady[n];
        }
        return share;
    }

    /** Mean wait of all calls, those that leave included, in seconds (Little: waiting ÷ arrivals). */
    double meanWaitS() {
        double waiting = 0;
        for (int n = agents; n < steady.length; n++) {
            waiting += (n - agents) * steady[n];
        }
        return waiting / arrivals;
    }

    /** The share of calls that leave while waiting. */
    double abandons() {
        return leaving * meanWaitS();
    }

    /** Talking ÷ agents. */
    double occupancy() {
        double talking = 0;
        for (int n = 0; n < steady.length; n++) {
            talking += Math.min(n, agents) * steady[n];
        }
        return talking / agents;
    }

    /**
     * The share of all calls that are answered within so many seconds. Who finds {@code j} others waiting is served
     * when they are gone, one by one, unless he leaves first: for each j the probability of being served by t, from
     * p'(j) = (c·mu + j·theta)(p(j-1) - p(j)) - theta·p(j), integrated in small steps (Heun).
     */
    double answeredWithin(double seconds) {
        int states = 0;
        double atOnce = 0;
        for (int n = 0; n < steady.length; n++) {
            atOnce += n < agents ? steady[n] : 0;
            states = n >= agents && steady[n] > NEGLIGIBLE ? n - agents + 1 : states;
        }
        double[] served = new double[states];
        double fastest = agents * ending + states * leaving;
        int steps = (int) Math.ceil(seconds * fastest * 10) + 1;
        for (int i = 0; i < steps; i++) {
            step(served, seconds / steps);
        }
        double share = atOnce;
        for (int j = 0; j < states; j++) {
            share += steady[agents + j] * served[j];
        }
        return share;
    }

    private void step(double[] served, double dt) {
        double[] first = slope(served);
        double[] there = new double[served.length];
        for (int j = 0; j < served.length; j++) {
            there[j] = served[j] + dt * first[j];
        }
        double[] second = slope(there);
        for (int j = 0; j < served.length; j++) {
            served[j] += dt / 2 * (first[j] + second[j]);
        }
    }

    private double[] slope(double[] served) {
        double[] slope = new double[served.length];
        for (int j = 0; j < served.length; j++) {
            double before = j == 0 ? 1 : served[j - 1];
            slope[j] = (agents * ending + j * leaving) * (before - served[j]) - leaving * served[j];
        }
        return slope;
    }
}
