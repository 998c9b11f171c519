package hotswitch.sip.fuzz;

import java.util.Arrays;

/** What Jazzer calls; {@code --target_args=INDEX} says which target, ALL that each input's first byte does. */
public final class Fuzz {
    static final String ALL = "ALL";
    private static final FuzzTarget[] TARGETS = FuzzTarget.values();
    /** Null: the input says. */
    private static FuzzTarget target;

    private Fuzz() {}

    /** Once, before the first input. */
    public static void fuzzerInitialize(String[] args) {
        target = args[0].equals(ALL) ? null : FuzzTarget.valueOf(args[0]);
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        if (target != null) {
            target.run(bytes);
        } else if (bytes.length > 0) {
            TARGETS[(bytes[0] & 0xff) % TARGETS.length].run(Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }

    /** An input for ALL. */
    static byte[] of(FuzzTarget which, byte[] bytes) {
        byte[] input = new byte[bytes.length + 1];
        input[0] = (byte) which.ordinal();
        System.arraycopy(bytes, 0, input, 1, bytes.length);
        return input;
    }
}
