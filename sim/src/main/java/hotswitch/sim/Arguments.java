package hotswitch.sim;

/** The command line. {@code seed} null: by chance; {@code seeds}, {@code seconds} 0: not said. */
record Arguments(Long seed, long seeds, long seconds, boolean shrink, boolean coverage) {

    /** Null if it cannot be understood. */
    static Arguments parse(String[] args) {
        Long seed = null;
        long seeds = 0;
        long seconds = 0;
        boolean shrink = false;
        boolean coverage = false;
        for (int i = 0; i < args.length; i++) {
            boolean more = i + 1 < args.length && args[i + 1].matches("-?\\d{1,18}");
            switch (args[i]) {
                case "--shrink" -> shrink = true;
                case "--coverage" -> coverage = true;
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
        return new Arguments(seed, seeds, seconds, shrink, coverage);
    }
}
