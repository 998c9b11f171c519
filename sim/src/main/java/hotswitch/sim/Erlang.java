package hotswitch.sim;

/**
 * What theory says of a queue with Poisson arrivals, exponential talk times and {@code agents} agents: Erlang C (nobody
 * leaves; A. K. Erlang 1917) and Erlang A (exponential patience; C. Palm 1946), from the steady state of the
 * birth-death
 * process. Rates are per second.
 */
final class Erlang {
    private static final int STATES_PER_AGENT = 200;
    private final int agents;
    private final double arrivals;
    private final double[] steady;
    private final double leaving;

    /** {@code leaving} 0: infinite patience; the load must then be below the number of agents. */
    Erlang(int agents, double arrivals, double ending, double leaving) {
        this.agents = agents;
        this.arrivals = arrivals;
        this.leaving = leaving;
        steady = new double[STATES_PER_AGENT * agents];
        steady[0] = 1;
        double sum = 1;
        for (int n = 1; n < steady.length; n++) {
            double out = Math.min(n, agents) * ending + Math.max(0, n - agents) * leaving;
            steady[n] = steady[n - 1] * arrivals / out;
            sum += steady[n];
        }
        for (int n = 0; n < steady.length; n++) {
            steady[n] /= sum;
        }
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
}
