package hotswitch.trunk.hunt;

/** Which idle line is next. */
public enum HuntStrategy {
    /** 顺选: always from the first on. */
    LINEAR,
    /** 循环: on from the line taken last. */
    CIRCULAR,
    /** 均匀: the line that has been idle the longest. */
    LONGEST_IDLE
}
