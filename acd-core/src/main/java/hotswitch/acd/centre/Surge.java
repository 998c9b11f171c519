package hotswitch.acd.centre;

/** Surge mode. */
public enum Surge {
    OFF,
    /** Ended by hand while as many wait as before: until fewer do. */
    SUPPRESSED,
    BY_HAND,
    BY_LOAD;

    public boolean on() {
        return this == BY_HAND || this == BY_LOAD;
    }
}
