package hotswitch.sim;

import hotswitch.sim.world.Log;

/** {@code ./hotswitch sim}: lives of a call centre, one after the other, until something is wrong. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        long from = Long.parseLong(args[0]);
        long count = Long.parseLong(args[1]);
        boolean log = args.length > 2;
        long began = System.nanoTime();
        long commands = 0;
        int bad = 0;
        for (long seed = from; seed < from + count; seed++) {
            Options options = Options.draw(seed, 0);
            Life.Outcome outcome = new Life(options, Cut.NONE, log ? Log.to(System.out::println) : Log.NONE).live();
            commands += outcome.commands();
            if (System.getenv("T") != null) System.out.println(seed + " " + (System.nanoTime() - began) / 1_000_000 + " ms " + outcome.commands() + " " + outcome.crashes() + " " + options);
            if (outcome.failure() != null) {
                System.out.println(outcome.failure().getMessage());
                if (log) outcome.failure().printStackTrace(System.out);
                bad++;
            }
        }
        System.out.println(bad + " of " + count + ", " + commands + " commands, " + (System.nanoTime() - began) / 1_000_000 + " ms");
    }
}
