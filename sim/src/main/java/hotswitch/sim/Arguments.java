package hotswitch.sim;

/**
 * The command line. {@code seed} null: by chance; {@code seeds}, {@code seconds} 0: not said; {@code signalling}: the
 * world with the wire in it.
 */
record Arguments(Long seed, long seeds, long seconds, boolean shrink, boolean coverage, boolean signalling) {

    /** Null if it cannot be understood. */
    static Arguments parse(String[] args) {
        Long seed = null;
        long seeds = 0;
        long seconds = 0;
        boolean shrink = false;
        boolean coverage = false;
        String world = "core";
        for (int i = 0; i < args.length; i++) {
            boolean more = i + 1 < args.length && args[i + 1].matches("-?\\d{1,18}");
            switch (args[i]) {
                case "--shrink" -> shrink = true;
                case "--coverage" -> coverage = true;
                case "--world" -> world = ++i < args.length ? args[i] : "";
                case "--seed", "--seeds", "--seconds" -> {
                    if (!more) {
                        return null;
                    }
                    long value = Long.parseLong(args[i + 1]);
                    seed = args[i].equals("--seed") ? Long.valueOf(value) : seed;
                    seeds = args[i].equals("--seeds") ? value : seeds;
                    seconds = args[i].equals("--seconds") ? value : seconds;
                    i++;
                }
                default -> {
                    return null;
                }
            }
        }
        boolean signalling = world.equals("signalling");
        boolean understood = signalling ? !shrink && !coverage : world.equals("core");
        return understood ? new Arguments(seed, seeds, seconds, shrink, coverage, signalling) : null;
    }
}
